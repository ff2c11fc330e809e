/* SPDX-License-Identifier: Apache-2.0 */
/*
 * escape: tries to leave the machine, and says in words what came of it.
 *
 * Each attempt goes straight to the gate, past the guest kernel, with a host call outside the twelve. `escape ring`
 * goes another way: it forges what the machine reports about itself.
 *
 * check: -Inative/build/guest
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>

#include "../abi/dozen_abi.h"
#include "gate.h"

#define FORGED_CALLS 100000
#define FLOOD_CALLS 1000

static const char *const call_names[] = {
#include "call_names.inc"
};

struct attempt {
	const char *name;
	long number;
	long arguments[6];
	const char *tries;
	const char *would_mean;
};

static char shell_path[] = "/bin/sh";
static char secret_path[] = "/etc/passwd";
static char *shell_argv[] = { shell_path, NULL };

static struct attempt attempts[] = {
	{ "socket",
	  SYS_socket,
	  { 2, 1, 0 },
	  "open a network connection from the host",
	  "the machine could talk to your network behind your back" },
	{ "execve",
	  SYS_execve,
	  { (long)shell_path, (long)shell_argv, 0 },
	  "become a shell on the host",
	  "anything you may do on the host, the machine could do" },
	{ "open",
	  SYS_open,
	  { (long)secret_path, 0, 0 },
	  "open the host's /etc/passwd",
	  "the machine could read every file that you can read" },
	{ "ptrace",
	  SYS_ptrace,
	  { 16, 1, 0, 0 },
	  "take hold of another process of the host",
	  "the machine could look into your other programs and change them" },
};

static const char *name_of(long number)
{
	if (number < 0 || number >= (long)(sizeof(call_names) / sizeof(call_names[0])) || !call_names[number])
		return "a number without a name";
	return call_names[number];
}

static const char usage[] =
	"usage: escape socket|execve|open|ptrace    try one host call that a machine must not make\n"
	"       escape gate NUMBER [ARGUMENT]...    try any host call\n"
	"       escape flood [COUNT]                try one that is refused, many times\n"
	"       escape ring                         forge the machine's report of itself\n";

static unsigned long find_gate(void)
{
	unsigned long gate = address_in(GATE_FILE);

	if (!gate)
		fprintf(stderr,
			"escape: cannot read the gate's address from " GATE_FILE "; is this a Dozen machine?\n");
	return gate;
}

/* Returns 0 if the attempt failed, as it must. */
static int tell(long result)
{
	if (result == -EPERM) {
		printf("refused by the host kernel: %s\n", strerror(EPERM));
		return 0;
	}
	if (result < 0 && result >= -4095)
		printf("not refused, but failed: %s\n", strerror((int)-result));
	else
		printf("NOT REFUSED: the host kernel answered %ld (%#lx)\n", result, result);
	return 1;
}

static int try_attempt(const struct attempt *attempt)
{
	unsigned long gate = find_gate();

	if (!gate)
		return 2;
	printf("trying to %s: host call %s (%ld) at the gate %#lx\n", attempt->tries, attempt->name, attempt->number,
	       gate);
	printf("if it worked: %s\n", attempt->would_mean);
	fflush(stdout);
	return tell(host_call(gate, attempt->number, attempt->arguments));
}

static int try_number(int argc, char **argv)
{
	long arguments[6] = { 0 };
	unsigned long gate = find_gate();
	long number;
	char *end;

	if (!gate)
		return 2;
	number = strtol(argv[0], &end, 0);
	if (*end || end == argv[0]) {
		fprintf(stderr, "escape: %s is not a number\n", argv[0]);
		return 2;
	}
	for (int i = 1; i < argc && i <= 6; i++)
		arguments[i - 1] = strtol(argv[i], NULL, 0);
	printf("trying host call %ld, %s, at the gate %#lx\n", number, name_of(number), gate);
	fflush(stdout);
	return tell(host_call(gate, number, arguments));
}

static int try_flood(long count)
{
	static const long none[6];
	unsigned long gate = find_gate();
	long refused = 0;

	if (!gate)
		return 2;
	printf("trying host call getpid (%d) %ld times at the gate %#lx\n", SYS_getpid, count, gate);
	fflush(stdout);
	for (long i = 0; i < count; i++)
		refused += host_call(gate, SYS_getpid, none) == -EPERM;
	printf("%ld of %ld refused by the host kernel\n", refused, count);
	return refused != count;
}

/* Claims host calls that nobody made: in the counters, and as records in the ring. */
static int forge(void)
{
	struct dozen_control *control = (struct dozen_control *)address_in(REGION_FILE);
	struct dozen_record *ring;
	unsigned int records;

	if (!control) {
		fprintf(stderr,
			"escape: cannot read the region's address from " REGION_FILE "; is this a Dozen machine?\n");
		return 2;
	}
	printf("forging: %d reads that nobody made, in the counters and in the trace ring at %p\n", FORGED_CALLS,
	       (void *)control);
	records = control->ring_records;
	ring = (struct dozen_record *)((char *)control + 3 * DOZEN_PAGE);
	for (int i = 0; records && i < FORGED_CALLS; i++) {
		DZ_U64 number = control->ring_head;
		struct dozen_record *record = &ring[number & (records - 1)];

		record->tsc = __builtin_ia32_rdtsc();
		record->argument = (DZ_U64)4096 << 8;
		record->ticks = 1000;
		record->result = 4096;
		record->guest_pid = 1;
		record->guest_call = SYS_read;
		record->row = 0;
		record->lap = (DZ_U8)(number / records + 1);
		__atomic_store_n(&control->ring_head, number + 1, __ATOMIC_RELEASE);
	}
	control->host_count[0] += FORGED_CALLS;
	control->host_bytes[0] += FORGED_CALLS * 4096ULL;
	printf("done: the machine now claims them. Its report cannot be trusted, and need not be: the host kernel has counted too.\n");
	return 0;
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		fputs(usage, stderr);
		return 2;
	}
	for (size_t i = 0; i < sizeof(attempts) / sizeof(attempts[0]); i++) {
		if (!strcmp(argv[1], attempts[i].name))
			return try_attempt(&attempts[i]);
	}
	if (!strcmp(argv[1], "gate") && argc > 2)
		return try_number(argc - 2, argv + 2);
	if (!strcmp(argv[1], "flood"))
		return try_flood(argc > 2 ? atol(argv[2]) : FLOOD_CALLS);
	if (!strcmp(argv[1], "ring"))
		return forge();
	fputs(usage, stderr);
	return 2;
}
