/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DOZEN_FP_H
#define DOZEN_FP_H

struct task_struct;
struct dozen_fp;

/* The registers of a task as they are now, in its own image. The task is current or not running. */
struct dozen_fp *dozen_fp_saved(struct task_struct *task);

/* Take the task's image, which was changed, into use. -EFAULT: the processor refuses it, reset instead. */
int dozen_fp_load(struct task_struct *task);

#endif
