/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Host calls as fast as the guest kernel can make them: direct reads of one sector, past the page cache, until killed.
 * For watching the panel under load.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static char sector[512] __attribute__((aligned(512)));

int main(void)
{
	int disk = open("/dev/vda", O_RDONLY | O_DIRECT);

	if (disk < 0) {
		perror("storm: /dev/vda");
		return 1;
	}
	while (pread(disk, sector, sizeof(sector), 0) == sizeof(sector))
		;
	perror("storm: read");
	return 1;
}
