// SPDX-License-Identifier: GPL-2.0-only
/* What entry.S needs to know of C structures; included by arch/um/kernel/asm-offsets.c. */
#include <linux/stddef.h>
#include <linux/sched.h>
#include <linux/kbuild.h>
#include <asm/irqflags.h>
#include <asm/processor.h>

void foo(void);

void foo(void)
{
	DEFINE(TASK_SP, offsetof(struct task_struct, thread.sp));
	DEFINE(DOZEN_XSAVE_MASK_LO, DOZEN_XSAVE_MASK);
	BUILD_BUG_ON(offsetof(struct dozen_cpu, in_user) != 0);
	BUILD_BUG_ON(offsetof(struct dozen_cpu, pending) != 8);
	BUILD_BUG_ON(offsetof(struct dozen_cpu, kernel_sp) != 16);
	BUILD_BUG_ON(offsetof(struct dozen_cpu, scratch) != 24);
	BUILD_BUG_ON(sizeof(struct pt_regs) != FRAME_SIZE);
}
