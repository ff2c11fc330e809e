/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dozen-files: reads and changes the files in an ext2, ext3 or ext4 image, without mounting it and without root.
 *
 * It is asked on descriptor 0 and answers on descriptor 1. Both ways go frames: one byte of kind, three of nothing, four
 * of length, then so many bytes. Everything is little-endian; a text is its length in four bytes and its bytes.
 *
 * A request that changes something is not answered. The first that fails is remembered, those after it are skipped, and
 * the next SYNC says so: many thousand files are written without waiting for an answer to each.
 *
 * Paths are always those inside the image: symbolic links on the way are followed there, and ".." stops at its root.
 */
#ifndef DOZEN_FILES_H
#define DOZEN_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ext2fs/ext2_fs.h>
#include <ext2fs/ext2fs.h>

#define MOST_FRAME (1u << 20)
#define MOST_PATH 65536
#define MOST_NAME 255
#define MOST_LINKS 40

enum request {
	ASK_MAKE = 1,	      /* what lies where; a file's bytes follow in DATA frames */
	ASK_DATA = 2,	      /* the next bytes of the file being made */
	ASK_LINK = 3,	      /* another name for a file */
	ASK_REMOVE = 4,	      /* a file, or a folder with all that is in it */
	ASK_OPAQUE = 5,	      /* empties a folder of what earlier layers put there */
	ASK_LAYER = 6,	      /* what is made from now on belongs to this layer */
	ASK_RENAME = 7,	      /* moves within the image; a file that is there is replaced */
	ASK_CHANGE = 8,	      /* mode, owner, time */
	ASK_SYNC = 9,	      /* answered by DONE or FAILED; everything is in the image's file then */
	ASK_LIST = 10,	      /* answered by an ENTRY for each, then DONE */
	ASK_STAT = 11,	      /* answered by ENTRY and DONE */
	ASK_READ = 12,	      /* answered by DATA, then DONE */
	ASK_WALK = 13,	      /* an ENTRY for everything below, a file's DATA after it if wanted, then DONE */
	ASK_TRIM = 14,	      /* gives free blocks back to the host; answered by DONE with their bytes */
	ASK_REMOVE_LOWER = 15 /* as REMOVE, of earlier layers only, and nothing missed if it is not there */
};

enum answer { SAY_DONE = 1, SAY_FAILED = 2, SAY_ENTRY = 3, SAY_DATA = 4 };

enum failure {
	FAULT_MISSING = 1,
	FAULT_EXISTS = 2,
	FAULT_KIND = 3, /* a folder where a file is needed, or the other way round */
	FAULT_FULL = 4,
	FAULT_NAME = 5,
	FAULT_READ_ONLY = 6,
	FAULT_DAMAGED = 7,
	FAULT_REQUEST = 8,
	FAULT_HOST = 9,
	FAULT_HOST_FULL = 10 /* the disk of the host, not the image */
};

/* A request, taken apart from the front. Once it is found too short, everything taken is zero and .wrong is set. */
struct frame {
	uint8_t kind;
	bool wrong;
	const unsigned char *at;
	size_t left;
};

struct text {
	const char *bytes;
	size_t length;
};

/* frame.c */
bool frame_next(struct frame *frame);
uint32_t take32(struct frame *frame);
uint64_t take64(struct frame *frame);
struct text take_text(struct frame *frame);
void say_begin(enum answer kind);
void say32(uint32_t number);
void say64(uint64_t number);
void say_bytes(const void *bytes, size_t length);
void say_text(const char *bytes, size_t length);
void say_end(void);
void say_flush(void);

/* fault.c: the first thing that went wrong since the last SYNC. */
void fault(enum failure kind, const char *what, struct text path);
void fault_code(errcode_t code, const char *what, struct text path);
bool faulted(void);
void fault_say(void);

/* tree.c: names, remembered once their folder has been looked at. */
struct node {
	uint32_t folder;
	uint32_t inode;
	uint32_t next; /* in the chain of its bucket, index + 1 */
	uint32_t name; /* offset of its bytes */
	uint16_t layer;
	uint8_t length;
	uint8_t type; /* EXT2_FT_... */
};

errcode_t tree_load(ext2_filsys fs, ext2_ino_t folder);
struct node *tree_find(ext2_ino_t folder, struct text name);
bool tree_add(ext2_ino_t folder, struct text name, ext2_ino_t inode, uint8_t type, uint16_t layer);
void tree_drop(ext2_ino_t folder, struct text name);
ext2_ino_t tree_parent(ext2_ino_t folder);
void tree_set_parent(ext2_ino_t folder, ext2_ino_t parent);
/* The folder is gone: its number may come again. */
void tree_forget(ext2_ino_t folder);
/* Block of the folder that a name was put into last; -1: not known. */
int64_t *tree_hint(ext2_ino_t folder);

/* path.c */
struct place {
	ext2_ino_t folder;
	struct text name; /* empty: the root itself */
	ext2_ino_t inode; /* 0: nothing is there */
	uint8_t type;
	uint16_t layer;
};

/* Finds what a path names. make_parents: folders missing on the way are made. False: the fault has been said. */
bool path_find(ext2_filsys fs, struct text path, bool follow, bool make_parents, struct place *place);

/* change.c */
extern uint16_t current_layer;
/* Free blocks of the image are holes in its file: what is zero need not be written. */
extern bool blank_blocks;
bool change_make_folder(ext2_filsys fs, const struct place *place, struct text path, ext2_ino_t *inode);
void change_make(ext2_filsys fs, struct frame *frame);
void change_data(ext2_filsys fs, struct frame *frame);
void change_finish_file(ext2_filsys fs);
void change_link(ext2_filsys fs, struct frame *frame);
void change_remove(ext2_filsys fs, struct frame *frame, bool lower_only);
void change_opaque(ext2_filsys fs, struct frame *frame);
void change_rename(ext2_filsys fs, struct frame *frame);
void change_attributes(ext2_filsys fs, struct frame *frame);

/* folder.c: entries of folders */
errcode_t folder_add(ext2_filsys fs, ext2_ino_t folder, struct text name, ext2_ino_t inode, uint8_t type);

void inode_times(struct ext2_inode_large *inode, int64_t seconds, uint32_t nanos);
errcode_t inode_read(ext2_filsys fs, ext2_ino_t number, struct ext2_inode_large *inode);
errcode_t inode_write(ext2_filsys fs, ext2_ino_t number, struct ext2_inode_large *inode);

/* remove.c */
bool remove_tree(ext2_filsys fs, const struct place *place, struct text path);
bool remove_lower(ext2_filsys fs, ext2_ino_t folder, struct text path);

/* show.c */
void show_stat(ext2_filsys fs, struct frame *frame);
void show_list(ext2_filsys fs, struct frame *frame);
void show_read(ext2_filsys fs, struct frame *frame);
void show_walk(ext2_filsys fs, struct frame *frame);

/* trim.c */
void trim(ext2_filsys fs, int descriptor, uint64_t offset);

/* seal.c */
int seal(void);

#endif
