/* SPDX-License-Identifier: Apache-2.0 */
/* Freed blocks of a disk are given back to the host. */
#include <fcntl.h>
#include <linux/fs.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "promise.h"

int main(int argc, char **argv)
{
	const char *folder = argc > 1 ? argv[1] : "/";
	struct fstrim_range range = { 0, ~0ULL, 0 };
	static char bytes[1 << 20];
	char path[256];
	int fd;

	snprintf(path, sizeof(path), "%s/trim-test", folder);
	fd = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0644);
	memset(bytes, 0x5a, sizeof(bytes));
	EXPECT(fd >= 0 && write(fd, bytes, sizeof(bytes)) == sizeof(bytes) && !fsync(fd));
	close(fd);
	EXPECT(!unlink(path));
	sync();
	fd = open(folder, O_RDONLY | O_DIRECTORY);
	EXPECT(!ioctl(fd, FITRIM, &range));
	printf("  %llu KiB given back\n", (unsigned long long)range.len >> 10);
	EXPECT(range.len >= sizeof(bytes));
	return promise("freed blocks are given back to the host");
}
