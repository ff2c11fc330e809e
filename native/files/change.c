/* SPDX-License-Identifier: Apache-2.0 */
/* Making things and changing them. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "files.h"

#define MOST_ATTRIBUTES 4096
#define CHANGE_MODE 1u
#define CHANGE_OWNER 2u
#define CHANGE_GROUP 4u
#define CHANGE_TIME 8u
#define MOST_FOLDERS_IN_ONE 65000

uint16_t current_layer;
bool blank_blocks;

/* What a MAKE asks for. */
struct wish {
	struct text path;
	uint32_t mode;
	uint32_t owner;
	uint32_t group;
	int64_t seconds;
	uint32_t nanos;
	uint32_t major;
	uint32_t minor;
	uint64_t size;
	struct text target;
};

/* The file whose bytes are on their way. */
static struct {
	ext2_ino_t inode;
	uint64_t size;
	uint64_t written; /* to the disk */
	size_t held;	  /* in the buffer */
	struct wish wish;
	char path[512];
} file;

static char buffer[1 << 20] __attribute__((aligned(4096)));

/* ---- inodes ---- */

errcode_t inode_read(ext2_filsys fs, ext2_ino_t number, struct ext2_inode_large *inode)
{
	memset(inode, 0, sizeof(*inode));
	return ext2fs_read_inode_full(fs, number, (struct ext2_inode *)inode, sizeof(*inode));
}

errcode_t inode_write(ext2_filsys fs, ext2_ino_t number, struct ext2_inode_large *inode)
{
	return ext2fs_write_inode_full(fs, number, (struct ext2_inode *)inode, sizeof(*inode));
}

/* Nothing of what had the number before may shine through. */
static errcode_t inode_clear(ext2_filsys fs, ext2_ino_t number)
{
	size_t size = EXT2_INODE_SIZE(fs->super);
	struct ext2_inode_large *blank = calloc(1, size > sizeof(*blank) ? size : sizeof(*blank));
	errcode_t code;

	if (!blank)
		return EXT2_ET_NO_MEMORY;
	if (size > EXT2_GOOD_OLD_INODE_SIZE)
		blank->i_extra_isize = sizeof(*blank) - EXT2_GOOD_OLD_INODE_SIZE;
	code = ext2fs_write_inode_full(fs, number, (struct ext2_inode *)blank, (int)size);
	free(blank);
	return code;
}

static uint32_t extra_time(int64_t seconds, uint32_t nanos)
{
	return nanos << 2 | (uint32_t)(((seconds - (int32_t)seconds) >> 32) & 3);
}

void inode_times(struct ext2_inode_large *inode, int64_t seconds, uint32_t nanos)
{
	inode->i_mtime = (uint32_t)seconds;
	inode->i_mtime_extra = extra_time(seconds, nanos);
}

static void all_times(struct ext2_inode_large *inode, int64_t seconds, uint32_t nanos)
{
	inode_times(inode, seconds, nanos);
	inode->i_atime = inode->i_ctime = inode->i_crtime = inode->i_mtime;
	inode->i_atime_extra = inode->i_ctime_extra = inode->i_crtime_extra = inode->i_mtime_extra;
}

static void set_owner(struct ext2_inode_large *inode, uint32_t owner)
{
	inode->i_uid = (uint16_t)owner;
	inode->osd2.linux2.l_i_uid_high = (uint16_t)(owner >> 16);
}

static void set_group(struct ext2_inode_large *inode, uint32_t group)
{
	inode->i_gid = (uint16_t)group;
	inode->osd2.linux2.l_i_gid_high = (uint16_t)(group >> 16);
}

static uint8_t type_of(uint32_t mode)
{
	switch (mode & S_IFMT) {
	case S_IFREG:
		return EXT2_FT_REG_FILE;
	case S_IFDIR:
		return EXT2_FT_DIR;
	case S_IFLNK:
		return EXT2_FT_SYMLINK;
	case S_IFCHR:
		return EXT2_FT_CHRDEV;
	case S_IFBLK:
		return EXT2_FT_BLKDEV;
	case S_IFIFO:
		return EXT2_FT_FIFO;
	case S_IFSOCK:
		return EXT2_FT_SOCK;
	default:
		return EXT2_FT_UNKNOWN;
	}
}

static void set_device(struct ext2_inode_large *inode, uint32_t major, uint32_t minor)
{
	if (major < 256 && minor < 256)
		inode->i_block[0] = major << 8 | minor;
	else
		inode->i_block[1] = (minor & 0xff) | major << 8 | (minor & ~0xffu) << 12;
}

/* ---- making ---- */

static bool enter(ext2_filsys fs, const struct place *place, struct text path, ext2_ino_t inode, uint8_t type)
{
	errcode_t code = folder_add(fs, place->folder, place->name, inode, type);

	if (code) {
		fault_code(code, "a name cannot be put into its folder", path);
		return false;
	}
	if (!tree_add(place->folder, place->name, inode, type, current_layer)) {
		fault(FAULT_HOST, "there are too many names for the memory of this host", path);
		return false;
	}
	return true;
}

static bool take_inode(ext2_filsys fs, ext2_ino_t folder, uint32_t mode, struct text path, ext2_ino_t *number)
{
	errcode_t code = ext2fs_new_inode(fs, folder, (int)mode, NULL, number);

	if (!code)
		code = inode_clear(fs, *number);
	if (code) {
		fault_code(code, "there is no room for another file", path);
		return false;
	}
	return true;
}

/* A folder has a link from each folder in it, up to a number; from there on, it says 1. */
static errcode_t keep_links_in_range(ext2_filsys fs, ext2_ino_t folder, bool many)
{
	struct ext2_inode_large parent;
	errcode_t code = inode_read(fs, folder, &parent);

	if (code || (!many && parent.i_links_count < MOST_FOLDERS_IN_ONE))
		return code;
	parent.i_links_count = 1;
	ext2fs_set_feature_dir_nlink(fs->super);
	ext2fs_mark_super_dirty(fs);
	return inode_write(fs, folder, &parent);
}

bool change_make_folder(ext2_filsys fs, const struct place *place, struct text path, ext2_ino_t *inode)
{
	struct ext2_inode_large parent;
	errcode_t code;

	if (!take_inode(fs, place->folder, LINUX_S_IFDIR | 0755, path, inode))
		return false;
	code = inode_read(fs, place->folder, &parent);
	if (!code)
		code = ext2fs_mkdir(fs, place->folder, *inode, NULL);
	if (!code)
		code = keep_links_in_range(fs, place->folder, parent.i_links_count == 1);
	if (code) {
		fault_code(code, "a folder cannot be made", path);
		return false;
	}
	tree_forget(*inode);
	tree_set_parent(*inode, place->folder);
	return enter(fs, place, path, *inode, EXT2_FT_DIR);
}

static bool make_link(ext2_filsys fs, const struct place *place, const struct wish *wish, ext2_ino_t inode)
{
	static char target[EXT2_MAX_BLOCK_SIZE];
	errcode_t code;

	if (!wish->target.length || wish->target.length >= fs->blocksize ||
	    memchr(wish->target.bytes, '\0', wish->target.length)) {
		fault(FAULT_NAME, "the target of a symbolic link is empty, too long, or holds a zero byte", wish->path);
		return false;
	}
	memcpy(target, wish->target.bytes, wish->target.length);
	target[wish->target.length] = '\0';
	code = ext2fs_symlink(fs, place->folder, inode, NULL, target);
	if (code)
		fault_code(code, "a symbolic link cannot be made", wish->path);
	return !code;
}

static bool make_other(ext2_filsys fs, const struct wish *wish, ext2_ino_t number)
{
	struct ext2_inode_large inode;
	errcode_t code = inode_read(fs, number, &inode);

	inode.i_mode = (uint16_t)wish->mode;
	inode.i_links_count = 1;
	if (type_of(wish->mode) == EXT2_FT_CHRDEV || type_of(wish->mode) == EXT2_FT_BLKDEV)
		set_device(&inode, wish->major, wish->minor);
	if (!code && type_of(wish->mode) == EXT2_FT_REG_FILE && ext2fs_has_feature_extents(fs->super)) {
		ext2_extent_handle_t handle;

		code = ext2fs_extent_open2(fs, number, (struct ext2_inode *)&inode, &handle);
		if (!code)
			ext2fs_extent_free(handle);
	}
	if (!code)
		code = inode_write(fs, number, &inode);
	if (code) {
		fault_code(code, "a file cannot be made", wish->path);
		return false;
	}
	ext2fs_inode_alloc_stats2(fs, number, 1, 0);
	return true;
}

static bool set_attributes(ext2_filsys fs, ext2_ino_t number, const struct wish *wish)
{
	struct ext2_inode_large inode;
	errcode_t code = inode_read(fs, number, &inode);

	inode.i_mode = (uint16_t)wish->mode;
	set_owner(&inode, wish->owner);
	set_group(&inode, wish->group);
	all_times(&inode, wish->seconds, wish->nanos);
	if (!code)
		code = inode_write(fs, number, &inode);
	if (code)
		fault_code(code, "owner and mode cannot be set", wish->path);
	return !code;
}

static bool set_extended(ext2_filsys fs, ext2_ino_t number, struct frame *frame, struct text path)
{
	uint32_t count = take32(frame);
	struct ext2_xattr_handle *handle;
	errcode_t code;

	if (!count)
		return true;
	code = ext2fs_xattrs_open(fs, number, &handle);
	if (code) {
		fault_code(code, "extended attributes cannot be written", path);
		return false;
	}
	code = ext2fs_xattrs_read(handle);
	for (uint32_t i = 0; !code && i < count && i < MOST_ATTRIBUTES && !frame->wrong; i++) {
		struct text name = take_text(frame);
		struct text value = take_text(frame);
		char key[MOST_NAME + 1];

		if (!name.length || name.length > MOST_NAME || memchr(name.bytes, '\0', name.length)) {
			fault(FAULT_NAME, "the name of an extended attribute cannot be one", path);
			break;
		}
		memcpy(key, name.bytes, name.length);
		key[name.length] = '\0';
		code = ext2fs_xattr_set(handle, key, value.bytes, value.length);
	}
	ext2fs_xattrs_close(&handle);
	if (code)
		fault_code(code, "an extended attribute cannot be written", path);
	return !code && !faulted();
}

static void begin_file(ext2_filsys fs, const struct wish *wish, ext2_ino_t number)
{
	struct ext2_inode_large inode;
	size_t length = wish->path.length < sizeof(file.path) ? wish->path.length : sizeof(file.path);
	blk64_t blocks = (wish->size + fs->blocksize - 1) / fs->blocksize;
	errcode_t code = inode_read(fs, number, &inode);

	file.inode = number;
	file.size = wish->size;
	file.written = 0;
	file.held = 0;
	file.wish = *wish;
	memcpy(file.path, wish->path.bytes, length);
	file.wish.path.bytes = file.path;
	file.wish.path.length = length;
	file.wish.target.length = 0;
	if (!code && blocks)
		code = ext2fs_fallocate(fs, EXT2_FALLOCATE_FORCE_INIT | EXT2_FALLOCATE_INIT_BEYOND_EOF, number,
					(struct ext2_inode *)&inode, ~0ULL, 0, blocks);
	if (!code)
		code = inode_read(fs, number, &inode);
	if (!code) {
		code = ext2fs_inode_size_set(fs, (struct ext2_inode *)&inode, (ext2_off64_t)wish->size);
		if (!code)
			code = inode_write(fs, number, &inode);
	}
	if (code)
		fault_code(code, "there is no room for a file", wish->path);
}

static void take_wish(struct frame *frame, struct wish *wish)
{
	wish->path = take_text(frame);
	wish->mode = take32(frame);
	wish->owner = take32(frame);
	wish->group = take32(frame);
	wish->seconds = (int64_t)take64(frame);
	wish->nanos = take32(frame);
	wish->major = take32(frame);
	wish->minor = take32(frame);
	wish->size = take64(frame);
	wish->target = take_text(frame);
}

void change_make(ext2_filsys fs, struct frame *frame)
{
	struct wish wish;
	struct place place;
	ext2_ino_t number = 0;
	bool folder;

	take_wish(frame, &wish);
	if (frame->wrong || type_of(wish.mode) == EXT2_FT_UNKNOWN || wish.nanos > 999999999) {
		fault(FAULT_REQUEST, "a request makes no sense", wish.path);
		return;
	}
	if (!path_find(fs, wish.path, false, true, &place))
		return;
	folder = type_of(wish.mode) == EXT2_FT_DIR;
	if (!place.name.length && !folder) {
		fault(FAULT_KIND, "the root of an image is a folder", wish.path);
		return;
	}
	if (place.inode && folder && place.type == EXT2_FT_DIR) {
		struct node *node = place.name.length ? tree_find(place.folder, place.name) : NULL;

		number = place.inode;
		if (node)
			node->layer = current_layer;
	} else {
		if (place.inode && !remove_tree(fs, &place, wish.path))
			return;
		if (folder) {
			if (!change_make_folder(fs, &place, wish.path, &number))
				return;
		} else {
			uint8_t type = type_of(wish.mode);

			if (!take_inode(fs, place.folder, wish.mode, wish.path, &number))
				return;
			if (type == EXT2_FT_SYMLINK ? !make_link(fs, &place, &wish, number)
						    : !make_other(fs, &wish, number))
				return;
			if (!enter(fs, &place, wish.path, number, type))
				return;
		}
	}
	if (!set_attributes(fs, number, &wish) || !set_extended(fs, number, frame, wish.path))
		return;
	if (type_of(wish.mode) == EXT2_FT_REG_FILE && wish.size)
		begin_file(fs, &wish, number);
}

/* ---- a file's bytes ---- */

static bool is_blank(const char *bytes, size_t length)
{
	return !bytes[0] && !memcmp(bytes, bytes + 1, length - 1);
}

static errcode_t write_held(ext2_filsys fs)
{
	struct ext2_inode inode;
	size_t blocks = (file.held + fs->blocksize - 1) / fs->blocksize;
	blk64_t first = file.written / fs->blocksize;
	errcode_t code = ext2fs_read_inode(fs, file.inode, &inode);
	size_t from = 0;

	memset(buffer + file.held, 0, blocks * fs->blocksize - file.held);
	while (!code && from < blocks) {
		blk64_t begin = 0;
		size_t count = 0;

		if (blank_blocks && is_blank(buffer + from * fs->blocksize, fs->blocksize)) {
			from++;
			continue;
		}
		while (from + count < blocks) {
			blk64_t physical = 0;

			if (count && blank_blocks && is_blank(buffer + (from + count) * fs->blocksize, fs->blocksize))
				break;

			code = ext2fs_bmap2(fs, file.inode, &inode, NULL, 0, first + from + count, NULL, &physical);
			if (!code && !physical)
				code = EXT2_ET_EXTENT_INVALID_LENGTH;
			if (code || (count && physical != begin + count))
				break;
			if (!count)
				begin = physical;
			count++;
		}
		if (!code)
			code = io_channel_write_blk64(fs->io, begin, (int)count, buffer + from * fs->blocksize);
		from += count;
	}
	file.written += file.held;
	file.held = 0;
	return code;
}

void change_data(ext2_filsys fs, struct frame *frame)
{
	struct text bytes = { (const char *)frame->at, frame->left };

	if (!file.inode) {
		fault(FAULT_REQUEST, "bytes come without a file", bytes);
		return;
	}
	if (bytes.length > file.size - file.written - file.held) {
		fault(FAULT_REQUEST, "a file has more bytes than was said", file.wish.path);
		return;
	}
	while (bytes.length) {
		size_t part = sizeof(buffer) - file.held;
		errcode_t code = 0;

		if (part > bytes.length)
			part = bytes.length;
		memcpy(buffer + file.held, bytes.bytes, part);
		file.held += part;
		bytes.bytes += part;
		bytes.length -= part;
		if (file.held == sizeof(buffer) || file.written + file.held == file.size)
			code = write_held(fs);
		if (code) {
			fault_code(code, "a file cannot be written", file.wish.path);
			return;
		}
	}
	if (file.written == file.size)
		file.inode = 0;
}

/* Something else comes although the file is not complete. */
void change_finish_file(ext2_filsys fs)
{
	(void)fs;
	if (file.inode && !faulted())
		fault(FAULT_REQUEST, "a file has fewer bytes than was said", file.wish.path);
	file.inode = 0;
}

/* ---- the rest ---- */

void change_link(ext2_filsys fs, struct frame *frame)
{
	struct text path = take_text(frame);
	struct text target_path = take_text(frame);
	struct place target, place;
	struct ext2_inode_large inode;
	errcode_t code;

	if (frame->wrong || !path_find(fs, target_path, false, false, &target))
		return;
	if (!target.inode) {
		fault(FAULT_MISSING, "a hard link leads to a file that is not there", path);
		return;
	}
	if (target.type == EXT2_FT_DIR) {
		fault(FAULT_KIND, "a hard link leads to a folder", path);
		return;
	}
	if (!path_find(fs, path, false, true, &place))
		return;
	if (!place.name.length) {
		fault(FAULT_KIND, "the root of an image is a folder", path);
		return;
	}
	if (place.inode == target.inode)
		return;
	/* Made first: the file that goes may be on the way to it. */
	code = inode_read(fs, target.inode, &inode);
	if (!code && inode.i_links_count >= EXT2_LINK_MAX)
		code = EMLINK;
	inode.i_links_count++;
	if (!code)
		code = inode_write(fs, target.inode, &inode);
	if (code) {
		fault_code(code, "a hard link cannot be made", path);
		return;
	}
	if (place.inode && !remove_tree(fs, &place, path))
		return;
	enter(fs, &place, path, target.inode, target.type);
}

void change_remove(ext2_filsys fs, struct frame *frame, bool lower_only)
{
	struct text path = take_text(frame);
	struct place place;

	if (frame->wrong || !path_find(fs, path, false, lower_only, &place))
		return;
	if (!place.name.length) {
		fault(FAULT_KIND, "the root of an image cannot be removed", path);
		return;
	}
	if (!place.inode) {
		if (!lower_only)
			fault(FAULT_MISSING, "there is no such file or folder", path);
		return;
	}
	if (lower_only && place.layer == current_layer) {
		if (place.type == EXT2_FT_DIR)
			remove_lower(fs, place.inode, path);
		return;
	}
	remove_tree(fs, &place, path);
}

void change_opaque(ext2_filsys fs, struct frame *frame)
{
	struct text path = take_text(frame);
	struct place place;

	if (frame->wrong || !path_find(fs, path, false, true, &place))
		return;
	if (place.inode && place.type == EXT2_FT_DIR)
		remove_lower(fs, place.inode, path);
}

static bool is_below(ext2_filsys fs, ext2_ino_t folder, ext2_ino_t above)
{
	for (int depth = 0; depth < MOST_PATH && folder != EXT2_ROOT_INO; depth++) {
		if (folder == above || tree_load(fs, folder))
			return true;
		folder = tree_parent(folder);
	}
	return folder == above;
}

static int set_dot_dot(ext2_ino_t dir, int entry, struct ext2_dir_entry *dirent, int offset, int blocksize, char *buf,
		       void *data)
{
	(void)dir;
	(void)offset;
	(void)blocksize;
	(void)buf;
	if (entry != DIRENT_DOT_DOT_FILE)
		return 0;
	dirent->inode = *(ext2_ino_t *)data;
	return DIRENT_CHANGED | DIRENT_ABORT;
}

static errcode_t count_links(ext2_filsys fs, ext2_ino_t folder, int by)
{
	struct ext2_inode_large inode;
	errcode_t code = inode_read(fs, folder, &inode);

	if (code || inode.i_links_count <= 1)
		return code;
	inode.i_links_count = (uint16_t)(inode.i_links_count + by);
	return inode_write(fs, folder, &inode);
}

void change_rename(ext2_filsys fs, struct frame *frame)
{
	struct text from_path = take_text(frame);
	struct text to_path = take_text(frame);
	char name[MOST_NAME + 1];
	struct place from, to;
	errcode_t code;

	if (frame->wrong || !path_find(fs, from_path, false, false, &from))
		return;
	if (!from.inode || !from.name.length) {
		fault(from.inode ? FAULT_KIND : FAULT_MISSING, "there is no such file or folder", from_path);
		return;
	}
	memcpy(name, from.name.bytes, from.name.length);
	name[from.name.length] = '\0';
	from.name.bytes = name;
	if (!path_find(fs, to_path, false, false, &to))
		return;
	if (to.inode == from.inode)
		return;
	if (to.inode && (to.type == EXT2_FT_DIR || !to.name.length)) {
		fault(FAULT_EXISTS, "there is a folder of this name already", to_path);
		return;
	}
	if (from.type == EXT2_FT_DIR && is_below(fs, to.folder, from.inode)) {
		fault(FAULT_KIND, "a folder cannot be moved into itself", to_path);
		return;
	}
	if (to.inode && !remove_tree(fs, &to, to_path))
		return;
	if (!enter(fs, &to, to_path, from.inode, from.type))
		return;
	code = ext2fs_unlink(fs, from.folder, name, from.inode, 0);
	tree_drop(from.folder, from.name);
	if (!code && from.type == EXT2_FT_DIR && from.folder != to.folder) {
		code = ext2fs_dir_iterate2(fs, from.inode, 0, NULL, set_dot_dot, &to.folder);
		if (!code)
			code = count_links(fs, from.folder, -1);
		if (!code)
			code = count_links(fs, to.folder, 1);
		tree_set_parent(from.inode, to.folder);
	}
	if (code)
		fault_code(code, "the old name cannot be removed", from_path);
}

void change_attributes(ext2_filsys fs, struct frame *frame)
{
	struct text path = take_text(frame);
	uint32_t mask = take32(frame);
	uint32_t mode = take32(frame);
	uint32_t owner = take32(frame);
	uint32_t group = take32(frame);
	int64_t seconds = (int64_t)take64(frame);
	uint32_t nanos = take32(frame);
	struct ext2_inode_large inode;
	struct place place;
	errcode_t code;

	if (frame->wrong || !path_find(fs, path, false, false, &place))
		return;
	if (!place.inode) {
		fault(FAULT_MISSING, "there is no such file or folder", path);
		return;
	}
	code = inode_read(fs, place.inode, &inode);
	if (mask & CHANGE_MODE)
		inode.i_mode = (uint16_t)((inode.i_mode & S_IFMT) | (mode & 07777));
	if (mask & CHANGE_OWNER)
		set_owner(&inode, owner);
	if (mask & CHANGE_GROUP)
		set_group(&inode, group);
	if (mask & CHANGE_TIME)
		inode_times(&inode, seconds, nanos);
	inode.i_ctime = (uint32_t)time(NULL);
	if (!code)
		code = inode_write(fs, place.inode, &inode);
	if (code)
		fault_code(code, "mode and owner cannot be changed", path);
}
