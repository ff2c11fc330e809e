// SPDX-License-Identifier: GPL-2.0-only
/* Debugging of guest programs by guest programs, and core dumps: registers as the x86-64 ABI shows them. */
#include <linux/audit.h>
#include <linux/elf.h>
#include <linux/ptrace.h>
#include <linux/regset.h>
#include <linux/sched/task_stack.h>
#include <linux/seccomp.h>
#include <linux/uaccess.h>
#include <asm/user.h>
#include "fp.h"

static void fill_user(struct user_regs_struct *to, struct task_struct *task)
{
	const struct pt_regs *regs = task_pt_regs(task);

	memset(to, 0, sizeof(*to));
	memcpy(to, regs, sizeof(*regs));
	if (task == current) {
		asm volatile("rdfsbase %0" : "=r"(to->fs_base));
		asm volatile("rdgsbase %0" : "=r"(to->gs_base));
	} else {
		to->fs_base = task->thread.fsbase;
		to->gs_base = task->thread.gsbase;
	}
}

static void take_user(struct task_struct *task, const struct user_regs_struct *from)
{
	struct pt_regs *regs = task_pt_regs(task);

	BUILD_BUG_ON(offsetof(struct user_regs_struct, fs_base) != sizeof(struct pt_regs));
	memcpy(regs, from, sizeof(*regs));
	regs->cs = DOZEN_USER_CS;
	regs->ss = DOZEN_USER_SS;
	regs->flags = (regs->flags & 0x50dd5) | 0x202;
	task->thread.fsbase = from->fs_base;
	task->thread.gsbase = from->gs_base;
}

static int general_get(struct task_struct *task, const struct user_regset *set, struct membuf to)
{
	struct user_regs_struct user;

	fill_user(&user, task);
	return membuf_write(&to, &user, sizeof(user));
}

static int general_set(struct task_struct *task, const struct user_regset *set, unsigned int pos, unsigned int count,
		       const void *kbuf, const void __user *ubuf)
{
	struct user_regs_struct user;
	int error;

	fill_user(&user, task);
	error = user_regset_copyin(&pos, &count, &kbuf, &ubuf, &user, 0, -1);
	if (!error)
		take_user(task, &user);
	return error;
}

static int fp_active(struct task_struct *task, const struct user_regset *set)
{
	return task->thread.fp ? set->n : 0;
}

static int fp_get(struct task_struct *task, const struct user_regset *set, struct membuf to)
{
	if (!task->thread.fp)
		return -ENODEV;
	return membuf_write(&to, dozen_fp_saved(task), set->n * set->size);
}

static int fp_set(struct task_struct *task, const struct user_regset *set, unsigned int pos, unsigned int count,
		  const void *kbuf, const void __user *ubuf)
{
	struct dozen_fp *fp;

	if (!task->thread.fp)
		return -ENODEV;
	fp = dozen_fp_saved(task);
	fp->image[512] |= 3; /* x87 and SSE are in the image */
	return user_regset_copyin(&pos, &count, &kbuf, &ubuf, fp, 0, set->n * set->size);
}

static const struct user_regset regsets[] = {
	{
		.core_note_type = NT_PRSTATUS,
		.n = sizeof(struct user_regs_struct) / sizeof(long),
		.size = sizeof(long),
		.align = sizeof(long),
		.regset_get = general_get,
		.set = general_set,
	},
	{
		.core_note_type = NT_PRFPREG,
		.n = sizeof(struct user_i387_struct) / sizeof(long),
		.size = sizeof(long),
		.align = sizeof(long),
		.active = fp_active,
		.regset_get = fp_get,
		.set = fp_set,
	},
	{
		.core_note_type = NT_X86_XSTATE,
		.n = DOZEN_XSAVE_SIZE / sizeof(long),
		.size = sizeof(long),
		.align = sizeof(long),
		.active = fp_active,
		.regset_get = fp_get,
		.set = fp_set,
	},
};

static const struct user_regset_view view = {
	.name = "x86_64",
	.e_machine = EM_X86_64,
	.regsets = regsets,
	.n = ARRAY_SIZE(regsets),
};

const struct user_regset_view *task_user_regset_view(struct task_struct *task)
{
	return &view;
}

void user_enable_single_step(struct task_struct *task)
{
	set_tsk_thread_flag(task, TIF_SINGLESTEP);
	task_pt_regs(task)->flags |= 0x100;
}

void user_disable_single_step(struct task_struct *task)
{
	clear_tsk_thread_flag(task, TIF_SINGLESTEP);
	task_pt_regs(task)->flags &= ~0x100UL;
}

void ptrace_disable(struct task_struct *task)
{
	user_disable_single_step(task);
}

static long peek_user(struct task_struct *task, unsigned long at, unsigned long __user *to)
{
	struct user_regs_struct user;
	unsigned long value = 0;

	if (at & (sizeof(long) - 1) || at >= sizeof(struct user))
		return -EIO;
	fill_user(&user, task);
	if (at < sizeof(user))
		value = *(unsigned long *)((void *)&user + at);
	return put_user(value, to);
}

static long poke_user(struct task_struct *task, unsigned long at, unsigned long value)
{
	struct user_regs_struct user;

	if (at & (sizeof(long) - 1) || at >= sizeof(user))
		return -EIO;
	fill_user(&user, task);
	*(unsigned long *)((void *)&user + at) = value;
	take_user(task, &user);
	return 0;
}

long arch_ptrace(struct task_struct *task, long request, unsigned long addr, unsigned long data)
{
	void __user *user = (void __user *)data;

	switch (request) {
	case PTRACE_PEEKUSR:
		return peek_user(task, addr, user);
	case PTRACE_POKEUSR:
		return poke_user(task, addr, data);
	case PTRACE_GETREGS:
		return copy_regset_to_user(task, &view, 0, 0, sizeof(struct user_regs_struct), user);
	case PTRACE_SETREGS:
		return copy_regset_from_user(task, &view, 0, 0, sizeof(struct user_regs_struct), user);
	case PTRACE_GETFPREGS:
		return copy_regset_to_user(task, &view, 1, 0, sizeof(struct user_i387_struct), user);
	case PTRACE_SETFPREGS:
		return copy_regset_from_user(task, &view, 1, 0, sizeof(struct user_i387_struct), user);
	default:
		return ptrace_request(task, request, addr, data);
	}
}

/* Non-zero: the call is not to be made. */
int syscall_trace_enter(struct pt_regs *regs);
int syscall_trace_enter(struct pt_regs *regs)
{
	if (test_thread_flag(TIF_SYSCALL_TRACE) && ptrace_report_syscall_entry(regs))
		return 1;
	if (test_thread_flag(TIF_SECCOMP) && secure_computing() == -1)
		return 1;
	return 0;
}

void syscall_trace_leave(struct pt_regs *regs);
void syscall_trace_leave(struct pt_regs *regs)
{
	ptrace_report_syscall_exit(regs, test_thread_flag(TIF_SINGLESTEP));
}
