/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __DOZEN_CURRENT_H
#define __DOZEN_CURRENT_H
#ifndef __ASSEMBLY__

struct task_struct;
extern struct task_struct *dozen_current; /* one processor, one pointer */

#define get_current() (dozen_current)
#define current get_current()

#endif
#endif
