/* SPDX-License-Identifier: Apache-2.0 */
/* The first thing that went wrong since the last SYNC. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "files.h"

static struct {
	bool set;
	enum failure kind;
	char what[256];
	char path[512];
} first;

void fault(enum failure kind, const char *what, struct text path)
{
	size_t length = path.length < sizeof(first.path) - 1 ? path.length : sizeof(first.path) - 1;

	if (first.set)
		return;
	first.set = true;
	first.kind = kind;
	snprintf(first.what, sizeof(first.what), "%s", what);
	memcpy(first.path, path.bytes, length);
	first.path[length] = '\0';
}

static enum failure kind_of(errcode_t code)
{
	switch (code) {
	case EXT2_ET_BLOCK_ALLOC_FAIL:
	case EXT2_ET_INODE_ALLOC_FAIL:
		return FAULT_FULL;
	case ENOSPC:
	case EDQUOT:
		return FAULT_HOST_FULL;
	case EXT2_ET_FILE_NOT_FOUND:
		return FAULT_MISSING;
	case EXT2_ET_NO_DIRECTORY:
		return FAULT_KIND;
	case EXT2_ET_RO_FILSYS:
	case EROFS:
		return FAULT_READ_ONLY;
	case EXT2_ET_NO_MEMORY:
		return FAULT_HOST;
	default:
		return code < 4096 ? FAULT_HOST : FAULT_DAMAGED;
	}
}

void fault_code(errcode_t code, const char *what, struct text path)
{
	char line[256];

	snprintf(line, sizeof(line), "%s: %s", what, error_message(code));
	fault(kind_of(code), line, path);
}

bool faulted(void)
{
	return first.set;
}

void fault_say(void)
{
	say_begin(SAY_FAILED);
	say32((uint32_t)first.kind);
	say_text(first.what, strlen(first.what));
	say_text(first.path, strlen(first.path));
	say_end();
	first.set = false;
}
