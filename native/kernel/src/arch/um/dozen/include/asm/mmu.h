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
} mm_context_t;

#endif
