/* SPDX-License-Identifier: Apache-2.0 */
/* A full disk is an error to the program that fills it, and nothing more. */
#include <fcntl.h>
#include <unistd.h>

#include "promise.h"

int main(void)
{
	static char bytes[1 << 16];
	int fd = open("/root/fill", O_CREAT | O_TRUNC | O_WRONLY, 0644);
	long long total = 0;
	ssize_t count;

	EXPECT(fd >= 0);
	while ((count = write(fd, bytes, sizeof(bytes))) > 0)
		total += count;
	EXPECT(count == -1 && errno == ENOSPC);
	printf("  full after %lld KiB\n", total >> 10);
	EXPECT(!close(fd));
	EXPECT(!unlink("/root/fill"));
	sync();
	fd = open("/root/fill", O_CREAT | O_TRUNC | O_WRONLY, 0644);
	EXPECT(write(fd, bytes, sizeof(bytes)) == sizeof(bytes));
	EXPECT(!fsync(fd));
	close(fd);
	unlink("/root/fill");
	return promise("a full disk fails the write that fills it and works again afterwards");
}
