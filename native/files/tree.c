/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names of the folders that were looked at: a folder is read once, and then finding a name in it costs the same whether
 * it holds ten or a million. About forty bytes a name.
 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "files.h"

struct folder {
	uint32_t inode; /* 0: free */
	uint32_t parent;
	int64_t hint;
	bool loaded;
};

static struct node *nodes;
static uint32_t node_count, node_room, free_node;
static uint32_t *buckets;
static uint32_t bucket_count; /* a power of two */
static char *names;
static size_t name_bytes, name_room;
static struct folder *folders;
static uint32_t folder_count, folder_room; /* room: a power of two */

static uint32_t hash_of(uint32_t folder, struct text name)
{
	uint32_t hash = 2166136261u ^ (folder * 2654435761u);

	for (size_t i = 0; i < name.length; i++)
		hash = (hash ^ (unsigned char)name.bytes[i]) * 16777619u;
	return hash ^ hash >> 15;
}

static struct text name_of(const struct node *node)
{
	struct text name = { names + node->name, node->length };

	return name;
}

static bool spread(void)
{
	uint32_t count = bucket_count ? bucket_count * 2 : 1024;
	uint32_t *larger = calloc(count, sizeof(*larger));

	if (!larger)
		return false;
	for (uint32_t i = 0; i < bucket_count; i++) {
		for (uint32_t at = buckets[i]; at;) {
			struct node *node = &nodes[at - 1];
			uint32_t next = node->next;
			uint32_t to = hash_of(node->folder, name_of(node)) & (count - 1);

			node->next = larger[to];
			larger[to] = at;
			at = next;
		}
	}
	free(buckets);
	buckets = larger;
	bucket_count = count;
	return true;
}

static uint32_t new_node(void)
{
	uint32_t at = free_node;

	if (at) {
		free_node = nodes[at - 1].next;
		return at;
	}
	if (node_count == node_room) {
		uint32_t room = node_room ? node_room * 2 : 1024;
		struct node *more = realloc(nodes, room * sizeof(*more));

		if (!more)
			return 0;
		nodes = more;
		node_room = room;
	}
	return ++node_count;
}

static bool keep_name(struct text name, uint32_t *offset)
{
	if (name_bytes + name.length > name_room) {
		size_t room = name_room ? name_room * 2 : 65536;
		char *more = room > UINT32_MAX ? NULL : realloc(names, room);

		if (!more)
			return false;
		names = more;
		name_room = room;
	}
	memcpy(names + name_bytes, name.bytes, name.length);
	*offset = (uint32_t)name_bytes;
	name_bytes += name.length;
	return true;
}

bool tree_add(ext2_ino_t folder, struct text name, ext2_ino_t inode, uint8_t type, uint16_t layer)
{
	uint32_t at, bucket, offset;
	struct node *node;

	if (node_count >= bucket_count && !spread())
		return false;
	if (!keep_name(name, &offset))
		return false;
	at = new_node();
	if (!at)
		return false;
	node = &nodes[at - 1];
	bucket = hash_of(folder, name) & (bucket_count - 1);
	node->folder = folder;
	node->inode = inode;
	node->next = buckets[bucket];
	node->name = offset;
	node->length = (uint8_t)name.length;
	node->type = type;
	node->layer = layer;
	buckets[bucket] = at;
	return true;
}

static uint32_t *link_to(ext2_ino_t folder, struct text name)
{
	uint32_t *link;

	if (!bucket_count)
		return NULL;
	for (link = &buckets[hash_of(folder, name) & (bucket_count - 1)]; *link; link = &nodes[*link - 1].next) {
		struct node *node = &nodes[*link - 1];

		if (node->folder == folder && node->length == name.length &&
		    !memcmp(names + node->name, name.bytes, name.length))
			return link;
	}
	return NULL;
}

struct node *tree_find(ext2_ino_t folder, struct text name)
{
	uint32_t *link = link_to(folder, name);

	return link ? &nodes[*link - 1] : NULL;
}

void tree_drop(ext2_ino_t folder, struct text name)
{
	uint32_t *link = link_to(folder, name);
	uint32_t at;

	if (!link)
		return;
	at = *link;
	*link = nodes[at - 1].next;
	nodes[at - 1].next = free_node;
	free_node = at;
}

/* ---- folders ---- */

static struct folder *folder_slot(uint32_t inode)
{
	uint32_t at = (inode * 2654435761u) & (folder_room - 1);

	while (folders[at].inode && folders[at].inode != inode)
		at = (at + 1) & (folder_room - 1);
	return &folders[at];
}

static struct folder *folder_of(uint32_t inode)
{
	struct folder *slot;

	if (folder_count * 2 >= folder_room) {
		struct folder *old = folders;
		uint32_t old_room = folder_room;
		uint32_t room = old_room ? old_room * 2 : 1024;
		struct folder *more = calloc(room, sizeof(*more));

		if (!more)
			return NULL;
		folders = more;
		folder_room = room;
		for (uint32_t i = 0; i < old_room; i++) {
			if (old[i].inode)
				*folder_slot(old[i].inode) = old[i];
		}
		free(old);
	}
	slot = folder_slot(inode);
	if (!slot->inode) {
		slot->inode = inode;
		slot->parent = EXT2_ROOT_INO;
		slot->hint = -1;
		folder_count++;
	}
	return slot;
}

struct loading {
	ext2_ino_t folder;
	bool full;
	bool bad;
};

static int load_one(ext2_ino_t dir, int entry, struct ext2_dir_entry *dirent, int offset, int blocksize, char *buf,
		    void *data)
{
	struct loading *loading = data;
	struct text name = { dirent->name, (size_t)ext2fs_dirent_name_len(dirent) };

	(void)dir;
	(void)entry;
	(void)offset;
	(void)blocksize;
	(void)buf;
	if (name.length == 2 && !memcmp(name.bytes, "..", 2)) {
		tree_set_parent(loading->folder, dirent->inode);
		return 0;
	}
	if (!name.length || (name.length == 1 && name.bytes[0] == '.'))
		return 0;
	if (memchr(name.bytes, '/', name.length) || memchr(name.bytes, '\0', name.length) || tree_find(dir, name)) {
		loading->bad = true;
		return DIRENT_ABORT;
	}
	if (!tree_add(loading->folder, name, dirent->inode, (uint8_t)ext2fs_dirent_file_type(dirent), 0)) {
		loading->full = true;
		return DIRENT_ABORT;
	}
	return 0;
}

errcode_t tree_load(ext2_filsys fs, ext2_ino_t folder)
{
	struct folder *slot = folder_of(folder);
	struct loading loading = { folder, false, false };
	errcode_t code;

	if (!slot)
		return EXT2_ET_NO_MEMORY;
	if (slot->loaded)
		return 0;
	code = ext2fs_dir_iterate2(fs, folder, 0, NULL, load_one, &loading);
	if (code)
		return code;
	if (loading.full)
		return EXT2_ET_NO_MEMORY;
	if (loading.bad)
		return EXT2_ET_DIR_CORRUPTED;
	folder_slot(folder)->loaded = true;
	return 0;
}

ext2_ino_t tree_parent(ext2_ino_t folder)
{
	struct folder *slot = folder_of(folder);

	return slot ? slot->parent : EXT2_ROOT_INO;
}

void tree_set_parent(ext2_ino_t folder, ext2_ino_t parent)
{
	struct folder *slot = folder_of(folder);

	if (slot)
		slot->parent = parent;
}

void tree_forget(ext2_ino_t folder)
{
	struct folder *slot = folder_of(folder);

	if (!slot)
		return;
	slot->loaded = false;
	slot->hint = -1;
	slot->parent = EXT2_ROOT_INO;
}

int64_t *tree_hint(ext2_ino_t folder)
{
	static int64_t none;
	struct folder *slot = folder_of(folder);

	if (slot)
		return &slot->hint;
	none = -1;
	return &none;
}
