/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Starting one machine from C: the small side of the contract in ../abi/dozen_abi.h, shared by the starter, the
 * outside tracer and the benchmarks. The product's own starter is the Java library; this one needs no JVM.
 */
#ifndef DOZEN_TESTS_MACHINE_H
#define DOZEN_TESTS_MACHINE_H

#include <stdbool.h>
#include <sys/types.h>

#include "../abi/dozen_abi.h"

#define MACHINE_WORDS 64
#define MACHINE_OPTIONS 8
#define MACHINE_THROUGH "start-through" /* argv[0] of machine_plan.through */

/* What to start. Strings belong to the caller and must outlive machine_start(). */
struct machine_plan {
	const char *program;
	const char *through; /* a program that is started instead and execs its arguments, or NULL */
	const char *memory;  /* "64M" */
	const char *command; /* what init runs, or NULL */
	const char *refuse;  /* notify, error or kill */
	const char *time;    /* vdso or call */
	const char *trace;   /* ring or counts */
	unsigned int ring_records;
	unsigned short columns;
	unsigned short rows;
	const char *disks[DOZEN_MAX_DISKS];
	bool readonly[DOZEN_MAX_DISKS];
	int disk_count;
	char *options[MACHINE_OPTIONS]; /* more of the machine's own "key=value", NULL-terminated */
	char *words[MACHINE_WORDS];	/* guest kernel command line, NULL-terminated */
};

/* A started machine. Descriptors are -1 when there is none. */
struct machine {
	pid_t pid;
	int pidfd;
	int console;
	int messages;
	int listener;
	struct dozen_control *control;
	const DZ_U64 *guest_counts;
	const struct dozen_record *ring;
	unsigned int ring_records;
	size_t region_bytes;
};

struct machine_refusal {
	int number;
	unsigned int pid;
	unsigned long long address;
	unsigned long long arguments[6];
};

struct host_call {
	int number;
	const char *name;
};

extern const struct host_call host_calls[];
extern const int host_call_count;

void machine_plan_defaults(struct machine_plan *plan);

/* All functions return 0 or a negative errno. On failure *step, where given, names what failed. */
int machine_start(const struct machine_plan *plan, struct machine *machine, const char **step);

/* Fetches the refused-call listener once the machine has published it; -EAGAIN before that, -ENOENT if it has none. */
int machine_take_listener(struct machine *machine);

/* Takes one refused call from the listener, answers it with EPERM and tells what it was. */
int machine_answer_refusal(struct machine *machine, struct machine_refusal *refusal);

/* Sets request bits and gets the machine's attention. */
int machine_request(struct machine *machine, unsigned int bits);
int machine_resize(struct machine *machine, unsigned short columns, unsigned short rows);

void machine_release(struct machine *machine);

#endif
