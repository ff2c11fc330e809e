/* SPDX-License-Identifier: Apache-2.0 */
/* Entries of folders. */
#define _GNU_SOURCE
#include <string.h>

#include "files.h"

#define ENTRY_HEAD 8

static unsigned int room_for(size_t length)
{
	return (unsigned int)((ENTRY_HEAD + length + 3) & ~(size_t)3);
}

/* Puts an entry into a block if there is room. */
static errcode_t put(ext2_filsys fs, char *block, struct text name, ext2_ino_t inode, uint8_t type, bool *done)
{
	unsigned int end = fs->blocksize;
	unsigned int wanted = room_for(name.length);
	unsigned int at = 0;

	if (ext2fs_has_feature_metadata_csum(fs->super))
		end -= sizeof(struct ext2_dir_entry_tail);
	*done = false;
	while (at + ENTRY_HEAD <= end) {
		struct ext2_dir_entry *entry = (struct ext2_dir_entry *)(block + at);
		unsigned int length, used;
		errcode_t code = ext2fs_get_rec_len(fs, entry, &length);

		if (code)
			return code;
		if (length < ENTRY_HEAD || at + length > end)
			return EXT2_ET_DIR_CORRUPTED;
		used = entry->inode ? room_for((size_t)ext2fs_dirent_name_len(entry)) : 0;
		if (length >= used + wanted) {
			if (used) {
				code = ext2fs_set_rec_len(fs, used, entry);
				if (code)
					return code;
				entry = (struct ext2_dir_entry *)(block + at + used);
			}
			entry->inode = inode;
			code = ext2fs_set_rec_len(fs, length - used, entry);
			if (code)
				return code;
			entry->name_len = 0;
			ext2fs_dirent_set_name_len(entry, (int)name.length);
			if (ext2fs_has_feature_filetype(fs->super))
				ext2fs_dirent_set_file_type(entry, type);
			memcpy(entry->name, name.bytes, name.length);
			*done = true;
			return 0;
		}
		at += length;
	}
	return 0;
}

static errcode_t add_by_library(ext2_filsys fs, ext2_ino_t folder, struct text name, ext2_ino_t inode, uint8_t type)
{
	char zero_ended[MOST_NAME + 1];
	errcode_t code;

	memcpy(zero_ended, name.bytes, name.length);
	zero_ended[name.length] = '\0';
	code = ext2fs_link(fs, folder, zero_ended, inode, type);
	if (code != EXT2_ET_DIR_NO_SPACE)
		return code;
	code = ext2fs_expand_dir(fs, folder);
	return code ? code : ext2fs_link(fs, folder, zero_ended, inode, type);
}

/*
 * The library looks through the whole folder for room each time. Where the folder is a plain list, we look only into the
 * block that took the last name.
 */
errcode_t folder_add(ext2_filsys fs, ext2_ino_t folder, struct text name, ext2_ino_t inode, uint8_t type)
{
	static char block[EXT2_MAX_BLOCK_SIZE] __attribute__((aligned(8)));
	int64_t *hint = tree_hint(folder);
	struct ext2_inode parent;
	errcode_t code = ext2fs_read_inode(fs, folder, &parent);
	int64_t blocks;

	if (code)
		return code;
	if (parent.i_flags & (EXT2_INDEX_FL | EXT4_INLINE_DATA_FL))
		return add_by_library(fs, folder, name, inode, type);
	blocks = (int64_t)(EXT2_I_SIZE(&parent) / fs->blocksize);
	if (*hint < 0 || *hint >= blocks)
		*hint = blocks - 1;
	for (int attempt = 0; attempt < 2; attempt++) {
		blk64_t physical = 0;
		bool done;

		code = ext2fs_bmap2(fs, folder, &parent, NULL, 0, (blk64_t)*hint, NULL, &physical);
		if (!code && !physical)
			code = EXT2_ET_DIR_CORRUPTED;
		if (!code)
			code = ext2fs_read_dir_block4(fs, physical, block, 0, folder);
		if (!code)
			code = put(fs, block, name, inode, type, &done);
		if (code)
			return code;
		if (done)
			return ext2fs_write_dir_block4(fs, physical, block, 0, folder);
		code = ext2fs_expand_dir(fs, folder);
		if (!code)
			code = ext2fs_read_inode(fs, folder, &parent);
		if (code)
			return code;
		*hint = (int64_t)(EXT2_I_SIZE(&parent) / fs->blocksize) - 1;
	}
	return EXT2_ET_DIR_NO_SPACE;
}
