/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __DOZEN_SWITCH_TO_H
#define __DOZEN_SWITCH_TO_H

struct task_struct;
struct task_struct *__switch_to_asm(struct task_struct *prev, struct task_struct *next);

#define switch_to(prev, next, last) ((last) = __switch_to_asm((prev), (next)))

#endif
