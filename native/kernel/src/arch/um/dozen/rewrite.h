/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DOZEN_REWRITE_H
#define DOZEN_REWRITE_H

struct mm_struct;
struct pt_regs;

void dozen_rewrite_site(struct pt_regs *regs, u32 nr);
void dozen_stubs_free(struct mm_struct *mm);
int dozen_stubs_fork(struct mm_struct *parent, struct mm_struct *child);

#endif
