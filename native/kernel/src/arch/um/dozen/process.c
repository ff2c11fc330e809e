// SPDX-License-Identifier: GPL-2.0-only
/* Tasks: making them, switching between them, waiting when there are none. */
#include <linux/cpu.h>
#include <linux/dozen_residency.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/poll.h>
#include <linux/resume_user_mode.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/sched/task.h>
#include <linux/sched/task_stack.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/time64.h>
#include <linux/uaccess.h>
#include <asm/irq.h>
#include <asm/prctl.h>
#include <asm/switch_to.h>
#include <asm/syscall.h>
#include "host.h"
#include "fp.h"

struct task_struct *dozen_current = &init_task;
EXPORT_SYMBOL(dozen_current);

void dozen_ret_from_fork(void);

/* --- floating-point and vector registers ------------------------------------------------------ */

static struct kmem_cache *fp_cache;
static struct task_struct *fp_owner; /* whose values are in the registers */

static void xsave(struct dozen_fp *to)
{
	asm volatile("xsave64 %0" : "=m"(*to) : "a"((u32)DOZEN_XSAVE_MASK), "d"(0) : "memory");
}

static void fp_initial(struct dozen_fp *fp)
{
	memset(fp, 0, 576);
	*(u16 *)(fp->image + 0) = 0x37f;   /* x87 control word */
	*(u32 *)(fp->image + 24) = 0x1f80; /* MXCSR: every exception masked */
}

struct dozen_fp *dozen_fp_saved(struct task_struct *task)
{
	if (task == fp_owner)
		xsave(task->thread.fp);
	return task->thread.fp;
}

int dozen_fp_load(struct task_struct *task)
{
	int error;

	if (task != current)
		return 0;
	error = dozen_xrstor(task->thread.fp);
	if (error) {
		fp_initial(task->thread.fp);
		dozen_xrstor(task->thread.fp);
	}
	fp_owner = task;
	return error;
}

static void fp_switch(struct task_struct *to)
{
	if (!to->thread.fp || fp_owner == to)
		return;
	if (fp_owner)
		xsave(fp_owner->thread.fp);
	dozen_xrstor(to->thread.fp);
	fp_owner = to;
}

static int fp_make(struct task_struct *task)
{
	task->thread.fp = kmem_cache_alloc(fp_cache, GFP_KERNEL);
	return task->thread.fp ? 0 : -ENOMEM;
}

void __init arch_task_cache_init(void)
{
	fp_cache = kmem_cache_create("fp_registers", sizeof(struct dozen_fp), __alignof__(struct dozen_fp), SLAB_PANIC,
				     NULL);
}

int arch_dup_task_struct(struct task_struct *to, struct task_struct *from)
{
	*to = *from;
	to->thread.fp = NULL;
	return 0;
}

void arch_release_task_struct(struct task_struct *task)
{
	if (fp_owner == task)
		fp_owner = NULL;
	if (task->thread.fp)
		kmem_cache_free(fp_cache, task->thread.fp);
}

/* A new program starts with registers as after a reset; a kernel thread gets its first ones here. */
void flush_thread(void)
{
	struct thread_struct *thread = &current->thread;

	if (!thread->fp)
		thread->fp = kmem_cache_alloc(fp_cache, GFP_KERNEL | __GFP_NOFAIL);
	fp_initial(thread->fp);
	if (fp_owner && fp_owner != current)
		xsave(fp_owner->thread.fp);
	dozen_xrstor(thread->fp);
	fp_owner = current;
	thread->fsbase = 0;
	thread->gsbase = 0;
	asm volatile("wrfsbase %0; wrgsbase %0" : : "r"(0UL));
}

static void publish_name(const struct task_struct *task)
{
	dozen_control->guest_pid = task->tgid;
	memcpy(dozen_control->guest_name, task->comm, sizeof(dozen_control->guest_name));
}

void start_thread(struct pt_regs *regs, unsigned long entry, unsigned long stack)
{
	memset(regs, 0, sizeof(*regs));
	regs->orig_ax = -1UL;
	regs->ip = entry;
	regs->sp = stack;
	regs->cs = DOZEN_USER_CS;
	regs->ss = DOZEN_USER_SS;
	regs->flags = 0x202;
	publish_name(current);
	if (dozen_control->state < DOZEN_STATE_RUNNING) {
		dozen_milestone(DOZEN_AT_INIT);
		dozen_publish_memory();
		dozen_clock_pair();
		dozen_control->state = DOZEN_STATE_RUNNING;
	}
}

/* --- making and switching --------------------------------------------------------------------- */

struct first_frame {
	unsigned long r15, r14, r13, r12, bx, bp, go;
};

int copy_thread(struct task_struct *task, const struct kernel_clone_args *args)
{
	struct pt_regs *regs = task_pt_regs(task);
	struct first_frame *frame = (struct first_frame *)regs - 1;

	frame->bp = 0;
	frame->go = (unsigned long)dozen_ret_from_fork;
	task->thread.sp = (unsigned long)frame;
	if (args->fn) {
		memset(regs, 0, sizeof(*regs));
		regs->cs = DOZEN_USER_CS;
		frame->bx = (unsigned long)args->fn;
		frame->r12 = (unsigned long)args->fn_arg;
		task->thread.fsbase = 0;
		task->thread.gsbase = 0;
		return 0;
	}
	frame->bx = 0;
	*regs = *current_pt_regs();
	regs->ax = 0;
	if (args->stack)
		regs->sp = args->stack;
	asm volatile("rdfsbase %0" : "=r"(task->thread.fsbase));
	asm volatile("rdgsbase %0" : "=r"(task->thread.gsbase));
	if (args->flags & CLONE_SETTLS)
		task->thread.fsbase = args->tls;
	if (fp_make(task))
		return -ENOMEM;
	memcpy(task->thread.fp, dozen_fp_saved(current), sizeof(struct dozen_fp));
	return 0;
}

struct task_struct *__switch_to(struct task_struct *from, struct task_struct *to);
struct task_struct *__switch_to(struct task_struct *from, struct task_struct *to)
{
	dozen_current = to;
	dozen_cpu.kernel_sp = (unsigned long)task_stack_page(to) + THREAD_SIZE;
	dozen_control->context_switches++;
	if (from->mm && unlikely(!list_empty(&from->mm->context.members)))
		dozen_note_stack(from);
	if (from->thread.fp) {
		asm volatile("rdfsbase %0" : "=r"(from->thread.fsbase));
		asm volatile("rdgsbase %0" : "=r"(from->thread.gsbase));
	}
	if (to->thread.fp) {
		asm volatile("wrfsbase %0" : : "r"(to->thread.fsbase));
		if (unlikely(to->thread.gsbase != from->thread.gsbase))
			asm volatile("wrgsbase %0" : : "r"(to->thread.gsbase));
		fp_switch(to);
		publish_name(to);
	}
	dozen_timer_arm();
	return from;
}

/* --- guest calls ------------------------------------------------------------------------------ */

extern int syscall_trace_enter(struct pt_regs *regs);
extern void syscall_trace_leave(struct pt_regs *regs);

#define OVERRUN_MOST (256 * 1024UL)

/*
 * Nothing stops a stack from growing into what lies below it; whoever is found there has to stop. Memory
 * below the stack may be the process's own, such as another thread's stack.
 */
static bool overran_stack(struct pt_regs *regs)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *area, *stack;
	unsigned long size;

	mmap_read_lock(mm);
	area = vma_lookup(mm, regs->sp);
	stack = vma_lookup(mm, mm->start_brk);
	size = stack ? stack->vm_end - stack->vm_start : 0;
	mmap_read_unlock(mm);
	if (area)
		return false;
	pr_err("%s[%d]: its stack of %lu KiB is too small, and it wrote below it (ulimit -s, or the program's header, "
	       "says how much it gets)\n",
	       current->comm, current->tgid, size >> 10);
	force_sig_fault(SIGSEGV, SEGV_MAPERR, (void __user *)regs->sp);
	return true;
}

/* On the task's kernel stack, interrupts off, registers complete, orig_ax the number. */
void dozen_guest_call(struct pt_regs *regs)
{
	unsigned long nr = regs->orig_ax;

	dozen_control->guest_calls++;
	dozen_guest_counts[min_t(unsigned long, nr, DOZEN_GUEST_CALLS - 1)]++;
	local_irq_enable();
	regs->ax = -ENOSYS;
	/* the stack begins where the heap of a program with page tables would */
	if (unlikely(current->mm->start_brk - regs->sp - 1 < OVERRUN_MOST) && overran_stack(regs))
		goto out;
	if (unlikely(test_thread_flag(TIF_SYSCALL_TRACE) || test_thread_flag(TIF_SECCOMP))) {
		if (syscall_trace_enter(regs))
			goto out;
		nr = regs->orig_ax;
	}
	if (likely(nr < NR_syscalls))
		regs->ax = sys_call_table[nr](regs->di, regs->si, regs->dx, regs->r10, regs->r8, regs->r9);
out:
	if (unlikely(test_thread_flag(TIF_SYSCALL_TRACE)))
		syscall_trace_leave(regs);
	local_irq_disable();
	dozen_exit_work(regs);
}

/* What is left to do before guest code goes on. Called and left with interrupts off. */
void dozen_exit_work(struct pt_regs *regs)
{
	unsigned long work;

	for (;;) {
		if (unlikely(dozen_cpu.pending))
			dozen_irqs_run();
		work = read_thread_flags() & _TIF_WORK_MASK;
		if (likely(!work))
			break;
		local_irq_enable();
		if (work & _TIF_NEED_RESCHED)
			schedule();
		if (work & (_TIF_SIGPENDING | _TIF_NOTIFY_SIGNAL))
			dozen_do_signal(regs);
		if (work & _TIF_NOTIFY_RESUME)
			resume_user_mode_work(regs);
		local_irq_disable();
	}
	dozen_timer_arm();
}

SYSCALL_DEFINE2(arch_prctl, int, option, unsigned long, value)
{
	unsigned long base;

	switch (option) {
	case ARCH_SET_FS:
		asm volatile("wrfsbase %0" : : "r"(value));
		return 0;
	case ARCH_SET_GS:
		asm volatile("wrgsbase %0" : : "r"(value));
		return 0;
	case ARCH_GET_FS:
		asm volatile("rdfsbase %0" : "=r"(base));
		return put_user(base, (unsigned long __user *)value);
	case ARCH_GET_GS:
		asm volatile("rdgsbase %0" : "=r"(base));
		return put_user(base, (unsigned long __user *)value);
	}
	return -EINVAL;
}

SYSCALL_DEFINE6(mmap, unsigned long, addr, unsigned long, len, unsigned long, prot, unsigned long, flags, unsigned long,
		fd, unsigned long, off)
{
	if (off & ~PAGE_MASK)
		return -EINVAL;
	return ksys_mmap_pgoff(addr, len, prot, flags, fd, off >> PAGE_SHIFT);
}

/* --- idle ------------------------------------------------------------------------------------- */

struct host_pollfd {
	int fd;
	short events, revents;
};

bool dozen_idle_waiting;
static struct __kernel_timespec idle_time;

/* A signal arrived after the last look at the pending bits: make the wait that may follow return at once. */
void dozen_idle_cut_short(void)
{
	idle_time.tv_sec = 0;
	idle_time.tv_nsec = 0;
}

static u64 idle_length(u64 now)
{
	if (dozen_next_event == ~0ULL)
		return ~0ULL >> 8;
	return dozen_next_event > now ? dozen_next_event - now : 0;
}

/* Called and left with interrupts off; waits for input or the next event. */
void arch_cpu_idle(void)
{
	struct host_pollfd fds[2] = {
		{ dozen_console_listening ? DOZEN_FD_CONSOLE_IN : -1, POLLIN },
		{ dozen_console_wants_output() ? DOZEN_FD_CONSOLE_OUT : -1, POLLOUT },
	};
	u64 begin = dozen_monotonic(), length = idle_length(begin);
	struct __kernel_timespec *limit = &idle_time;

	if (dozen_console_prompted())
		dozen_milestone(DOZEN_AT_CONSOLE_READ);
	dozen_publish_memory();
	dozen_clock_pair();
	idle_time.tv_sec = div_u64_rem(length, NSEC_PER_SEC, (u32 *)&idle_time.tv_nsec);
	dozen_idle_waiting = true;
	barrier();
	if (length && !READ_ONCE(dozen_cpu.pending) &&
	    dozen_host_call(ROW_ppoll, 2 | length << 8, (long)fds, 2, (long)limit, 0, 0) > 0)
		dozen_cpu.pending |= 1 << DOZEN_IRQ_CONSOLE;
	dozen_idle_waiting = false;
	dozen_control->idle_ns += dozen_monotonic() - begin;
	if (dozen_next_event <= dozen_monotonic())
		dozen_cpu.pending |= 1 << DOZEN_IRQ_TIMER;
	/* the idle loop turns interrupts on next, which runs what is pending */
}

unsigned long __get_wchan(struct task_struct *task)
{
	unsigned long *sp = (unsigned long *)task->thread.sp;
	unsigned long *end = task_stack_page(task) + THREAD_SIZE;
	bool in_scheduler = false;

	for (; sp < end; sp++) {
		if (in_sched_functions(*sp))
			in_scheduler = true;
		else if (in_scheduler && kernel_text_address(*sp))
			return *sp;
	}
	return 0;
}

void show_regs(struct pt_regs *regs)
{
	pr_err("ip %lx sp %lx flags %lx call %ld\n", regs->ip, regs->sp, regs->flags, (long)regs->orig_ax);
	pr_err("ax %lx bx %lx cx %lx dx %lx si %lx di %lx bp %lx\n", regs->ax, regs->bx, regs->cx, regs->dx, regs->si,
	       regs->di, regs->bp);
}

void show_stack(struct task_struct *task, unsigned long *sp, const char *level)
{
	unsigned long *end;
	int found = 0;

	if (!task)
		task = current;
	if (!sp)
		sp = task == current ? current_sp() : (unsigned long *)task->thread.sp;
	end = task_stack_page(task) + THREAD_SIZE;
	if (sp < (unsigned long *)task_stack_page(task) || sp >= end)
		return;
	printk("%sCall trace (addresses found on the stack):\n", level);
	for (; sp < end && found < 24; sp++)
		if (kernel_text_address(*sp)) {
			printk("%s  %pS\n", level, (void *)*sp);
			found++;
		}
}
