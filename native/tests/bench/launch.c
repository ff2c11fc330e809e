/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How long starting takes, and what an idle machine weighs. Prints lines
 *
 *     NAME MEDIAN MINIMUM          in microseconds, or KiB for `idle-...`
 *
 * launch starts RUNS NAME PROGRAM [ARGUMENT]...     any program, its output counted as "to first byte"
 * launch machine RUNS NAME [option]... dozen-vm image [-- word]...     a machine, options as for `start`
 * launch prompt RUNS NAME [option]... dozen-vm image [-- word]...      a machine until its first output, then powered off
 * launch idle NAME [option]... dozen-vm image [-- word]...             its memory once it waits at the prompt
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../machine.h"
#include "../options.h"

extern char **environ;

#define MOST_RUNS 1000
#define IDLE_SECONDS 2

struct times {
	double first_byte[MOST_RUNS];
	double end[MOST_RUNS];
	int count;
};

static double now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int by_value(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return a < b ? -1 : a > b;
}

static void print_row(const char *name, const char *what, double *values, int count)
{
	qsort(values, (size_t)count, sizeof(*values), by_value);
	printf("%s%s %.0f %.0f\n", name, what, values[count / 2], values[0]);
}

static void print_times(const char *name, struct times *times)
{
	print_row(name, "-to-first-byte", times->first_byte, times->count);
	print_row(name, "-to-exit", times->end, times->count);
}

/* Reads until the other side is closed; tells when the first byte came. */
static double drain(int fd)
{
	char bytes[4096];
	double first = 0;

	for (;;) {
		ssize_t count = read(fd, bytes, sizeof(bytes));

		if (count <= 0)
			return first;
		if (!first)
			first = now_us();
	}
}

static int one_start(char **argv, double *first, double *end)
{
	posix_spawn_file_actions_t actions;
	int ends[2], status, error;
	double begun;
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC))
		return -errno;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
	begun = now_us();
	error = posix_spawn(&pid, argv[0], &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	close(ends[1]);
	if (error)
		return -error;
	*first = drain(ends[0]) - begun;
	waitpid(pid, &status, 0);
	*end = now_us() - begun;
	close(ends[0]);
	return 0;
}

static int measure_starts(int runs, const char *name, char **argv)
{
	static struct times times;

	for (int i = -3; i < runs; i++) {
		int at = i < 0 ? 0 : i;
		int error = one_start(argv, &times.first_byte[at], &times.end[at]);

		if (error)
			return error;
	}
	times.count = runs;
	print_times(name, &times);
	return 0;
}

static int one_machine(const struct machine_plan *plan, double *first, double *end, double *milestones)
{
	struct machine machine;
	const char *step;
	double begun = now_us(), byte;
	int error = machine_start(plan, &machine, &step), status;

	if (error) {
		fprintf(stderr, "launch: cannot %s: %s\n", step, strerror(-error));
		return error;
	}
	byte = drain(machine.console);
	waitpid(machine.pid, &status, 0);
	*end = now_us() - begun;
	*first = byte ? byte - begun : *end;
	for (int i = 0; i < DOZEN_MILESTONES; i++)
		milestones[i] =
			machine.control->milestone_ns[i] ? (double)machine.control->milestone_ns[i] / 1e3 - begun : 0;
	machine_release(&machine);
	return status ? -EPROTO : 0;
}

static int measure_machine(int runs, const char *name, const struct machine_plan *plan)
{
	static const char *const words[] = { "entry",  "mapped",    "hardened", "sealed", "kernel",
					     "memory", "initcalls", "root",	"init",	  NULL };
	static double milestones[MOST_RUNS][DOZEN_MILESTONES];
	static double column[MOST_RUNS];
	static struct times times;

	for (int i = -3; i < runs; i++) {
		int at = i < 0 ? 0 : i;
		int error = one_machine(plan, &times.first_byte[at], &times.end[at], milestones[at]);

		if (error)
			return error;
	}
	times.count = runs;
	print_times(name, &times);
	for (int m = 0; words[m]; m++) {
		char what[32];

		for (int i = 0; i < runs; i++)
			column[i] = milestones[i][m];
		snprintf(what, sizeof(what), "-at-%s", words[m]);
		print_row(name, what, column, runs);
	}
	return 0;
}

/* From the start to the first byte of the prompt. */
static int one_prompt(const struct machine_plan *plan, double *first)
{
	struct machine machine;
	const char *step;
	double begun = now_us();
	int error = machine_start(plan, &machine, &step);
	char byte;

	if (error)
		return error;
	if (read(machine.console, &byte, 1) != 1)
		error = -EPROTO;
	*first = now_us() - begun;
	if (error || machine_request(&machine, DOZEN_REQUEST_POWEROFF))
		kill(machine.pid, SIGKILL);
	drain(machine.console);
	waitpid(machine.pid, NULL, 0);
	machine_release(&machine);
	return error;
}

static int measure_prompt(int runs, const char *name, const struct machine_plan *plan)
{
	static double first[MOST_RUNS];

	for (int i = -3; i < runs; i++) {
		int error = one_prompt(plan, &first[i < 0 ? 0 : i]);

		if (error)
			return error;
	}
	print_row(name, "", first, runs);
	return 0;
}

/* Resident KiB of the mappings inside and outside the guest's memory. */
static int weigh(const struct machine *machine, long *inside, long *outside)
{
	unsigned long begin = 0, end = 0;
	char path[64], line[512];
	FILE *maps;
	long size;

	snprintf(path, sizeof(path), "/proc/%d/smaps", machine->pid);
	maps = fopen(path, "re");
	if (!maps)
		return -errno;
	*inside = *outside = 0;
	while (fgets(line, sizeof(line), maps)) {
		if (sscanf(line, "%lx-%lx ", &begin, &end) == 2)
			continue;
		if (sscanf(line, "Rss: %ld kB", &size) != 1)
			continue;
		if (begin >= machine->control->ram_begin && end <= machine->control->ram_end)
			*inside += size;
		else
			*outside += size;
	}
	fclose(maps);
	return 0;
}

static int measure_idle(const char *name, const struct machine_plan *plan)
{
	struct machine machine;
	const char *step;
	long inside = 0, outside = 0;
	int error = machine_start(plan, &machine, &step);

	if (error)
		return error;
	for (int i = 0; i < IDLE_SECONDS * 10; i++) {
		struct pollfd one = { machine.console, POLLIN, 0 };
		char bytes[4096];

		if (poll(&one, 1, 100) == 1 && read(machine.console, bytes, sizeof(bytes)) <= 0)
			break;
	}
	error = weigh(&machine, &inside, &outside);
	if (!error)
		printf("%s-in-guest-memory %ld %ld\n%s-beside-guest-memory %ld %ld\n", name, inside, inside, name,
		       outside, outside);
	kill(machine.pid, SIGKILL);
	waitpid(machine.pid, NULL, 0);
	machine_release(&machine);
	return error;
}

static int measure(int argc, char **argv)
{
	bool idle = argc > 3 && !strcmp(argv[1], "idle");
	bool prompt = argc > 1 && !strcmp(argv[1], "prompt");
	struct options options = { 0 };
	int runs, error;

	if (argc > 4 && !strcmp(argv[1], "starts"))
		return measure_starts(atoi(argv[2]), argv[3], argv + 4);
	if (!idle && (argc < 5 || (!prompt && strcmp(argv[1], "machine"))))
		return -EINVAL;
	runs = idle ? 1 : atoi(argv[2]);
	error = options_parse(argc - (idle ? 2 : 3), argv + (idle ? 2 : 3), &options);
	if (error)
		return error;
	if (prompt)
		return measure_prompt(runs, argv[3], &options.plan);
	return idle ? measure_idle(argv[2], &options.plan) : measure_machine(runs, argv[3], &options.plan);
}

int main(int argc, char **argv)
{
	int error;

	if (argc > 2 && strcmp(argv[1], "idle") && (atoi(argv[2]) < 1 || atoi(argv[2]) > MOST_RUNS)) {
		fprintf(stderr, "launch: between 1 and %d runs\n", MOST_RUNS);
		return 2;
	}
	error = measure(argc, argv);
	if (error)
		fprintf(stderr, "launch: %s\n", strerror(-error));
	return error != 0;
}
