// SPDX-License-Identifier: GPL-2.0-only
/*
 * Clocks for guest programs without a guest call: the host's own vDSO is in the same process, and the page
 * before this one says how far the guest's clocks are from the host's.
 */
#include <linux/compiler.h>
#include <linux/time64.h>
#include <uapi/linux/time.h>
#include <asm/unistd_64.h>
#include "clock.h"

extern struct dozen_clock_page clock_page __attribute__((visibility("hidden")));

int __vdso_clock_gettime(int clock, struct __kernel_timespec *to);
int __vdso_gettimeofday(struct __kernel_old_timeval *to, void *zone);
__kernel_old_time_t __vdso_time(__kernel_old_time_t *to);
int __vdso_getcpu(unsigned int *cpu, unsigned int *node, void *unused);

/* As from a rewritten call site. */
static long guest_call(long nr, long a, long b)
{
	long result;

	asm volatile("leaq 1f(%%rip), %%rcx\n\t"
		     "jmp *%2\n"
		     "1:"
		     : "=a"(result)
		     : "0"(nr), "m"(clock_page.entry), "D"(a), "S"(b)
		     : "rcx", "r11", "memory");
	return result;
}

/* 0: this clock is not kept here */
static int read_clock(int clock, u64 *ns)
{
	struct __kernel_timespec host;
	u32 sequence;
	u64 since;
	s64 base;

	do {
		sequence = READ_ONCE(clock_page.sequence) & ~1U;
		barrier();
		switch (clock) {
		case CLOCK_REALTIME:
		case CLOCK_REALTIME_COARSE:
			base = clock_page.realtime;
			break;
		case CLOCK_MONOTONIC:
		case CLOCK_MONOTONIC_COARSE:
			base = clock_page.monotonic;
			break;
		case CLOCK_BOOTTIME:
			base = clock_page.boottime;
			break;
		default:
			return 0;
		}
		if (!clock_page.host_clock)
			return 0;
		clock_page.host_clock(CLOCK_MONOTONIC, &host);
		since = host.tv_sec * 1000000000ULL + host.tv_nsec - clock_page.last;
		*ns = base + ((since * clock_page.mult + clock_page.fraction) >> clock_page.shift);
		barrier();
	} while (unlikely(READ_ONCE(clock_page.sequence) != sequence));
	return 1;
}

int __vdso_clock_gettime(int clock, struct __kernel_timespec *to)
{
	u64 ns;

	if (!read_clock(clock, &ns))
		return guest_call(__NR_clock_gettime, clock, (long)to);
	to->tv_sec = ns / 1000000000;
	to->tv_nsec = ns % 1000000000;
	return 0;
}

int __vdso_gettimeofday(struct __kernel_old_timeval *to, void *zone)
{
	u64 ns;

	if (zone || !to || !read_clock(CLOCK_REALTIME, &ns))
		return guest_call(__NR_gettimeofday, (long)to, (long)zone);
	to->tv_sec = ns / 1000000000;
	to->tv_usec = ns % 1000000000 / 1000;
	return 0;
}

__kernel_old_time_t __vdso_time(__kernel_old_time_t *to)
{
	u64 ns;

	if (!read_clock(CLOCK_REALTIME, &ns))
		return guest_call(__NR_time, (long)to, 0);
	ns /= 1000000000;
	if (to)
		*to = ns;
	return ns;
}

int __vdso_getcpu(unsigned int *cpu, unsigned int *node, void *unused)
{
	if (cpu)
		*cpu = 0;
	if (node)
		*node = 0;
	return 0;
}

int clock_gettime(int, struct __kernel_timespec *) __attribute__((weak, alias("__vdso_clock_gettime")));
int gettimeofday(struct __kernel_old_timeval *, void *) __attribute__((weak, alias("__vdso_gettimeofday")));
__kernel_old_time_t time(__kernel_old_time_t *) __attribute__((weak, alias("__vdso_time")));
int getcpu(unsigned int *, unsigned int *, void *) __attribute__((weak, alias("__vdso_getcpu")));
