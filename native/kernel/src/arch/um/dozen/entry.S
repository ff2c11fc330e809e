/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The ways in and out: first instruction, the gate, guest calls, switches.
 *
 * While guest code runs, dozen_cpu.in_user is 1 and dozen_cpu.irqs_on is 0. A host signal that arrives
 * then saves the registers in the task's pt_regs (end of its kernel stack) and goes on there; one that
 * arrives in the guest kernel only notes what happened, unless interrupts are on.
 */
#include <linux/init.h>
#include <linux/linkage.h>
#include <asm/page.h>
#include <asm/ptrace.h>
#include <asm/thread_info.h>
#include <generated/asm-offsets.h>

#define IN_USER(reg)	(dozen_cpu + 0)(reg)
#define PENDING(reg)	(dozen_cpu + 8)(reg)
#define KERNEL_SP(reg)	(dozen_cpu + 16)(reg)
#define SCRATCH0(reg)	(dozen_cpu + 24)(reg)
#define SCRATCH1(reg)	(dozen_cpu + 32)(reg)

	__INIT
/* First instruction of the process: the stack holds argc, argv, environment and auxiliary vector. */
SYM_CODE_START(_start)
	xorl	%ebp, %ebp
	movq	%rsp, %rdi
	andq	$-16, %rsp
	call	dozen_start
	/* does not return */
	ud2
SYM_CODE_END(_start)

/* Leave the start-up stack for the first task's and enter the kernel proper. */
SYM_CODE_START(dozen_enter_kernel)
	leaq	init_thread_union + THREAD_SIZE - FRAME_SIZE(%rip), %rsp
	xorl	%ebp, %ebp
	pushq	$0
	jmp	start_kernel
SYM_CODE_END(dozen_enter_kernel)

	.text

/*
 * The gate: the only `syscall` instruction from which the host accepts calls. Registers as for any
 * system call, return address in %rbx. It ends in a jump because a `ret` after a visit to the host
 * kernel is mispredicted.
 */
	.balign	64
SYM_CODE_START(dozen_gate)
	syscall
SYM_INNER_LABEL(dozen_gate_return, SYM_L_GLOBAL)
	jmp	*%rbx
SYM_CODE_END(dozen_gate)

/*
 * Host signal handlers return here, with their ucontext at %rsp, to the guest kernel that was interrupted. No
 * signal is masked, and the alternate stack is one of the plain kind, so there is nothing that the host would have
 * to put back: an `iretq`, which a program may use as well, loads the last registers at once.
 */
SYM_CODE_START(dozen_signal_return)
	movq	CONTEXT_FPSTATE(%rsp), %rdi
	movl	$DOZEN_XSAVE_MASK_LO, %eax
	xorl	%edx, %edx
	xrstor64 (%rdi)
	movq	CONTEXT_R8(%rsp), %r8
	movq	CONTEXT_R9(%rsp), %r9
	movq	CONTEXT_R10(%rsp), %r10
	movq	CONTEXT_R11(%rsp), %r11
	movq	CONTEXT_R12(%rsp), %r12
	movq	CONTEXT_R13(%rsp), %r13
	movq	CONTEXT_R14(%rsp), %r14
	movq	CONTEXT_R15(%rsp), %r15
	movq	CONTEXT_DI(%rsp), %rdi
	movq	CONTEXT_SI(%rsp), %rsi
	movq	CONTEXT_BP(%rsp), %rbp
	movq	CONTEXT_BX(%rsp), %rbx
	movq	CONTEXT_DX(%rsp), %rdx
	movq	CONTEXT_CX(%rsp), %rcx
	movq	%rsp, %rax
	pushq	$DOZEN_USER_SS
	pushq	CONTEXT_SP(%rax)
	pushq	CONTEXT_FLAGS(%rax)
	pushq	$DOZEN_USER_CS
	pushq	CONTEXT_IP(%rax)
	movq	CONTEXT_AX(%rax), %rax
	iretq
SYM_CODE_END(dozen_signal_return)

/*
 * A rewritten call site comes here: guest call number in %rax, return address in %rcx, everything else
 * as for a system call. Until in_user is 0 a signal treats this as guest code, which is right: the
 * registers are still the guest's.
 */
	.balign	64
SYM_CODE_START(dozen_site_entry)
	movl	$0, IN_USER(%rip)
	movq	%rsp, SCRATCH0(%rip)
	movq	KERNEL_SP(%rip), %rsp
	pushq	$DOZEN_USER_SS
	pushq	SCRATCH0(%rip)
	pushfq
	pushq	$DOZEN_USER_CS
	pushq	%rcx
	pushq	%rax
	pushq	%rdi
	pushq	%rsi
	pushq	%rdx
	pushq	%rcx
	pushq	%rax
	pushq	%r8
	pushq	%r9
	pushq	%r10
	pushq	%r11
	pushq	%rbx
	pushq	%rbp
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
	cld
	movq	%rsp, %rdi
	call	dozen_guest_call
	jmp	dozen_return_to_guest
SYM_CODE_END(dozen_site_entry)

/* void dozen_go_on(struct pt_regs *regs, void (*what)(struct pt_regs *)): leave the signal stack. */
SYM_CODE_START(dozen_go_on)
	movq	%rdi, %rsp
	xorl	%ebp, %ebp
	call	*%rsi
	jmp	dozen_return_to_guest
SYM_CODE_END(dozen_go_on)

/*
 * Back to guest code; %rsp points to its pt_regs, interrupts are off. From the store to in_user up to
 * the last jump the stub can be started over: a signal in between leaves pt_regs alone (see
 * dozen_on_signal), takes its work, and comes here again.
 */
	.balign	64
SYM_CODE_START(dozen_return_to_guest)
SYM_INNER_LABEL(dozen_exit_begin, SYM_L_GLOBAL)
	movl	$1, IN_USER(%rip)
	cmpl	$0, PENDING(%rip)
	jne	.Lagain
	movq	R15(%rsp), %r15
	movq	R14(%rsp), %r14
	movq	R13(%rsp), %r13
	movq	R12(%rsp), %r12
	movq	RBP(%rsp), %rbp
	movq	RBX(%rsp), %rbx
	movq	R11(%rsp), %r11
	movq	R10(%rsp), %r10
	movq	R9(%rsp), %r9
	movq	R8(%rsp), %r8
	movq	RDX(%rsp), %rdx
	movq	RSI(%rsp), %rsi
	movq	RDI(%rsp), %rdi
	movq	RIP(%rsp), %rcx
	/* After a guest call %rcx holds the return address, as the ABI has it. */
	cmpq	%rcx, RCX(%rsp)
	jne	.Lfull
	/* trap, direction, nested task and alignment-check flags want the full way out */
	testl	$0x44500, EFLAGS(%rsp)
	jne	.Lfull
	movq	RAX(%rsp), %rax
	movq	RSP(%rsp), %rsp
	jmp	*%rcx
.Lfull:
	/* Every register exact: instruction pointer and flags go below the guest's red zone. */
	movq	RSP(%rsp), %rax
	leaq	-144(%rax), %rax
	movq	EFLAGS(%rsp), %rcx
	movq	%rcx, (%rax)
	movq	RIP(%rsp), %rcx
	movq	%rcx, 8(%rax)
	movq	%rax, SCRATCH1(%rip)
	movq	RAX(%rsp), %rax
	movq	RCX(%rsp), %rcx
	movq	SCRATCH1(%rip), %rsp
	popfq
	ret	$128
.Lagain:
	movl	$0, IN_USER(%rip)
SYM_INNER_LABEL(dozen_exit_end, SYM_L_GLOBAL)
	movq	%rsp, %rdi
	call	dozen_exit_work
	jmp	dozen_return_to_guest
SYM_CODE_END(dozen_return_to_guest)

/* struct task_struct *__switch_to_asm(prev, next): returns the task that was left. */
SYM_FUNC_START(__switch_to_asm)
	pushq	%rbp
	pushq	%rbx
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
	movq	%rsp, TASK_SP(%rdi)
	movq	TASK_SP(%rsi), %rsp
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%rbx
	popq	%rbp
	jmp	__switch_to
SYM_FUNC_END(__switch_to_asm)

/* A new task's first steps: %rax previous task, %rbx kernel function or 0, %r12 its argument. */
SYM_CODE_START(dozen_ret_from_fork)
	movq	%rax, %rdi
	call	schedule_tail
	testq	%rbx, %rbx
	je	1f
	movq	%r12, %rdi
	call	*%rbx
	/* a kernel thread that returns has become a guest program by execve */
1:
	movq	%rsp, %rdi
	call	dozen_exit_work
	jmp	dozen_return_to_guest
SYM_CODE_END(dozen_ret_from_fork)

/*
 * int dozen_xrstor(const void *image): load every register of the mask; -EFAULT where the image was made
 * by a program and the processor refuses it. The trap handler knows the two labels.
 */
SYM_FUNC_START(dozen_xrstor)
	movl	$DOZEN_XSAVE_MASK_LO, %eax
	xorl	%edx, %edx
SYM_INNER_LABEL(dozen_xrstor_at, SYM_L_GLOBAL)
	xrstor64 (%rdi)
	xorl	%eax, %eax
	RET
SYM_INNER_LABEL(dozen_xrstor_failed, SYM_L_GLOBAL)
	movl	$-14, %eax
	RET
SYM_FUNC_END(dozen_xrstor)

	.section .note.GNU-stack, "", @progbits
