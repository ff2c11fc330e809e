/* SPDX-License-Identifier: Apache-2.0 */
/* Paths in the image. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "files.h"

/* What is still to be walked, with links put in their place. */
struct way {
	char *bytes; /* MOST_PATH, from malloc */
	size_t from;
	size_t to;
};

static struct text next_part(struct way *way)
{
	struct text part;

	while (way->from < way->to && way->bytes[way->from] == '/')
		way->from++;
	part.bytes = way->bytes + way->from;
	while (way->from < way->to && way->bytes[way->from] != '/')
		way->from++;
	part.length = (size_t)(way->bytes + way->from - part.bytes);
	return part;
}

static bool rest_is_empty(const struct way *way)
{
	for (size_t i = way->from; i < way->to; i++) {
		if (way->bytes[i] != '/')
			return false;
	}
	return true;
}

/* The target of a link, before what is left of the way. */
static errcode_t splice(ext2_filsys fs, struct way *way, ext2_ino_t link)
{
	struct ext2_inode inode;
	size_t left = way->to - way->from;
	size_t length;
	char *target;
	errcode_t code = ext2fs_read_inode(fs, link, &inode);

	if (code)
		return code;
	length = inode.i_size;
	if (!length || length >= fs->blocksize || length + 1 + left > MOST_PATH)
		return EXT2_ET_SYMLINK_LOOP;
	target = malloc(MOST_PATH);
	if (!target)
		return EXT2_ET_NO_MEMORY;
	if (ext2fs_is_fast_symlink(&inode)) {
		memcpy(target, inode.i_block, length);
	} else {
		ext2_file_t file;
		unsigned int got = 0;

		code = ext2fs_file_open(fs, link, 0, &file);
		if (!code) {
			code = ext2fs_file_read(file, target, (unsigned int)length, &got);
			ext2fs_file_close(file);
		}
		if (!code && got != length)
			code = EXT2_ET_SHORT_READ;
		if (code) {
			free(target);
			return code;
		}
	}
	target[length] = '/';
	memcpy(target + length + 1, way->bytes + way->from, left);
	free(way->bytes);
	way->bytes = target;
	way->from = 0;
	way->to = length + 1 + left;
	return 0;
}

static bool find(ext2_filsys fs, struct text path, bool follow, bool make_parents, struct way *way, struct place *place)
{
	static char last_name[MOST_NAME];
	int links = 0;
	ext2_ino_t folder = EXT2_ROOT_INO;

	for (;;) {
		struct text part = next_part(way);
		bool last = rest_is_empty(way);
		struct node *node;
		errcode_t code;

		memset(place, 0, sizeof(*place));
		place->folder = folder;
		place->inode = folder;
		place->type = EXT2_FT_DIR;
		if (!part.length)
			return true; /* the root, or where a "." or ".." led */
		if (part.length == 1 && part.bytes[0] == '.')
			continue;
		if (part.length == 2 && part.bytes[0] == '.' && part.bytes[1] == '.') {
			code = tree_load(fs, folder);
			if (code) {
				fault_code(code, "a folder cannot be read", path);
				return false;
			}
			folder = tree_parent(folder);
			continue;
		}
		if (part.length > MOST_NAME || memchr(part.bytes, '\0', part.length)) {
			fault(FAULT_NAME, "a name is longer than 255 bytes or holds a zero byte", path);
			return false;
		}
		code = tree_load(fs, folder);
		if (code) {
			fault_code(code, "a folder cannot be read", path);
			return false;
		}
		memcpy(last_name, part.bytes, part.length);
		place->name.bytes = last_name;
		place->name.length = part.length;
		place->inode = 0;
		place->type = EXT2_FT_UNKNOWN;
		node = tree_find(folder, part);
		if (!node) {
			if (last)
				return true;
			if (!make_parents) {
				fault(FAULT_MISSING, "there is no such file or folder", path);
				return false;
			}
			if (!change_make_folder(fs, place, path, &folder))
				return false;
			continue;
		}
		place->inode = node->inode;
		place->type = node->type;
		place->layer = node->layer;
		if (node->type == EXT2_FT_SYMLINK && (!last || follow)) {
			if (++links > MOST_LINKS) {
				fault(FAULT_NAME, "symbolic links lead in a circle", path);
				return false;
			}
			code = splice(fs, way, node->inode);
			if (code) {
				fault_code(code, "a symbolic link cannot be followed", path);
				return false;
			}
			if (way->bytes[0] == '/')
				folder = EXT2_ROOT_INO;
			continue;
		}
		if (last)
			return true;
		if (node->type != EXT2_FT_DIR) {
			fault(FAULT_KIND, "a part of the path is a file, not a folder", path);
			return false;
		}
		folder = node->inode;
	}
}

bool path_find(ext2_filsys fs, struct text path, bool follow, bool make_parents, struct place *place)
{
	struct way way = { malloc(MOST_PATH), 0, path.length };
	bool found;

	if (!way.bytes || path.length >= MOST_PATH) {
		free(way.bytes);
		fault(FAULT_NAME, "a path is too long", path);
		return false;
	}
	memcpy(way.bytes, path.bytes, path.length);
	found = find(fs, path, follow, make_parents, &way, place);
	free(way.bytes);
	return found;
}
