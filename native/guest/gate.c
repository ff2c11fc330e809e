/* SPDX-License-Identifier: Apache-2.0 */
#include "gate.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

unsigned long address_in(const char *path)
{
	char digits[32];
	ssize_t count;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return 0;
	count = read(fd, digits, sizeof(digits) - 1);
	close(fd);
	if (count <= 0)
		return 0;
	digits[count] = '\0';
	return strtoul(digits, NULL, 16);
}
