/* SPDX-License-Identifier: Apache-2.0 */
/* Removing. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "files.h"

#define DEEPEST 4096

/* Names of a folder, to be walked while the folder changes. */
struct names {
	struct child {
		ext2_ino_t inode;
		uint8_t type;
		uint8_t length;
		char name[MOST_NAME + 1];
	} * each;
	size_t count;
	size_t room;
	bool full;
};

static int collect(ext2_ino_t dir, int entry, struct ext2_dir_entry *dirent, int offset, int blocksize, char *buf,
		   void *data)
{
	struct names *names = data;
	struct child *child;

	(void)dir;
	(void)offset;
	(void)blocksize;
	(void)buf;
	if (entry == DIRENT_DOT_FILE || entry == DIRENT_DOT_DOT_FILE)
		return 0;
	if (names->count == names->room) {
		size_t room = names->room ? names->room * 2 : 16;
		struct child *more = realloc(names->each, room * sizeof(*more));

		if (!more) {
			names->full = true;
			return DIRENT_ABORT;
		}
		names->each = more;
		names->room = room;
	}
	child = &names->each[names->count++];
	child->inode = dirent->inode;
	child->type = (uint8_t)ext2fs_dirent_file_type(dirent);
	child->length = (uint8_t)ext2fs_dirent_name_len(dirent);
	memcpy(child->name, dirent->name, child->length);
	child->name[child->length] = '\0';
	return 0;
}

static bool names_of(ext2_filsys fs, ext2_ino_t folder, struct names *names, struct text path)
{
	errcode_t code;

	memset(names, 0, sizeof(*names));
	code = ext2fs_dir_iterate2(fs, folder, 0, NULL, collect, names);
	if (!code && names->full)
		code = EXT2_ET_NO_MEMORY;
	if (!code)
		return true;
	free(names->each);
	fault_code(code, "a folder cannot be read", path);
	return false;
}

/* One name less; the last takes the bytes with it. */
static errcode_t release(ext2_filsys fs, ext2_ino_t number, bool folder)
{
	struct ext2_inode_large inode;
	errcode_t code = inode_read(fs, number, &inode);

	if (code)
		return code;
	if (!folder && inode.i_links_count > 1) {
		inode.i_links_count--;
		return inode_write(fs, number, &inode);
	}
	blank_blocks = false; /* what is freed here may be taken again */
	code = ext2fs_free_ext_attr(fs, number, &inode);
	if (code)
		return code;
	if (ext2fs_inode_has_valid_blocks2(fs, (struct ext2_inode *)&inode)) {
		code = ext2fs_punch(fs, number, (struct ext2_inode *)&inode, NULL, 0, ~0ULL);
		if (code)
			return code;
	}
	inode.i_links_count = 0;
	inode.i_dtime = (uint32_t)time(NULL);
	code = inode_write(fs, number, &inode);
	if (!code)
		ext2fs_inode_alloc_stats2(fs, number, -1, folder);
	return code;
}

static bool release_all(ext2_filsys fs, ext2_ino_t number, uint8_t type, struct text path, int depth)
{
	struct names names;
	errcode_t code;

	if (type == EXT2_FT_DIR) {
		bool good = depth < DEEPEST;

		if (!good)
			fault(FAULT_DAMAGED, "folders lie in each other too deep", path);
		if (!good || !names_of(fs, number, &names, path))
			return false;
		for (size_t i = 0; good && i < names.count; i++) {
			struct child *child = &names.each[i];
			struct text name = { child->name, child->length };

			tree_drop(number, name);
			good = release_all(fs, child->inode, child->type, path, depth + 1);
		}
		free(names.each);
		if (!good)
			return false;
		tree_forget(number);
	}
	code = release(fs, number, type == EXT2_FT_DIR);
	if (code)
		fault_code(code, "a file cannot be removed", path);
	return !code;
}

bool remove_tree(ext2_filsys fs, const struct place *place, struct text path)
{
	char name[MOST_NAME + 1];
	struct text text = { name, place->name.length };
	errcode_t code;

	memcpy(name, place->name.bytes, place->name.length);
	name[place->name.length] = '\0';
	code = ext2fs_unlink(fs, place->folder, name, place->inode, 0);
	if (code) {
		fault_code(code, "a name cannot be removed", path);
		return false;
	}
	tree_drop(place->folder, text);
	if (!release_all(fs, place->inode, place->type, path, 0))
		return false;
	if (place->type == EXT2_FT_DIR) {
		struct ext2_inode_large parent;

		code = inode_read(fs, place->folder, &parent);
		if (!code && parent.i_links_count > 2) {
			parent.i_links_count--;
			code = inode_write(fs, place->folder, &parent);
		}
		if (code)
			fault_code(code, "a folder cannot be changed", path);
	}
	return !code;
}

bool remove_lower(ext2_filsys fs, ext2_ino_t folder, struct text path)
{
	struct names names;
	bool good = true;
	errcode_t code = tree_load(fs, folder);

	if (code) {
		fault_code(code, "a folder cannot be read", path);
		return false;
	}
	if (!names_of(fs, folder, &names, path))
		return false;
	for (size_t i = 0; good && i < names.count; i++) {
		struct text name = { names.each[i].name, names.each[i].length };
		struct node *node = tree_find(folder, name);
		struct place place = { folder, name, names.each[i].inode, names.each[i].type, 0 };

		if (node && node->layer == current_layer) {
			if (node->type == EXT2_FT_DIR)
				good = remove_lower(fs, node->inode, path);
			continue;
		}
		good = remove_tree(fs, &place, path);
	}
	free(names.each);
	return good;
}
