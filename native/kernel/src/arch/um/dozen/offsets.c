// SPDX-License-Identifier: GPL-2.0-only
/* What entry.S needs to know of C structures; included by arch/um/kernel/asm-offsets.c. */
#include <linux/stddef.h>
#include <linux/sched.h>
#include <linux/kbuild.h>
#include <uapi/asm/sigcontext.h>
#include <asm/irqflags.h>
#include <asm/ucontext.h>
#include <asm/processor.h>

#define CONTEXT(NAME, name) \
	DEFINE(CONTEXT_##NAME, offsetof(struct ucontext, uc_mcontext) + offsetof(struct sigcontext_64, name))

void foo(void);

void foo(void)
{
	DEFINE(TASK_SP, offsetof(struct task_struct, thread.sp));
	DEFINE(DOZEN_XSAVE_MASK_LO, DOZEN_XSAVE_MASK);
	CONTEXT(R8, r8);
	CONTEXT(R9, r9);
	CONTEXT(R10, r10);
	CONTEXT(R11, r11);
	CONTEXT(R12, r12);
	CONTEXT(R13, r13);
	CONTEXT(R14, r14);
	CONTEXT(R15, r15);
	CONTEXT(DI, di);
	CONTEXT(SI, si);
	CONTEXT(BP, bp);
	CONTEXT(BX, bx);
	CONTEXT(DX, dx);
	CONTEXT(AX, ax);
	CONTEXT(CX, cx);
	CONTEXT(SP, sp);
	CONTEXT(IP, ip);
	CONTEXT(FLAGS, flags);
	CONTEXT(FPSTATE, fpstate);
	BUILD_BUG_ON(offsetof(struct dozen_cpu, in_user) != 0);
	BUILD_BUG_ON(offsetof(struct dozen_cpu, pending) != 8);
	BUILD_BUG_ON(offsetof(struct dozen_cpu, kernel_sp) != 16);
	BUILD_BUG_ON(offsetof(struct dozen_cpu, scratch) != 24);
	BUILD_BUG_ON(sizeof(struct pt_regs) != FRAME_SIZE);
}
