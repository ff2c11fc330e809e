/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A guest test program keeps one promise. It prints one line that the host side looks for,
 *
 *     kept: SENTENCE          or          BROKEN: SENTENCE
 *
 * after a line for each expectation that was not met, and exits with 0 or 1.
 */
#ifndef DOZEN_TESTS_PROMISE_H
#define DOZEN_TESTS_PROMISE_H

#include <errno.h>
#include <stdio.h>
#include <string.h>

static int promise_broken;

#define EXPECT(condition)                                                                                             \
	do {                                                                                                          \
		if (!(condition)) {                                                                                   \
			int promise_errno = errno;                                                                    \
			printf("  %s:%d: not so: %s (errno %d, %s)\n", __FILE__, __LINE__, #condition, promise_errno, \
			       strerror(promise_errno));                                                              \
			promise_broken = 1;                                                                           \
		}                                                                                                     \
	} while (0)

static inline int promise(const char *sentence)
{
	printf("%s: %s\n", promise_broken ? "BROKEN" : "kept", sentence);
	fflush(stdout);
	return promise_broken;
}

#endif
