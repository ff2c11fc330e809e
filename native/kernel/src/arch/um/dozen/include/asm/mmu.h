/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __DOZEN_MMU_H
#define __DOZEN_MMU_H

#include <linux/types.h>

struct dozen_stubs;

typedef struct {
	unsigned long end_brk;
	unsigned long exec_fdpic_loadmap;
	unsigned long interp_fdpic_loadmap;
	struct dozen_stubs *stubs; /* of rewritten call sites, see rewrite.c */
	struct list_head members;  /* of families, see residency.c */
	/* for a member: its first thread's stack and the lowest pointer seen; 0 if all of it counts */
	unsigned long stack_begin, stack_end, stack_low;
} mm_context_t;

#endif
