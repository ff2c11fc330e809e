/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "report.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

static const char *const milestone_names[DOZEN_MILESTONES] = {
	[DOZEN_AT_ENTRY] = "entry",	    [DOZEN_AT_MAPPED] = "mapped",
	[DOZEN_AT_HARDENED] = "hardened",   [DOZEN_AT_SEALED] = "sealed",
	[DOZEN_AT_KERNEL] = "kernel",	    [DOZEN_AT_MEMORY] = "memory",
	[DOZEN_AT_INITCALLS] = "initcalls", [DOZEN_AT_ROOT] = "root",
	[DOZEN_AT_INIT] = "init",	    [DOZEN_AT_CONSOLE_READ] = "console-read",
	[DOZEN_AT_HALT] = "halt",
};

static const char *word(const char *const *words, unsigned int count, unsigned int index)
{
	return index < count ? words[index] : "unknown";
}

static void write_end(FILE *out, const struct dozen_control *control, int status)
{
	static const char *const states[] = { "new", "starting", "sealed", "running", "halting", "ended" };
	static const char *const endings[] = { "none", "poweroff", "reboot", "panic", "start" };

	if (WIFSIGNALED(status))
		fprintf(out, "process          killed by signal %d\n", WTERMSIG(status));
	else
		fprintf(out, "process          exit code %d\n", WEXITSTATUS(status));
	fprintf(out, "state            %s\n", word(states, 6, control->state));
	fprintf(out, "ending           %s\n", word(endings, 5, control->ending));
	if (control->exit_status & 0x100)
		fprintf(out, "command-status   %u\n", control->exit_status & 0xff);
	if (control->message[0])
		fprintf(out, "message          %.255s\n", control->message);
}

static void write_times(FILE *out, const struct dozen_control *control)
{
	DZ_U64 begin = control->milestone_ns[DOZEN_AT_ENTRY];

	for (int i = 1; i < DOZEN_MILESTONES; i++) {
		if (milestone_names[i] && control->milestone_ns[i])
			fprintf(out, "at-%-13s %.3f ms\n", milestone_names[i],
				(double)(long long)(control->milestone_ns[i] - begin) / 1e6);
	}
	fprintf(out, "idle             %.3f ms\n", (double)control->idle_ns / 1e6);
}

double report_tick_ns(const struct dozen_control *control)
{
	DZ_U64 ticks = control->tsc1 - control->tsc0;

	return ticks ? (double)(control->ns1 - control->ns0) / (double)ticks : 0;
}

static void write_calls(FILE *out, const struct machine *machine)
{
	const struct dozen_control *control = machine->control;
	double nanoseconds = report_tick_ns(control);

	for (int i = 0; i < host_call_count; i++)
		fprintf(out, "host-call        %-14s %10llu calls %10.3f ms %12llu bytes %6llu errors\n",
			host_calls[i].name, (unsigned long long)control->host_count[i],
			(double)control->host_ticks[i] * nanoseconds / 1e6, (unsigned long long)control->host_bytes[i],
			(unsigned long long)control->host_errors[i]);
	for (int i = 0; i < DOZEN_GUEST_CALLS; i++) {
		if (machine->guest_counts[i])
			fprintf(out, "guest-call       %-14d %10llu calls\n", i,
				(unsigned long long)machine->guest_counts[i]);
	}
}

int report_write(const char *path, const struct machine *machine, int wait_status)
{
	const struct dozen_control *control = machine->control;
	FILE *file = NULL;
	FILE *out = stderr;

	if (!path)
		return 0;
	if (strcmp(path, "-")) {
		file = fopen(path, "we");
		if (!file)
			return -errno;
		out = file;
	}
	write_end(out, control, wait_status);
	fprintf(out, "features         %s%s%s%s\n", control->features & DOZEN_FEATURE_FSGSBASE ? "fsgsbase " : "",
		control->features & DOZEN_FEATURE_VDSO_TIME ? "vdso-time " : "",
		control->features & DOZEN_FEATURE_LANDLOCK ? "landlock " : "",
		control->features & DOZEN_FEATURE_STRICT ? "strict" : "");
	fprintf(out, "gate             %#llx\n", (unsigned long long)control->gate_address);
	fprintf(out, "image-and-memory %#llx %#llx %#llx\n", (unsigned long long)control->image_begin,
		(unsigned long long)control->ram_begin, (unsigned long long)control->ram_end);
	fprintf(out, "memory           %llu KiB, %llu KiB free\n", (unsigned long long)control->memory_total >> 10,
		(unsigned long long)control->memory_free >> 10);
	fprintf(out, "guest-calls      %llu, %llu by trap, %llu sites rewritten\n",
		(unsigned long long)control->guest_calls, (unsigned long long)control->guest_traps,
		(unsigned long long)control->sites_rewritten);
	fprintf(out, "switches         %llu\n", (unsigned long long)control->context_switches);
	fprintf(out, "signals          %llu\n", (unsigned long long)control->signals);
	fprintf(out, "ring             %llu records, %llu lost\n", (unsigned long long)control->ring_head,
		(unsigned long long)control->ring_lost);
	write_times(out, control);
	write_calls(out, machine);
	if (file && fclose(file))
		return -errno;
	return 0;
}
