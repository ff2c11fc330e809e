/* SPDX-License-Identifier: Apache-2.0 */
/* The command line that the programs which start one machine have in common. */
#ifndef DOZEN_TESTS_OPTIONS_H
#define DOZEN_TESTS_OPTIONS_H

#include "machine.h"

#define OPTIONS_USAGE                                                                                                                          \
	"usage: %s [-m memory] [-c command] [-k] [-e] [-T] [-C] [-r report] [-q] [-l log] [-t seconds] [-o key=value] dozen-vm image[:ro]... " \
	"[-- kernel words]\n"

struct options {
	struct machine_plan plan;
	const char *report; /* where to, "-" for standard error, NULL for nowhere */
	const char *log;    /* where to write a line per host call, NULL for nowhere */
	int seconds;	    /* 0: no limit */
};

/* Returns 0, or a negative errno for a line that makes no sense. */
int options_parse(int argc, char **argv, struct options *options);

#endif
