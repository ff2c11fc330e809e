/* SPDX-License-Identifier: GPL-2.0-only */
/* The registers of a guest program, in the order in which the host's x86-64 ABI keeps them. */
#ifndef __DOZEN_PTRACE_H
#define __DOZEN_PTRACE_H

#include <linux/compiler.h>
#ifndef __FRAME_OFFSETS
#define __FRAME_OFFSETS
#endif
#include <uapi/asm/ptrace-abi.h>

/* 31, the usual number, and its neighbours are taken on x86. */
#define PTRACE_GETFDPIC 34
#define PTRACE_GETFDPIC_EXEC 0
#define PTRACE_GETFDPIC_INTERP 1

#define DOZEN_USER_CS 0x33
#define DOZEN_USER_SS 0x2b
#define DOZEN_KERNEL_CS 0x10

#ifndef __ASSEMBLY__

struct pt_regs {
	unsigned long r15, r14, r13, r12, bp, bx;
	unsigned long r11, r10, r9, r8, ax, cx, dx, si, di;
	unsigned long orig_ax; /* guest call number, -1: not a guest call */
	unsigned long ip, cs, flags, sp, ss;
};

#define user_mode(regs) ((regs)->cs == DOZEN_USER_CS)
#define instruction_pointer(regs) ((regs)->ip)
#define user_stack_pointer(regs) ((regs)->sp)
#define profile_pc(regs) ((regs)->ip)
#define current_user_stack_pointer() (current_pt_regs()->sp)

static inline void instruction_pointer_set(struct pt_regs *regs, unsigned long val)
{
	regs->ip = val;
}

static inline unsigned long frame_pointer(struct pt_regs *regs)
{
	return regs->bp;
}

static inline unsigned long regs_return_value(struct pt_regs *regs)
{
	return regs->ax;
}

#define arch_has_single_step() (1)

#endif /* __ASSEMBLY__ */
#endif
