// SPDX-License-Identifier: GPL-2.0-only
/*
 * Host signals: interrupts, guest calls that come as SIGSYS, and faults of guest programs.
 *
 * One handler, on the alternate stack, nothing masked. A signal that hits guest code moves over to the
 * task's kernel stack and never returns to its frame: the registers are taken from it, the next signal
 * starts at the top of the alternate stack again. One that hits the guest kernel returns to it without asking the
 * host (dozen_signal_return).
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/sched/signal.h>
#include <linux/sched/task_stack.h>
#include <linux/string.h>
#include <linux/time64.h>
#include <linux/uaccess.h>
#include <uapi/asm/sigcontext.h>
#include <uapi/linux/audit.h>
#include <asm/irq.h>
#include <asm/ucontext.h>
#include <asm/sections.h>
#include <asm/unistd_64.h>
#include "host.h"
#include "rewrite.h"

#define HOST_SA_RESTORER 0x04000000
#define SIGNAL_STACK (64 * 1024)
#define FAULT_BY_STORE 2 /* of the processor's error code */

/* What the host kernel's rt_sigaction takes. */
struct host_sigaction {
	void (*handler)(int, struct siginfo *, void *);
	unsigned long flags;
	void *restorer;
	u64 mask;
};

static char signal_stack[SIGNAL_STACK] __aligned(64);

/* The stack of an interrupted guest kernel, for accounting: "not guest code" is all it says. */
static struct pt_regs kernel_regs = { .cs = DOZEN_KERNEL_CS, .orig_ax = -1UL };

struct pt_regs *dozen_interrupted = &kernel_regs;

static bool in_exit_stub(unsigned long ip)
{
	return ip >= (unsigned long)dozen_exit_begin && ip < (unsigned long)dozen_exit_end;
}

static void take_registers(struct pt_regs *regs, const struct sigcontext_64 *from)
{
	regs->r15 = from->r15;
	regs->r14 = from->r14;
	regs->r13 = from->r13;
	regs->r12 = from->r12;
	regs->bp = from->bp;
	regs->bx = from->bx;
	regs->r11 = from->r11;
	regs->r10 = from->r10;
	regs->r9 = from->r9;
	regs->r8 = from->r8;
	regs->ax = from->ax;
	regs->cx = from->cx;
	regs->dx = from->dx;
	regs->si = from->si;
	regs->di = from->di;
	regs->orig_ax = -1UL;
	regs->ip = from->ip;
	regs->cs = DOZEN_USER_CS;
	regs->flags = from->flags;
	regs->sp = from->sp;
	regs->ss = DOZEN_USER_SS;
}

static int bit_of(int signal)
{
	switch (signal) {
	case SIGALRM:
		return 1 << DOZEN_IRQ_TIMER;
	case SIGIO:
		return 1 << DOZEN_IRQ_CONSOLE;
	default:
		return 1 << DOZEN_IRQ_ATTENTION;
	}
}

/* One instruction: the next signal may come before or after it, not in between. */
static void note(int signal)
{
	asm volatile("orl %1, %0" : "+m"(dozen_cpu.pending) : "ir"(bit_of(signal)) : "memory");
}

static bool is_interrupt(int signal)
{
	return signal == SIGALRM || signal == SIGIO || signal == SIGUSR1 || signal == SIGTERM;
}

/* On the task's kernel stack: what a fault of a guest program becomes. */
static void guest_fault(struct pt_regs *regs)
{
	struct thread_struct *thread = &current->thread;

	local_irq_enable();
	force_sig_fault(thread->trap_signal, thread->trap_code, (void __user *)thread->trap_address);
	local_irq_disable();
	dozen_exit_work(regs);
}

static void guest_interrupted(struct pt_regs *regs)
{
	dozen_interrupted = regs;
	dozen_irqs_run();
	dozen_interrupted = &kernel_regs;
	dozen_exit_work(regs);
}

/* int 0x80 and friends: numbers of another system, none of which this guest has. */
static void guest_foreign_call(struct pt_regs *regs)
{
	regs->orig_ax = -1UL;
	regs->ax = -ENOSYS;
	dozen_guest_counts[DOZEN_GUEST_CALLS - 1]++;
	dozen_control->guest_calls++;
	dozen_exit_work(regs);
}

/*
 * The host's vDSO falls back to a system call where its clock cannot be read from user space. That comes
 * here; answered once by the gate, and from then on the gate is asked directly.
 */
static bool in_host_vdso(unsigned long ip)
{
	return ip >= dozen_vdso_begin && ip < dozen_vdso_end;
}

static void host_vdso_off(void)
{
	dozen_vdso_clock = NULL;
	dozen_control->features &= ~DOZEN_FEATURE_VDSO_TIME;
	dozen_clock_page_off();
}

static bool vdso_fell_back(struct siginfo *info, struct sigcontext_64 *registers)
{
	if (!in_host_vdso(registers->ip) || info->si_syscall != __NR_clock_gettime)
		return false;
	host_vdso_off();
	registers->ax = dozen_host_call(ROW_clock_gettime, registers->di & 0xff, registers->di, registers->si, 0, 0, 0);
	return true;
}

/* The same from the guest's vDSO, which asked for the host's monotonic clock: it gets that, once. */
static void answer_for_host_vdso(struct pt_regs *regs)
{
	struct __kernel_timespec now;

	host_vdso_off();
	regs->ax = dozen_host_call(ROW_clock_gettime, CLOCK_MONOTONIC, CLOCK_MONOTONIC, (long)&now, 0, 0, 0);
	if (copy_to_user((void __user *)regs->si, &now, sizeof(now)))
		regs->ax = -EFAULT;
	regs->orig_ax = -1UL;
	dozen_exit_work(regs);
}

/* A call from a site that was not rewritten; most are after this one. */
void dozen_trapped_call(struct pt_regs *regs)
{
	u32 nr = regs->orig_ax;

	local_irq_enable();
	dozen_rewrite_site(regs, nr);
	local_irq_disable();
	dozen_guest_call(regs);
}

/* On the task's kernel stack: nothing to do, the guest program tries again. */
static void guest_again(struct pt_regs *regs)
{
}

/* Memory that a fork has closed, used by a program or by a guest call on its behalf. */
static bool guard_fault(int signal, const struct sigcontext_64 *registers)
{
	unsigned long flags;
	bool again;

	if (signal != SIGSEGV)
		return false;
	local_irq_save(flags);
	again = dozen_guard_fault(registers->cr2, registers->err & FAULT_BY_STORE);
	local_irq_restore(flags);
	return again;
}

static void from_guest(int signal, struct siginfo *info, struct ucontext *context)
{
	const struct sigcontext_64 *registers = (void *)&context->uc_mcontext;
	struct pt_regs *regs = task_pt_regs(current);
	struct thread_struct *thread = &current->thread;
	void (*go_on)(struct pt_regs *) = guest_interrupted;

	if (!in_exit_stub(registers->ip))
		take_registers(regs, registers);
	/* the host kernel reset the vector registers; the guest's are in the frame */
	dozen_xrstor((void *)registers->fpstate);
	/* the registers are safe: from here on a signal hits the guest kernel, also at the gate */
	dozen_cpu.in_user = 0;

	if (signal == SIGSYS) {
		dozen_control->guest_traps++;
		regs->orig_ax = info->si_syscall;
		if (info->si_arch != AUDIT_ARCH_X86_64)
			go_on = guest_foreign_call;
		else if (in_host_vdso(registers->ip))
			go_on = answer_for_host_vdso;
		else
			go_on = dozen_trapped_call;
	} else if (is_interrupt(signal)) {
		dozen_control->signals++;
		note(signal);
	} else if (guard_fault(signal, registers)) {
		go_on = guest_again;
	} else {
		thread->trap_signal = signal;
		thread->trap_code = info->si_code;
		thread->trap_address = (unsigned long)info->si_addr;
		thread->trap_number = registers->trapno;
		thread->trap_error = registers->err;
		/* a fault in the way out is the guest's own bad stack pointer */
		go_on = guest_fault;
	}
	dozen_go_on(regs, go_on);
}

static void __noreturn kernel_fault(int signal, struct siginfo *info, const struct sigcontext_64 *registers)
{
	dozen_cpu.irqs_on = 0;
	if (signal == SIGSYS)
		panic("guest kernel made a host call outside the gate: number %d at %px", info->si_syscall,
		      (void *)registers->ip);
	panic("guest kernel fault: signal %d at %pS, address %px, task %s", signal, (void *)registers->ip,
	      info->si_addr, current->comm);
}

static void from_kernel(int signal, struct siginfo *info, struct sigcontext_64 *registers)
{
	if (is_interrupt(signal)) {
		dozen_control->signals++;
		note(signal);
		if (dozen_idle_waiting)
			dozen_idle_cut_short();
		if (dozen_cpu.irqs_on) {
			dozen_cpu.irqs_on = 0;
			dozen_irqs_run();
			dozen_cpu.irqs_on = 1;
		}
	} else if (signal == SIGSYS && vdso_fell_back(info, registers)) {
		/* answered */
	} else if (signal == SIGSEGV && registers->ip == (unsigned long)dozen_xrstor_at) {
		registers->ip = (unsigned long)dozen_xrstor_failed;
	} else if (!guard_fault(signal, registers)) {
		kernel_fault(signal, info, registers);
	}
}

/*
 * Was it guest code that the signal hit? in_user alone does not tell: it is still set in the first steps
 * of this handler, where the next signal may come. Guest code may stand at three places of the kernel's
 * text: on its way out, at the first instruction of the way in, and at the gate, to which it may jump.
 */
static bool hit_guest(unsigned long ip)
{
	if (!dozen_cpu.in_user)
		return false;
	return ip < (unsigned long)_stext || ip >= (unsigned long)_etext || in_exit_stub(ip) ||
	       ip == (unsigned long)dozen_site_entry ||
	       (ip >= (unsigned long)dozen_gate && ip <= (unsigned long)dozen_gate_return);
}

static void dozen_on_signal(int signal, struct siginfo *info, void *context)
{
	struct ucontext *frame = context;
	struct sigcontext_64 *registers = (void *)&frame->uc_mcontext;

	if (hit_guest(registers->ip))
		from_guest(signal, info, frame);
	else
		from_kernel(signal, info, registers);
}

void __init dozen_signals_start(void)
{
	static const u8 handled[] __initconst = { SIGSYS,  SIGSEGV, SIGBUS, SIGFPE,  SIGILL,
						  SIGTRAP, SIGALRM, SIGIO,  SIGUSR1, SIGTERM };
	static const u8 ignored[] __initconst = {
		SIGPIPE, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGWINCH
	};
	stack_t stack = { .ss_sp = signal_stack, .ss_size = SIGNAL_STACK };
	struct host_sigaction action = {
		.handler = dozen_on_signal,
		.flags = SA_SIGINFO | SA_NODEFER | SA_ONSTACK | SA_RESTART | HOST_SA_RESTORER,
		.restorer = dozen_signal_return,
	};
	u64 none = 0;
	unsigned int i;

	dozen_start_call(__NR_sigaltstack, (long)&stack, 0, 0, 0, 0, 0);
	for (i = 0; i < ARRAY_SIZE(handled); i++)
		dozen_start_call(__NR_rt_sigaction, handled[i], (long)&action, 0, sizeof(u64), 0, 0);
	action.handler = (void *)SIG_IGN;
	for (i = 0; i < ARRAY_SIZE(ignored); i++)
		dozen_start_call(__NR_rt_sigaction, ignored[i], (long)&action, 0, sizeof(u64), 0, 0);
	dozen_start_call(__NR_rt_sigprocmask, SIG_SETMASK, (long)&none, 0, sizeof(u64), 0, 0);
}
