// SPDX-License-Identifier: GPL-2.0-only
/*
 * Host calls after the seal: through the one gate, counted, timed and written to the trace ring.
 */
#include <linux/irqflags.h>
#include <linux/sched.h>
#include <linux/sched/task_stack.h>
#include <linux/string.h>
#include <asm/barrier.h>
#include "host.h"

struct dozen_control *dozen_control;
u64 *dozen_guest_counts;
char *dozen_text;

static const u16 number_of_row[] = {
#define HOST_CALL(number, name, ...) number,
#include "host_calls_table.h"
#undef HOST_CALL
};

static struct dozen_record *ring(void)
{
	return (void *)dozen_control + 3 * DOZEN_PAGE;
}

/* Guest code can write to the control page: what was agreed at the start is kept where it was read. */
static u32 ring_records;

void dozen_ring_start(u32 records)
{
	ring_records = records;
}

/*
 * A signal may come in the middle of trace() and its own return be traced. So a place is taken by one
 * instruction, and only the outermost writer moves the head, over whole records only.
 */
static u64 ring_taken;
static unsigned int ring_writers;

/* Places left free for signals that come when the ring is all but full. */
#define RING_SPARE 8

static u64 take_place(void)
{
	u64 place = 1;

	asm volatile("xaddq %0, %1" : "+r"(place), "+m"(ring_taken) : : "memory");
	return place;
}

static void publish(void)
{
	do {
		WRITE_ONCE(ring_writers, 1);
		barrier();
		smp_store_release(&dozen_control->ring_head, READ_ONCE(ring_taken));
		barrier();
		WRITE_ONCE(ring_writers, 0);
		barrier();
		/* a signal just before the last line left its record to us; one after it, not */
	} while (READ_ONCE(dozen_control->ring_head) != READ_ONCE(ring_taken));
}

static void trace(enum dozen_row row, u64 begin, u64 end, long result, u64 digest)
{
	u64 tail = smp_load_acquire(&dozen_control->ring_tail);
	bool outermost = !READ_ONCE(ring_writers);
	struct dozen_record *record;
	struct pt_regs *regs;
	u64 place;

	if (READ_ONCE(ring_taken) - tail >= ring_records - (outermost ? RING_SPARE : 0)) {
		dozen_control->ring_lost++;
		return;
	}
	WRITE_ONCE(ring_writers, 1);
	barrier();
	place = take_place();
	record = &ring()[place & (ring_records - 1)];
	record->tsc = begin;
	record->argument = digest;
	record->ticks = min_t(u64, end - begin, U32_MAX);
	record->result = clamp_t(long, result, S32_MIN, S32_MAX);
	if (current->flags & PF_KTHREAD) {
		record->guest_pid = 0;
		record->guest_call = 0xffff;
	} else {
		regs = task_pt_regs(current);
		record->guest_pid = current->tgid;
		record->guest_call = regs->orig_ax < DOZEN_GUEST_CALLS ? regs->orig_ax : 0xffff;
	}
	record->row = row;
	record->lap = place / ring_records + 1;
	barrier();
	if (outermost)
		publish();
}

void dozen_count(enum dozen_row row, u64 begin, u64 end, long result, u64 digest)
{
	struct dozen_control *control = dozen_control;

	control->host_count[row]++;
	control->host_ticks[row] += end - begin;
	if (result < 0)
		control->host_errors[row]++;
	else if (row <= ROW_pwrite64)
		control->host_bytes[row] += result;
	if (ring_records)
		trace(row, begin, end, result, digest);
}

/*
 * Interrupts stay off from the call to the record, so that records are whole and in order. Nothing here
 * sleeps: a caller that may block the whole machine on purpose is the idle loop only.
 */
long dozen_host_call(enum dozen_row row, u64 digest, long a, long b, long c, long d, long e)
{
	unsigned long flags, clobbered;
	register long r10 asm("r10") = d;
	register long r8 asm("r8") = e;
	long result;
	u64 begin;

	local_irq_save(flags);
	begin = dozen_tsc();
	asm volatile("leaq 1f(%%rip), %%rbx\n\t"
		     "jmp dozen_gate\n"
		     "1:"
		     : "=a"(result), "=c"(clobbered)
		     : "0"((long)number_of_row[row]), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8)
		     : "rbx", "r11", "memory");
	dozen_count(row, begin, dozen_tsc(), result, digest);
	local_irq_restore(flags);
	return result;
}

void dozen_end(enum dozen_ending ending, const char *message)
{
	static const u8 code[] = {
		[DOZEN_ENDING_POWEROFF] = DOZEN_EXIT_POWEROFF,
		[DOZEN_ENDING_REBOOT] = DOZEN_EXIT_REBOOT,
		[DOZEN_ENDING_PANIC] = DOZEN_EXIT_PANIC,
	};
	struct dozen_control *control = dozen_control;
	u64 now = dozen_tsc();

	dozen_publish_memory();
	dozen_clock_pair();
	if (message)
		strscpy(control->message, message, sizeof(control->message));
	control->ending = ending;
	/* counted before it happens: there is no after */
	dozen_count(ROW_exit_group, now, now, 0, code[ending]);
	control->state = DOZEN_STATE_ENDED;
	for (;;)
		asm volatile("leaq 1f(%%rip), %%rbx\n\t"
			     "jmp dozen_gate\n"
			     "1:"
			     :
			     : "a"((long)number_of_row[ROW_exit_group]), "D"((long)code[ending])
			     : "rbx", "rcx", "r11", "memory");
}
