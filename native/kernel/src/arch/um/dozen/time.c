// SPDX-License-Identifier: GPL-2.0-only
/*
 * Time: read from the host's vDSO without a host call where it can be; one host timer, armed only when a
 * task is about to run and the next event is earlier than what is armed. Idle time needs no timer: the
 * wait itself has a time-out.
 */
#include <linux/clockchips.h>
#include <linux/clocksource.h>
#include <linux/cpu.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/sched/clock.h>
#include <linux/sched.h>
#include <linux/tick.h>
#include <linux/timekeeping.h>
#include <linux/time64.h>
#include <asm/irq.h>
#include <asm/unistd_64.h>
#include "host.h"

static u64 read_clock(int clock)
{
	struct __kernel_timespec now;

	if (likely(dozen_vdso_clock))
		dozen_vdso_clock(clock, &now);
	else if (dozen_sealed)
		dozen_host_call(ROW_clock_gettime, clock, clock, (long)&now, 0, 0, 0);
	else
		dozen_start_call(__NR_clock_gettime, clock, (long)&now, 0, 0, 0, 0);
	return now.tv_sec * NSEC_PER_SEC + now.tv_nsec;
}

u64 dozen_monotonic(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

u64 dozen_realtime(void)
{
	return read_clock(CLOCK_REALTIME);
}

void dozen_milestone(enum dozen_milestone which)
{
	if (!dozen_control->milestone_ns[which])
		dozen_control->milestone_ns[which] = dozen_monotonic();
}

/* The reader turns ticks into nanoseconds with the first and the newest pair. */
void dozen_clock_pair(void)
{
	struct dozen_control *control = dozen_control;

	WRITE_ONCE(control->pair_sequence, control->pair_sequence + 1);
	barrier();
	control->tsc1 = dozen_tsc();
	control->ns1 = dozen_monotonic();
	barrier();
	WRITE_ONCE(control->pair_sequence, control->pair_sequence + 1);
}

static u64 clock_start;

unsigned long long sched_clock(void)
{
	return dozen_monotonic() - clock_start;
}

static u64 read_source(struct clocksource *source)
{
	return dozen_monotonic();
}

static struct clocksource host_clock = {
	.name = "host",
	.rating = 400,
	.read = read_source,
	.mask = CLOCKSOURCE_MASK(64),
	.flags = CLOCK_SOURCE_IS_CONTINUOUS,
};

/* --- events ---------------------------------------------------------------------------------- */

#define NEVER (~0ULL)

u64 dozen_next_event = NEVER; /* CLOCK_MONOTONIC, ns */
static u64 armed = NEVER;     /* what the host timer is set to */
static bool check_arming;

struct host_itimerspec {
	s64 interval_s, interval_ns, value_s, value_ns;
};

#define TIMER_ABSOLUTE 1

/*
 * Called where a task other than idle goes on: after an interrupt, at a switch, on the way to guest code.
 * A host timer that fires too early only costs an interrupt that finds nothing to do.
 */
void dozen_timer_arm(void)
{
	struct host_itimerspec when = {};
	u64 now, next = dozen_next_event;

	if (!check_arming || is_idle_task(current))
		return;
	check_arming = false;
	if (next >= armed)
		return;
	now = dozen_monotonic();
	armed = next;
	/* an absolute time in the past fires at once */
	when.value_s = div_u64_rem(next, NSEC_PER_SEC, (u32 *)&when.value_ns);
	dozen_host_call(ROW_timer_settime, (u8)dozen_timer_id | (next > now ? next - now : 1) << 8, dozen_timer_id,
			TIMER_ABSOLUTE, (long)&when, 0, 0);
}

static int set_next_event(unsigned long delta, struct clock_event_device *device)
{
	dozen_next_event = dozen_monotonic() + delta;
	check_arming = true;
	return 0;
}

static int stop_events(struct clock_event_device *device)
{
	dozen_next_event = NEVER;
	return 0;
}

static struct clock_event_device host_timer = {
	.name = "host timer",
	.features = CLOCK_EVT_FEAT_ONESHOT,
	.rating = 400,
	.set_next_event = set_next_event,
	.set_state_shutdown = stop_events,
	.set_state_oneshot_stopped = stop_events,
	.irq = DOZEN_IRQ_TIMER,
};

/* From the host timer's signal, and from the idle loop when its wait is over. */
void dozen_time_interrupt(void)
{
	u64 now = dozen_monotonic();

	if (armed <= now)
		armed = NEVER;
	check_arming = true;
	if (dozen_next_event > now)
		return;
	dozen_next_event = NEVER;
	dozen_clock_pair();
	dozen_publish_memory();
	host_timer.event_handler(&host_timer);
}

void read_persistent_clock64(struct timespec64 *now)
{
	*now = ns_to_timespec64(dozen_realtime());
}

static void __init late_time_start(void)
{
	host_timer.cpumask = cpumask_of(0);
	dozen_irqs_request();
	clocksource_register_hz(&host_clock, NSEC_PER_SEC);
	clockevents_config_and_register(&host_timer, NSEC_PER_SEC, 1000, LONG_MAX);
}

void __init time_init(void)
{
	late_time_init = late_time_start;
}

void __init dozen_clock_start(void)
{
	clock_start = dozen_monotonic();
}

/* Short delays: by the clock. Nobody calibrates anything. */
void __ndelay(unsigned long ns)
{
	u64 end = dozen_monotonic() + ns;

	while (dozen_monotonic() < end)
		cpu_relax();
}
EXPORT_SYMBOL(__ndelay);

void __udelay(unsigned long us)
{
	__ndelay(us * 1000);
}
EXPORT_SYMBOL(__udelay);

void __const_udelay(unsigned long xloops)
{
	__ndelay((xloops * 1000000000UL) >> 32);
}
EXPORT_SYMBOL(__const_udelay);

void __delay(unsigned long loops)
{
	__ndelay(loops);
}
EXPORT_SYMBOL(__delay);

void calibrate_delay(void)
{
	/* a delay loop takes a nanosecond */
	loops_per_jiffy = NSEC_PER_SEC / HZ;
}
