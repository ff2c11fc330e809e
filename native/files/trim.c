/* SPDX-License-Identifier: Apache-2.0 */
/* Giving free blocks back to the host: holes in the image's file. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/falloc.h>
#include <sys/stat.h>

#include "files.h"

static int64_t bytes_on_disk(int descriptor)
{
	struct stat info;

	return fstat(descriptor, &info) ? 0 : (int64_t)info.st_blocks * 512;
}

void trim(ext2_filsys fs, int descriptor, uint64_t offset)
{
	struct text nothing = { "", 0 };
	int64_t before = bytes_on_disk(descriptor);
	blk64_t end = ext2fs_blocks_count(fs->super);
	blk64_t at = fs->super->s_first_data_block;
	errcode_t code = 0;

	while (!code && at < end) {
		blk64_t from, to;

		if (ext2fs_find_first_zero_block_bitmap2(fs->block_map, at, end - 1, &from))
			break; /* no free block any more */
		if (ext2fs_find_first_set_block_bitmap2(fs->block_map, from, end - 1, &to))
			to = end;
		if (fallocate(descriptor, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
			      (off_t)(offset + from * fs->blocksize), (off_t)((to - from) * fs->blocksize)))
			code = errno;
		at = to;
	}
	if (code) {
		fault_code(code, "free blocks cannot be given back to the host", nothing);
		return;
	}
	before -= bytes_on_disk(descriptor);
	say_begin(SAY_DONE);
	say64(before > 0 ? (uint64_t)before : 0);
	say64(0);
	say_end();
}
