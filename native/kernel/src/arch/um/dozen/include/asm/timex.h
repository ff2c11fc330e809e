/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __DOZEN_TIMEX_H
#define __DOZEN_TIMEX_H

#define CLOCK_TICK_RATE (HZ)

static inline unsigned long get_cycles(void)
{
	unsigned int lo, hi;

	asm volatile("rdtsc" : "=a"(lo), "=d"(hi));
	return ((unsigned long)hi << 32) | lo;
}
#define get_cycles get_cycles

#include <asm-generic/timex.h>

#endif
