/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DOZEN_TESTS_REPORT_H
#define DOZEN_TESTS_REPORT_H

#include "machine.h"

/* Nanoseconds per tick of the time stamp counter, 0 while unknown. */
double report_tick_ns(const struct dozen_control *control);

/* Writes the control page in words, one "name value" per line; path "-" is standard error, NULL nowhere. */
int report_write(const char *path, const struct machine *machine, int wait_status);

#endif
