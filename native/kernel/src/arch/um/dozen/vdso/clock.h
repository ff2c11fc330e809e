/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The page before the guest's vDSO: what turns the host's monotonic clock into the guest's clocks.
 * Written by the guest kernel, read by the functions in vdso.c, which run in guest programs.
 */
#ifndef DOZEN_VDSO_CLOCK_H
#define DOZEN_VDSO_CLOCK_H

#include <linux/types.h>

struct dozen_clock_page {
	u32 sequence; /* odd while it is written */
	u32 shift;
	u64 mult;
	u64 last;      /* host's monotonic clock, ns, at the last update */
	u64 fraction;  /* ns << shift */
	s64 monotonic; /* guest clocks at the last update, ns */
	s64 realtime;
	s64 boottime;
	int (*host_clock)(int clock, void *timespec); /* NULL: make the guest call */
	void *entry;				      /* where rewritten call sites go */
};

#endif
