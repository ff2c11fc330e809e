/* SPDX-License-Identifier: Apache-2.0 */
/* Helpers of the programs that compute without making system calls. */
#ifndef DOZEN_TESTS_SPIN_H
#define DOZEN_TESTS_SPIN_H

#include <spawn.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

extern char **environ;

static inline long long now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static inline void sleep_ms(long ms)
{
	struct timespec time = { ms / 1000, ms % 1000 * 1000000 };

	nanosleep(&time, NULL);
}

/* Starts this program again with one argument more. */
static inline pid_t start_self(const char *word, const char *more)
{
	char *argv[] = { (char *)"self", (char *)word, (char *)more, NULL };
	pid_t pid;

	return posix_spawn(&pid, "/proc/self/exe", NULL, NULL, argv, environ) ? -1 : pid;
}

#endif
