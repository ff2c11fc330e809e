/* SPDX-License-Identifier: Apache-2.0 */
/* Files keep what was written, through the page cache and past it. Takes the folder to work in. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "promise.h"

#define BLOCK 65536

static uint64_t next(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static void fill(uint64_t *words, uint64_t seed)
{
	for (int i = 0; i < BLOCK / 8; i++)
		words[i] = next(&seed);
}

static void drop_caches(void)
{
	int fd;

	sync();
	fd = open("/proc/sys/vm/drop_caches", O_WRONLY);
	if (fd < 0)
		return;
	EXPECT(write(fd, "3\n", 2) == 2);
	close(fd);
}

static void write_file(const char *path, int blocks)
{
	static uint64_t words[BLOCK / 8];
	int fd = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0644);

	EXPECT(fd >= 0);
	for (int i = 0; i < blocks; i++) {
		fill(words, (uint64_t)i + 1);
		EXPECT(write(fd, words, BLOCK) == BLOCK);
	}
	EXPECT(!fsync(fd));
	EXPECT(!close(fd));
}

static int wrong_blocks(const char *path, int blocks)
{
	static uint64_t words[BLOCK / 8], read_back[BLOCK / 8];
	int fd = open(path, O_RDONLY), wrong = 0;

	EXPECT(fd >= 0);
	for (int i = 0; i < blocks; i++) {
		fill(words, (uint64_t)i + 1);
		if (read(fd, read_back, BLOCK) != BLOCK || memcmp(words, read_back, BLOCK))
			wrong++;
	}
	close(fd);
	return wrong;
}

static void in_random_order(const char *path, int blocks)
{
	static uint64_t words[BLOCK / 8], read_back[BLOCK / 8];
	int fd = open(path, O_RDWR);
	uint64_t state = 12345;

	for (int i = 0; i < 64; i++) {
		int block = (int)(next(&state) % (uint64_t)blocks);

		fill(words, (uint64_t)block + 1);
		EXPECT(pread(fd, read_back, 4096, (off_t)block * BLOCK + 8192) == 4096);
		EXPECT(!memcmp(read_back, (char *)words + 8192, 4096));
		EXPECT(pwrite(fd, (char *)words + 100, 5000, (off_t)block * BLOCK + 100) == 5000);
	}
	EXPECT(!fdatasync(fd));
	close(fd);
}

int main(int argc, char **argv)
{
	const char *folder = argc > 1 ? argv[1] : "/root";
	char path[256], renamed[256];
	struct statfs room;
	int blocks;

	snprintf(path, sizeof(path), "%s/disk-test", folder);
	snprintf(renamed, sizeof(renamed), "%s/disk-test-renamed", folder);
	EXPECT(!statfs(folder, &room));
	blocks = (int)((long long)room.f_bavail * room.f_bsize / 2 / BLOCK);
	if (blocks > 256)
		blocks = 256;
	printf("  %d KiB\n", blocks * (BLOCK / 1024));
	EXPECT(blocks > 8);
	write_file(path, blocks);
	EXPECT(wrong_blocks(path, blocks) == 0);
	drop_caches();
	EXPECT(wrong_blocks(path, blocks) == 0);
	in_random_order(path, blocks);
	EXPECT(!rename(path, renamed));
	drop_caches();
	EXPECT(access(path, F_OK) && errno == ENOENT);
	EXPECT(wrong_blocks(renamed, blocks) == 0);
	EXPECT(!unlink(renamed));
	return promise("files keep every byte through sync and dropped caches");
}
