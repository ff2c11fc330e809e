/* SPDX-License-Identifier: Apache-2.0 */
/* What is in the image. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "files.h"

#define CHUNK (256u << 10)
#define DEEPEST 4096
#define MOST_ATTRIBUTE_BYTES (MOST_FRAME / 2)
#define WITH_ATTRIBUTES 1u
#define WITH_DATA 2u

static char chunk[CHUNK];

static errcode_t read_target(ext2_filsys fs, ext2_ino_t number, struct ext2_inode *inode, char *target, size_t *length)
{
	*length = inode->i_size < fs->blocksize ? inode->i_size : fs->blocksize;
	if (ext2fs_is_fast_symlink(inode)) {
		if (*length > sizeof(inode->i_block))
			*length = sizeof(inode->i_block);
		memcpy(target, inode->i_block, *length);
		return 0;
	} else {
		ext2_file_t open;
		unsigned int got = 0;
		errcode_t code = ext2fs_file_open(fs, number, 0, &open);

		if (code)
			return code;
		code = ext2fs_file_read(open, target, (unsigned int)*length, &got);
		ext2fs_file_close(open);
		*length = got;
		return code;
	}
}

struct attributes {
	struct ext2_xattr_handle *handle;
	size_t bytes;
	uint32_t count;
	bool writing;
};

static int one_attribute(char *name, char *value, size_t length, void *data)
{
	struct attributes *all = data;
	void *decoded = NULL;

	/* Access lists are kept in another form than programs see. */
	if (!strncmp(name, "system.posix_acl_", 17)) {
		size_t decoded_length;

		if (ext2fs_xattr_get(all->handle, name, &decoded, &decoded_length))
			return 0;
		value = decoded;
		length = decoded_length;
	}
	if (!all->writing && all->bytes + strlen(name) + length + 8 < MOST_ATTRIBUTE_BYTES) {
		all->bytes += strlen(name) + length + 8;
		all->count++;
	} else if (all->writing && all->count) {
		all->count--;
		say_text(name, strlen(name));
		say_text(value, length);
	}
	if (decoded)
		ext2fs_free_mem(&decoded);
	return 0;
}

static errcode_t say_attributes(ext2_filsys fs, ext2_ino_t number)
{
	struct attributes all = { NULL, 0, 0, false };
	errcode_t code = ext2fs_xattrs_open(fs, number, &all.handle);

	if (!code) {
		code = ext2fs_xattrs_read(all.handle);
		if (!code)
			code = ext2fs_xattrs_iterate(all.handle, one_attribute, &all);
	}
	say32(code ? 0 : all.count);
	if (!code && all.count) {
		all.writing = true;
		code = ext2fs_xattrs_iterate(all.handle, one_attribute, &all);
	}
	if (all.handle)
		ext2fs_xattrs_close(&all.handle);
	return code;
}

static uint32_t device_major(const struct ext2_inode *inode)
{
	return inode->i_block[0] ? (inode->i_block[0] >> 8) & 0xff : (inode->i_block[1] & 0xfff00) >> 8;
}

static uint32_t device_minor(const struct ext2_inode *inode)
{
	return inode->i_block[0] ? inode->i_block[0] & 0xff
				 : (inode->i_block[1] & 0xff) | ((inode->i_block[1] >> 12) & 0xfff00);
}

/* The mode tells afterwards what it is. False: it cannot be read. */
static bool say_entry(ext2_filsys fs, ext2_ino_t number, struct text name, uint32_t flags,
		      struct ext2_inode_large *inode, struct text path)
{
	static char target[EXT2_MAX_BLOCK_SIZE];
	size_t length = 0;
	struct ext2_inode *small = (struct ext2_inode *)inode;
	errcode_t code = inode_read(fs, number, inode);

	if (!code && S_ISLNK(inode->i_mode))
		code = read_target(fs, number, small, target, &length);
	if (code) {
		fault_code(code, "a file cannot be read", path);
		return false;
	}
	say_begin(SAY_ENTRY);
	say32(number);
	say32(inode->i_mode);
	say32(inode->i_links_count);
	say32(inode_uid(*small));
	say32(inode_gid(*small));
	say64(S_ISDIR(inode->i_mode) ? 0 : EXT2_I_SIZE(small));
	say64((uint64_t)((int64_t)(int32_t)inode->i_mtime + ((int64_t)(inode->i_mtime_extra & 3) << 32)));
	say32(inode->i_mtime_extra >> 2);
	say64(ext2fs_get_stat_i_blocks(fs, small) * 512);
	say32(S_ISCHR(inode->i_mode) || S_ISBLK(inode->i_mode) ? device_major(small) : 0);
	say32(S_ISCHR(inode->i_mode) || S_ISBLK(inode->i_mode) ? device_minor(small) : 0);
	say_text(name.bytes, name.length);
	say_text(target, length);
	if (flags & WITH_ATTRIBUTES)
		code = say_attributes(fs, number);
	else
		say32(0);
	say_end();
	if (code)
		fault_code(code, "extended attributes cannot be read", path);
	return !code;
}

static bool find_there(ext2_filsys fs, struct text path, bool follow, struct place *place)
{
	if (!path_find(fs, path, follow, false, place))
		return false;
	if (!place->inode)
		fault(FAULT_MISSING, "there is no such file or folder", path);
	return place->inode != 0;
}

void show_stat(ext2_filsys fs, struct frame *frame)
{
	struct text path = take_text(frame);
	uint32_t follow = take32(frame);
	struct ext2_inode_large inode;
	struct place place;

	if (!frame->wrong && find_there(fs, path, follow != 0, &place))
		say_entry(fs, place.inode, place.name, WITH_ATTRIBUTES, &inode, path);
}

struct listing {
	ext2_filsys fs;
	struct text path;
	uint32_t flags;
};

static int list_one(ext2_ino_t dir, int entry, struct ext2_dir_entry *dirent, int offset, int blocksize, char *buf,
		    void *data)
{
	struct listing *listing = data;
	struct text name = { dirent->name, (size_t)ext2fs_dirent_name_len(dirent) };
	struct ext2_inode_large inode;

	(void)dir;
	(void)offset;
	(void)blocksize;
	(void)buf;
	if (entry == DIRENT_DOT_FILE || entry == DIRENT_DOT_DOT_FILE)
		return 0;
	return say_entry(listing->fs, dirent->inode, name, listing->flags, &inode, listing->path) ? 0 : DIRENT_ABORT;
}

void show_list(ext2_filsys fs, struct frame *frame)
{
	struct text path = take_text(frame);
	struct listing listing = { fs, path, take32(frame) & WITH_ATTRIBUTES };
	struct place place;
	errcode_t code;

	if (frame->wrong || !find_there(fs, path, true, &place))
		return;
	if (place.type != EXT2_FT_DIR) {
		struct ext2_inode_large inode;

		say_entry(fs, place.inode, place.name, listing.flags, &inode, path);
		return;
	}
	code = ext2fs_dir_iterate2(fs, place.inode, 0, NULL, list_one, &listing);
	if (code)
		fault_code(code, "a folder cannot be read", path);
}

static bool say_data(ext2_filsys fs, ext2_ino_t number, uint64_t from, uint64_t most, struct text path)
{
	ext2_file_t open;
	errcode_t code = ext2fs_file_open(fs, number, 0, &open);

	if (!code && from)
		code = ext2fs_file_llseek(open, from, EXT2_SEEK_SET, NULL);
	while (!code && most) {
		unsigned int got = 0;

		code = ext2fs_file_read(open, chunk, most < CHUNK ? (unsigned int)most : CHUNK, &got);
		if (code || !got)
			break;
		say_begin(SAY_DATA);
		say_bytes(chunk, got);
		say_end();
		most -= got;
	}
	if (code)
		fault_code(code, "a file cannot be read", path);
	else
		ext2fs_file_close(open);
	return !code;
}

void show_read(ext2_filsys fs, struct frame *frame)
{
	struct text path = take_text(frame);
	uint64_t from = take64(frame);
	uint64_t most = take64(frame);
	struct ext2_inode inode;
	struct place place;
	errcode_t code;

	if (frame->wrong || !find_there(fs, path, true, &place))
		return;
	code = ext2fs_read_inode(fs, place.inode, &inode);
	if (code)
		fault_code(code, "a file cannot be read", path);
	else if (!S_ISREG(inode.i_mode))
		fault(FAULT_KIND, "this is not a file with bytes in it", path);
	else
		say_data(fs, place.inode, from, most, path);
}

/* ---- everything below a folder ---- */

struct walk {
	ext2_filsys fs;
	uint32_t flags;
	struct text path;
	char *name; /* MOST_PATH bytes: the path below where the walk began */
	size_t length;
	int depth;
	bool stop;
};

static int walk_one(ext2_ino_t dir, int entry, struct ext2_dir_entry *dirent, int offset, int blocksize, char *buf,
		    void *data)
{
	struct walk *walk = data;
	size_t before = walk->length;
	size_t length = (size_t)ext2fs_dirent_name_len(dirent);
	ext2_ino_t number = dirent->inode;
	struct ext2_inode_large inode;
	struct text name;

	(void)dir;
	(void)offset;
	(void)blocksize;
	(void)buf;
	if (entry == DIRENT_DOT_FILE || entry == DIRENT_DOT_DOT_FILE)
		return 0;
	walk->stop = true;
	if (walk->length + length + 1 > MOST_PATH || walk->depth >= DEEPEST) {
		fault(FAULT_DAMAGED, "folders lie in each other too deep", walk->path);
		return DIRENT_ABORT;
	}
	if (walk->length)
		walk->name[walk->length++] = '/';
	memcpy(walk->name + walk->length, dirent->name, length);
	walk->length += length;
	name.bytes = walk->name;
	name.length = walk->length;
	if (!say_entry(walk->fs, number, name, walk->flags, &inode, name))
		return DIRENT_ABORT;
	if (S_ISREG(inode.i_mode) && (walk->flags & WITH_DATA)) {
		if (!say_data(walk->fs, number, 0, EXT2_I_SIZE((struct ext2_inode *)&inode), name))
			return DIRENT_ABORT;
	} else if (S_ISDIR(inode.i_mode)) {
		errcode_t code;

		walk->depth++;
		walk->stop = false;
		code = ext2fs_dir_iterate2(walk->fs, number, 0, NULL, walk_one, walk);
		walk->depth--;
		if (code)
			fault_code(code, "a folder cannot be read", name);
		if (code || walk->stop)
			return DIRENT_ABORT;
	}
	walk->length = before;
	walk->stop = false;
	return 0;
}

void show_walk(ext2_filsys fs, struct frame *frame)
{
	struct text path = take_text(frame);
	struct walk walk = { fs, take32(frame), path, NULL, 0, 0, false };
	struct place place;
	errcode_t code;

	if (frame->wrong || !find_there(fs, path, true, &place))
		return;
	if (place.type != EXT2_FT_DIR) {
		fault(FAULT_KIND, "this is not a folder", path);
		return;
	}
	walk.name = malloc(MOST_PATH);
	if (!walk.name) {
		fault(FAULT_HOST, "there is no memory left", path);
		return;
	}
	code = ext2fs_dir_iterate2(fs, place.inode, 0, NULL, walk_one, &walk);
	if (code)
		fault_code(code, "a folder cannot be read", path);
	free(walk.name);
}
