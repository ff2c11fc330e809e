/* SPDX-License-Identifier: Apache-2.0 */
/* What dynamic loaders and allocators ask of mmap, mprotect, madvise and brk. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <unistd.h>

#include "promise.h"

#define PAGES 16
#define PAGE 4096

static void fixed_inside_own(void)
{
	char *base = mmap(NULL, PAGES * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int fd = open("/proc/self/exe", O_RDONLY);
	char *mapped;

	EXPECT(base != MAP_FAILED);
	memset(base, 7, PAGES * PAGE);
	mapped = mmap(base + 4 * PAGE, 2 * PAGE, PROT_READ, MAP_PRIVATE | MAP_FIXED, fd, 0);
	EXPECT(mapped == base + 4 * PAGE);
	EXPECT(!memcmp(mapped,
		       "\x7f"
		       "ELF",
		       4));
	EXPECT(base[4 * PAGE - 1] == 7 && base[6 * PAGE] == 7);
	mapped = mmap(base + 8 * PAGE, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
	EXPECT(mapped == base + 8 * PAGE);
	EXPECT(mapped[0] == 0 && mapped[PAGE - 1] == 0);
	EXPECT(base[9 * PAGE] == 7);
	EXPECT(!mprotect(base, 4 * PAGE, PROT_READ | PROT_EXEC));
	EXPECT(!madvise(base, 4 * PAGE, MADV_WILLNEED));
	EXPECT(!munmap(base, PAGES * PAGE));
	close(fd);
}

static void allocator(void)
{
	void *blocks[200];

	for (int i = 0; i < 200; i++) {
		blocks[i] = malloc((size_t)(i * 977 + 1));
		EXPECT(blocks[i]);
		if (blocks[i])
			memset(blocks[i], i, (size_t)(i * 977 + 1));
	}
	for (int i = 0; i < 200; i += 2)
		free(blocks[i]);
	for (int i = 1; i < 200; i += 2) {
		blocks[i] = realloc(blocks[i], (size_t)(i * 1300 + 5));
		EXPECT(blocks[i] && ((unsigned char *)blocks[i])[i] == (unsigned char)i);
		free(blocks[i]);
	}
}

int main(void)
{
	const unsigned char *random = (const unsigned char *)getauxval(AT_RANDOM);
	int different = 0;

	EXPECT(random);
	for (int i = 1; random && i < 16; i++)
		different |= random[i] != random[0];
	EXPECT(different);
	EXPECT(getauxval(AT_PAGESZ) == PAGE);
	fixed_inside_own();
	allocator();
	return promise("mappings inside an own mapping, protections and allocation work as loaders need them");
}
