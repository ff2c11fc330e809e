/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dozen-files IMAGE OFFSET read|write|fill|trim: see files.h. To fill is to write into a file system that was just made in an
 * empty file. To trim changes nothing in the file system; the image is locked meanwhile, shared, whoever started us.
 *
 * OFFSET is where in the image the file system begins, in bytes. The image is opened, then the process seals itself, then
 * it looks at what is in the image. It ends when its input ends.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "files.h"

static const struct text nothing = { "", 0 };

static void say_done(ext2_filsys fs)
{
	say_begin(SAY_DONE);
	say64(ext2fs_free_blocks_count(fs->super) * fs->blocksize);
	say64(fs->super->s_free_inodes_count);
	say_end();
}

static void sync_now(ext2_filsys fs, struct frame *frame)
{
	bool to_disk = take32(frame) != 0;
	errcode_t code = 0;

	/* In the middle of a file, one may ask whether all is well so far. */
	if (to_disk)
		change_finish_file(fs);
	if (!faulted() && to_disk) {
		code = ext2fs_flush(fs);
		if (!code)
			code = io_channel_flush(fs->io);
	}
	if (code)
		fault_code(code, "the image cannot be written", nothing);
}

static bool is_change(uint8_t kind)
{
	return kind <= ASK_CHANGE || kind == ASK_REMOVE_LOWER;
}

static void change(ext2_filsys fs, struct frame *frame)
{
	if (faulted())
		return;
	if (!(fs->flags & EXT2_FLAG_RW)) {
		fault(FAULT_READ_ONLY, "the image was opened for reading", nothing);
		return;
	}
	switch (frame->kind) {
	case ASK_MAKE:
		change_make(fs, frame);
		break;
	case ASK_DATA:
		change_data(fs, frame);
		break;
	case ASK_LINK:
		change_link(fs, frame);
		break;
	case ASK_REMOVE:
		change_remove(fs, frame, false);
		break;
	case ASK_REMOVE_LOWER:
		change_remove(fs, frame, true);
		break;
	case ASK_OPAQUE:
		change_opaque(fs, frame);
		break;
	case ASK_LAYER:
		current_layer = (uint16_t)take32(frame);
		break;
	case ASK_RENAME:
		change_rename(fs, frame);
		break;
	case ASK_CHANGE:
		change_attributes(fs, frame);
		break;
	default:
		fault(FAULT_REQUEST, "a request of an unknown kind", nothing);
	}
	if (frame->wrong)
		fault(FAULT_REQUEST, "a request is too short", nothing);
}

static void answer(ext2_filsys fs, struct frame *frame, int descriptor, uint64_t offset)
{
	bool done = true;

	if (!faulted()) {
		switch (frame->kind) {
		case ASK_SYNC:
			sync_now(fs, frame);
			break;
		case ASK_LIST:
			show_list(fs, frame);
			break;
		case ASK_STAT:
			show_stat(fs, frame);
			break;
		case ASK_READ:
			show_read(fs, frame);
			break;
		case ASK_WALK:
			show_walk(fs, frame);
			break;
		case ASK_TRIM:
			trim(fs, descriptor, offset);
			done = false;
			break;
		default:
			fault(FAULT_REQUEST, "a request of an unknown kind", nothing);
		}
	}
	if (frame->wrong)
		fault(FAULT_REQUEST, "a request is too short", nothing);
	if (faulted())
		fault_say();
	else if (done)
		say_done(fs);
	say_flush();
}

static void serve(ext2_filsys fs, int descriptor, uint64_t offset)
{
	struct frame frame;

	while (frame_next(&frame)) {
		if (frame.kind != ASK_DATA && frame.kind != ASK_SYNC)
			change_finish_file(fs);
		if (is_change(frame.kind))
			change(fs, &frame);
		else
			answer(fs, &frame, descriptor, offset);
	}
}

static int open_image(const char *path, const char *offset, bool write, ext2_filsys *fs)
{
	char options[64];
	int flags = EXT2_FLAG_64BITS | EXT2_FLAG_SOFTSUPP_FEATURES | (write ? EXT2_FLAG_RW : 0);
	errcode_t code;

	snprintf(options, sizeof(options), "offset=%s", offset);
	code = ext2fs_open2(path, options, flags, 0, 0, unix_io_manager, fs);
	if (!code && write && ext2fs_has_feature_journal_needs_recovery((*fs)->super)) {
		fault(FAULT_DAMAGED, "its journal has to be written back first", nothing);
		return 1;
	}
	if (!code && write)
		code = ext2fs_read_bitmaps(*fs);
	if (code) {
		fault_code(code, "the file system cannot be opened", nothing);
		return 1;
	}
	return 0;
}

int main(int argc, char **argv)
{
	ext2_filsys fs = NULL;
	bool filling = argc == 4 && !strcmp(argv[3], "fill");
	bool trimming = argc == 4 && !strcmp(argv[3], "trim");
	bool write = filling || trimming || (argc == 4 && !strcmp(argv[3], "write"));
	int descriptor;
	int error;
	errcode_t code;
	char own[64];

	if (argc != 4 || (!write && strcmp(argv[3], "read"))) {
		fprintf(stderr, "usage: dozen-files IMAGE OFFSET read|write|fill|trim\n");
		return 2;
	}
	initialize_ext2_error_table();
	descriptor = open(argv[1], (write ? O_RDWR : O_RDONLY) | O_CLOEXEC);
	if (descriptor < 0) {
		fprintf(stderr, "dozen-files: cannot open %s: %s\n", argv[1], strerror(errno));
		return 1;
	}
	if (trimming && flock(descriptor, LOCK_SH | LOCK_NB)) {
		fprintf(stderr, "dozen-files: %s is in use: %s\n", argv[1], strerror(errno));
		return 1;
	}
	/* The very file that was opened, whatever happens to its name meanwhile. */
	snprintf(own, sizeof(own), "/proc/self/fd/%d", descriptor);
	if (open_image(own, argv[2], write, &fs)) {
		fault_say();
		say_flush();
		return 1;
	}
	blank_blocks = filling;
	error = seal();
	if (error) {
		fprintf(stderr, "dozen-files: cannot seal itself: %s\n", strerror(-error));
		return 1;
	}
	serve(fs, descriptor, strtoull(argv[2], NULL, 10));
	change_finish_file(fs);
	code = ext2fs_close_free(&fs);
	if (code)
		fault_code(code, "the image cannot be written", nothing);
	if (!faulted())
		return 0;
	fault_say();
	say_flush();
	return 1;
}
