/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __DOZEN_MMU_CONTEXT_H
#define __DOZEN_MMU_CONTEXT_H

#include <linux/mm_types.h>

struct mm_struct;
struct task_struct;
void dozen_stubs_free(struct mm_struct *mm);

#define init_new_context init_new_context
static inline int init_new_context(struct task_struct *task, struct mm_struct *mm)
{
	mm->context.stubs = NULL;
	INIT_LIST_HEAD(&mm->context.members);
	return 0;
}

#define destroy_context destroy_context
static inline void destroy_context(struct mm_struct *mm)
{
	dozen_stubs_free(mm);
}

#include <asm-generic/nommu_context.h>
#endif
