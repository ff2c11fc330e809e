// SPDX-License-Identifier: GPL-2.0-only
/* Signals of guest programs: frames as the x86-64 ABI has them, vector registers in XSAVE format. */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/signal.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <uapi/asm/sigcontext.h>
#include <asm/ucontext.h>
#include "host.h"
#include "fp.h"

#define RED_ZONE 128
#define FP_BYTES (DOZEN_XSAVE_SIZE + FP_XSTATE_MAGIC2_SIZE)
#define FLAGS_FROM_USER 0x50dd5UL /* arithmetic, trap, direction, alignment check */

struct rt_sigframe {
	char __user *return_to;
	struct ucontext uc;
	struct siginfo info;
};

static void fill_registers(struct sigcontext_64 *to, const struct pt_regs *regs, unsigned long mask)
{
	const struct thread_struct *thread = &current->thread;

	*to = (struct sigcontext_64){
		.r8 = regs->r8,
		.r9 = regs->r9,
		.r10 = regs->r10,
		.r11 = regs->r11,
		.r12 = regs->r12,
		.r13 = regs->r13,
		.r14 = regs->r14,
		.r15 = regs->r15,
		.di = regs->di,
		.si = regs->si,
		.bp = regs->bp,
		.bx = regs->bx,
		.dx = regs->dx,
		.ax = regs->ax,
		.cx = regs->cx,
		.sp = regs->sp,
		.ip = regs->ip,
		.flags = regs->flags,
		.cs = regs->cs,
		.ss = regs->ss,
		.err = thread->trap_error,
		.trapno = thread->trap_number,
		.oldmask = mask,
		.cr2 = thread->trap_address,
	};
}

/* The image goes straight to the guest's stack; its header says how long it is. */
static int save_fp(void __user *at)
{
	struct _fpx_sw_bytes about = {
		.magic1 = FP_XSTATE_MAGIC1,
		.extended_size = FP_BYTES,
		.xfeatures = DOZEN_XSAVE_MASK,
		.xstate_size = DOZEN_XSAVE_SIZE,
	};

	if (copy_to_user(at, dozen_fp_saved(current), DOZEN_XSAVE_SIZE) ||
	    copy_to_user(at + offsetof(struct _fpstate_64, sw_reserved), &about, sizeof(about)) ||
	    put_user(FP_XSTATE_MAGIC2, (u32 __user *)(at + DOZEN_XSAVE_SIZE)))
		return -EFAULT;
	return 0;
}

static int setup_frame(struct ksignal *ksig, struct pt_regs *regs)
{
	unsigned long sp = sigsp(regs->sp - RED_ZONE, ksig), fp;
	struct rt_sigframe __user *frame;
	sigset_t *mask = sigmask_to_save();
	struct ucontext uc = { .uc_flags = UC_FP_XSTATE | UC_SIGCONTEXT_SS | UC_STRICT_RESTORE_SS };

	if (!(ksig->ka.sa.sa_flags & SA_RESTORER))
		return -EFAULT; /* x86-64 has always wanted one */
	fp = round_down(sp - FP_BYTES, 64);
	/* as after a call: 16-byte aligned, less the return address */
	frame = (void __user *)(round_down(fp - sizeof(*frame), 16) - 8);
	if (!access_ok(frame, sp - (unsigned long)frame))
		return -EFAULT;

	fill_registers((void *)&uc.uc_mcontext, regs, mask->sig[0]);
	((struct sigcontext_64 *)&uc.uc_mcontext)->fpstate = fp;
	uc.uc_sigmask = *mask;
	if (save_fp((void __user *)fp) || copy_to_user(&frame->uc, &uc, sizeof(uc)) ||
	    __save_altstack(&frame->uc.uc_stack, regs->sp) ||
	    put_user(ksig->ka.sa.sa_restorer, (void __user **)&frame->return_to) ||
	    copy_siginfo_to_user(&frame->info, &ksig->info))
		return -EFAULT;

	regs->di = ksig->sig;
	regs->si = (unsigned long)&frame->info;
	regs->dx = (unsigned long)&frame->uc;
	regs->ax = 0;
	regs->ip = (unsigned long)ksig->ka.sa.sa_handler;
	regs->sp = (unsigned long)frame;
	regs->flags &= ~0x10500UL; /* direction, resume, trap */
	regs->orig_ax = -1UL;
	return 0;
}

static void restart(struct pt_regs *regs, unsigned long nr)
{
	regs->ax = nr;
	regs->ip -= 2; /* to the `syscall` instruction, which stands there even at rewritten sites */
}

static void deliver(struct ksignal *ksig, struct pt_regs *regs)
{
	if ((long)regs->orig_ax >= 0) {
		switch ((long)regs->ax) {
		case -ERESTART_RESTARTBLOCK:
		case -ERESTARTNOHAND:
			regs->ax = -EINTR;
			break;
		case -ERESTARTSYS:
			if (!(ksig->ka.sa.sa_flags & SA_RESTART)) {
				regs->ax = -EINTR;
				break;
			}
			fallthrough;
		case -ERESTARTNOINTR:
			restart(regs, regs->orig_ax);
		}
	}
	signal_setup_done(setup_frame(ksig, regs), ksig, test_thread_flag(TIF_SINGLESTEP));
}

void dozen_do_signal(struct pt_regs *regs)
{
	struct ksignal ksig;

	if (get_signal(&ksig)) {
		deliver(&ksig, regs);
		return;
	}
	if ((long)regs->orig_ax >= 0) {
		switch ((long)regs->ax) {
		case -ERESTARTNOHAND:
		case -ERESTARTSYS:
		case -ERESTARTNOINTR:
			restart(regs, regs->orig_ax);
			break;
		case -ERESTART_RESTARTBLOCK:
			restart(regs, __NR_restart_syscall);
		}
		regs->orig_ax = -1UL;
	}
	restore_saved_sigmask();
}

static int restore_fp(unsigned long from)
{
	struct _fpx_sw_bytes about;
	struct dozen_fp *fp;

	if (!from)
		return 0;
	if (!access_ok((void __user *)from, DOZEN_XSAVE_SIZE))
		return -EFAULT;
	if (copy_from_user(&about, (void __user *)from + offsetof(struct _fpstate_64, sw_reserved), sizeof(about)))
		return -EFAULT;
	fp = dozen_fp_saved(current);
	if (about.magic1 == FP_XSTATE_MAGIC1) {
		if (copy_from_user(fp, (void __user *)from, DOZEN_XSAVE_SIZE))
			return -EFAULT;
	} else { /* x87 and SSE only */
		if (copy_from_user(fp, (void __user *)from, 512))
			return -EFAULT;
		memset(fp->image + 512, 0, 64);
		fp->image[512] = 3;
	}
	return dozen_fp_load(current);
}

SYSCALL_DEFINE0(rt_sigreturn)
{
	struct pt_regs *regs = current_pt_regs();
	struct rt_sigframe __user *frame = (void __user *)(regs->sp - sizeof(long));
	struct ucontext uc;
	const struct sigcontext_64 *from = (void *)&uc.uc_mcontext;

	if (copy_from_user(&uc, &frame->uc, sizeof(uc)))
		goto bad;
	set_current_blocked(&uc.uc_sigmask);
	if (restore_fp(from->fpstate) || restore_altstack(&frame->uc.uc_stack))
		goto bad;
	regs->r8 = from->r8;
	regs->r9 = from->r9;
	regs->r10 = from->r10;
	regs->r11 = from->r11;
	regs->r12 = from->r12;
	regs->r13 = from->r13;
	regs->r14 = from->r14;
	regs->r15 = from->r15;
	regs->di = from->di;
	regs->si = from->si;
	regs->bp = from->bp;
	regs->bx = from->bx;
	regs->dx = from->dx;
	regs->cx = from->cx;
	regs->sp = from->sp;
	regs->ip = from->ip;
	regs->flags = (from->flags & FLAGS_FROM_USER) | 0x202;
	regs->orig_ax = -1UL;
	current->restart_block.fn = do_no_restart_syscall;
	return from->ax;
bad:
	force_sig(SIGSEGV);
	return 0;
}
