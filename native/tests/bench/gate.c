/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a host call costs: the cheapest of the twelve, and a read of 4 KiB from the disk.
 * On the host it makes them by `syscall`, bare; in the machine by the gate, through the filter. Prints
 *
 *     NAME MEDIAN MINIMUM          in nanoseconds per call
 *
 * gate [FILE]                      FILE: to read from, on the host; in the machine the first disk is read
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "../../guest/gate.h"

#define SAMPLES 41
#define ROUNDS 5000
#define DISK0 4

static unsigned long gate;
static char page[4096] __attribute__((aligned(4096)));
static struct timespec seen;

static long bare(long number, const long arguments[6])
{
	register long r10 __asm__("r10") = arguments[3];
	long result;

	__asm__ volatile("syscall"
			 : "=a"(result)
			 : "a"(number), "D"(arguments[0]), "S"(arguments[1]), "d"(arguments[2]), "r"(r10)
			 : "rcx", "r11", "memory");
	return result;
}

static double now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static int by_value(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return a < b ? -1 : a > b;
}

static void measure(const char *name, long number, const long arguments[6])
{
	double samples[SAMPLES];

	if ((gate ? host_call(gate, number, arguments) : bare(number, arguments)) < 0)
		return;
	for (int s = 0; s < SAMPLES; s++) {
		double begun = now_ns();

		if (gate) {
			for (int i = 0; i < ROUNDS; i++)
				host_call(gate, number, arguments);
		} else {
			for (int i = 0; i < ROUNDS; i++)
				bare(number, arguments);
		}
		samples[s] = (now_ns() - begun) / ROUNDS;
	}
	qsort(samples, SAMPLES, sizeof(samples[0]), by_value);
	printf("%s %.1f %.1f\n", name, samples[SAMPLES / 2], samples[0]);
}

int main(int argc, char **argv)
{
	long time[6] = { CLOCK_MONOTONIC, (long)&seen };
	long block[6] = { DISK0, (long)page, sizeof(page), 0 };

	gate = address_in(GATE_FILE);
	if (!gate && argc > 1)
		block[0] = open(argv[1], O_RDONLY);
	measure("clock_gettime", SYS_clock_gettime, time);
	measure("pread64-4-KiB", SYS_pread64, block);
	return 0;
}
