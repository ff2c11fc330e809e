/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tracer: runs one machine and watches it from outside, call by call, by ptrace. It believes nothing that the machine
 * says of itself, except the gate's address.
 *
 * Takes the options of `start`. From the first instruction on, every entry into the host kernel is seen. The seal is
 * the moment the machine's own seccomp call succeeds. After it, each entry must be one of these:
 *
 *   a host call     from the gate, one of the twelve
 *   a refused call  from the gate, not one of the twelve (or with wild arguments), answered with EPERM
 *   a guest call    from anywhere else, not carried out by the host but sent back as SIGSYS
 *
 * Anything else is a violation. At the end the calls seen are compared with those that the machine claims.
 * Exit code: 0 as it must be, 1 a violation, 2 the claim differs, 3 the machine did not get as far as the seal.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "machine.h"
#include "options.h"
#include "report.h"

#define SYSCALL_STOP (SIGTRAP | 0x80)
#define MOST_VIOLATIONS 20
#define NUMBERS 512
#define VSYSCALL_PAGE 0xffffffffff600ULL
#define URETPROBE 335
#define UPROBE 336
#define ERESTARTSYS 512 /* these two are not for user space, but ptrace shows them */
#define ERESTART_RESTARTBLOCK 516

/* What the entry being served is. */
enum entry { NOTHING, BEFORE_SEAL, FROM_GATE, REFUSED, FROM_GUEST };

struct watch {
	struct machine machine;
	unsigned long long gate; /* address after its `syscall` */
	bool sealed;
	enum entry entry;
	long number;
	unsigned long long address;
	bool owes_sigsys;
	unsigned long before_seal, host_calls, refused, guest_calls, violations;
	unsigned long counts[DOZEN_MAX_HOST_CALLS];
	unsigned char refused_numbers[NUMBERS];
};

static int row_of(long number)
{
	for (int i = 0; i < host_call_count; i++) {
		if (host_calls[i].number == number)
			return i;
	}
	return -1;
}

static void violation(struct watch *watch, const char *what)
{
	if (watch->violations++ < MOST_VIOLATIONS)
		fprintf(stderr, "tracer: VIOLATION: %s: call %ld at %#llx\r\n", what, watch->number, watch->address);
}

/* The started program of machine_plan.through: lets itself be traced, then becomes the machine. */
static int become_traced(char **argv)
{
	static char *const no_environment[] = { NULL };
	char *program = argv[1];

	if (ptrace(PTRACE_TRACEME, 0, NULL, NULL))
		return DOZEN_EXIT_START;
	argv[1] = (char *)"dozen-vm";
	execve(program, argv + 1, no_environment);
	return DOZEN_EXIT_START;
}

static void enter(struct watch *watch, const struct __ptrace_syscall_info *info)
{
	int row;

	watch->number = (long)info->entry.nr;
	watch->address = info->instruction_pointer;
	if (!watch->sealed) {
		watch->entry = BEFORE_SEAL;
		watch->before_seal++;
		return;
	}
	if (watch->owes_sigsys)
		violation(watch, "the guest call before this one was not sent back");
	watch->owes_sigsys = false;
	if (watch->address != watch->gate) {
		watch->entry = FROM_GUEST;
		return;
	}
	row = row_of(watch->number);
	watch->entry = row < 0 ? REFUSED : FROM_GATE;
	if (row < 0)
		return;
	watch->counts[row]++;
	watch->host_calls++;
}

static void leave(struct watch *watch, const struct __ptrace_syscall_info *info)
{
	/* ENXIO: the one number that the host kernel keeps out of filters and refuses by itself */
	bool refused = info->exit.is_error &&
		       (info->exit.rval == -EPERM || (watch->number == UPROBE && info->exit.rval == -ENXIO));

	switch (watch->entry) {
	case BEFORE_SEAL:
		if (watch->number == SYS_seccomp && info->exit.rval >= 0) {
			watch->sealed = true;
			watch->gate = watch->machine.control->gate_address + 2;
		}
		break;
	case REFUSED:
		if (info->exit.is_error && info->exit.rval <= -ERESTARTSYS && info->exit.rval >= -ERESTART_RESTARTBLOCK)
			break; /* a signal came while it waited for its refusal; it will be tried again */
		if (!refused && watch->number != URETPROBE) /* answered with SIGILL */
			violation(watch, "from the gate, not one of the twelve, and not refused");
		watch->refused++;
		watch->refused_numbers[watch->number & (NUMBERS - 1)] = 1;
		break;
	case FROM_GUEST:
		watch->owes_sigsys = true;
		break;
	default:
		break;
	}
	watch->entry = NOTHING;
}

/* Returns the signal to hand on. */
static int signalled(struct watch *watch, int number)
{
	siginfo_t info;

	if (number != SIGSYS || !watch->sealed)
		return number;
	if (ptrace(PTRACE_GETSIGINFO, watch->machine.pid, NULL, &info))
		return number;
	if (info.si_code != 1 /* SYS_SECCOMP */)
		return number;
	if ((unsigned long long)(uintptr_t)info.si_call_addr >> 12 == VSYSCALL_PAGE)
		; /* the host emulates this page without an entry that a tracer sees, but asks the filter first */
	else if (!watch->owes_sigsys)
		violation(watch, "SIGSYS without a call");
	else if ((unsigned long long)(uintptr_t)info.si_call_addr != watch->address)
		violation(watch, "SIGSYS for another address than the call's");
	watch->owes_sigsys = false;
	watch->guest_calls++;
	return number;
}

static void syscall_stop(struct watch *watch)
{
	struct __ptrace_syscall_info info;

	memset(&info, 0, sizeof(info));
	if (ptrace(PTRACE_GET_SYSCALL_INFO, watch->machine.pid, sizeof(info), &info) < 0)
		return;
	if (info.op == PTRACE_SYSCALL_INFO_ENTRY)
		enter(watch, &info);
	else if (info.op == PTRACE_SYSCALL_INFO_EXIT)
		leave(watch, &info);
}

/* Follows the process to its end. Returns its wait status. */
static int follow(struct watch *watch)
{
	pid_t pid = watch->machine.pid;
	bool first = true;
	int status;

	while (waitpid(pid, &status, __WALL) == pid && WIFSTOPPED(status)) {
		int hand_on = 0;

		if (first) {
			ptrace(PTRACE_SETOPTIONS, pid, NULL, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL);
			first = false;
		} else if (WSTOPSIG(status) == SYSCALL_STOP) {
			syscall_stop(watch);
		} else {
			hand_on = signalled(watch, WSTOPSIG(status));
		}
		ptrace(PTRACE_SYSCALL, pid, NULL, hand_on);
	}
	return status;
}

/* The machine's console and its refused calls, looked after while the main thread waits for stops. */
static void *attend(void *argument)
{
	struct watch *watch = argument;
	struct machine *machine = &watch->machine;
	bool console_open = true, input_open = true;
	char bytes[65536];

	while (console_open) {
		struct pollfd fds[] = {
			{ machine->console, POLLIN, 0 },
			{ machine->listener, POLLIN, 0 },
			{ machine->messages, POLLIN, 0 },
			{ input_open ? STDIN_FILENO : -1, POLLIN, 0 },
		};
		struct machine_refusal refusal;
		ssize_t count;

		poll(fds, 4, 1);
		machine->control->ring_tail = machine->control->ring_head;
		if (machine->listener < 0)
			machine_take_listener(machine);
		if (fds[1].revents & POLLIN)
			machine_answer_refusal(machine, &refusal);
		if (fds[2].revents & POLLIN) {
			count = read(machine->messages, bytes, sizeof(bytes));
			if (count > 0)
				fwrite(bytes, 1, (size_t)count, stderr);
		}
		if (fds[3].revents) {
			count = read(STDIN_FILENO, bytes, sizeof(bytes));
			input_open = count > 0 && write(machine->console, bytes, (size_t)count) == count;
		}
		if (!(fds[0].revents & (POLLIN | POLLHUP)))
			continue;
		count = read(machine->console, bytes, sizeof(bytes));
		if (count <= 0)
			console_open = false;
		else
			fwrite(bytes, 1, (size_t)count, stdout);
	}
	fflush(stdout);
	return NULL;
}

/* Returns whether the machine claims what was seen. */
static bool compare(const struct watch *watch)
{
	const struct dozen_control *control = watch->machine.control;
	bool same = true;

	fprintf(stderr, "%-16s %12s %12s\n", "host call", "seen", "claimed");
	for (int i = 0; i < host_call_count; i++) {
		unsigned long claimed = control->host_count[i];
		bool row_same = claimed == watch->counts[i];

		fprintf(stderr, "%-16s %12lu %12lu%s\n", host_calls[i].name, watch->counts[i], claimed,
			row_same ? "" : "   DIFFERS");
		same &= row_same;
	}
	return same;
}

static int conclude(const struct watch *watch)
{
	bool same = compare(watch);
	int names = 0;

	for (int i = 0; i < NUMBERS; i++)
		names += watch->refused_numbers[i];
	fprintf(stderr, "tracer: %lu calls before the seal, then %lu host calls, %lu guest calls by SIGSYS\n",
		watch->before_seal, watch->host_calls, watch->guest_calls);
	fprintf(stderr, "tracer: %lu calls refused, %d different numbers\n", watch->refused, names);
	if (!watch->sealed) {
		fprintf(stderr, "tracer: the machine was never sealed\n");
		return 3;
	}
	if (watch->violations) {
		fprintf(stderr, "tracer: %lu violations\n", watch->violations);
		return 1;
	}
	fprintf(stderr, "tracer: after the seal only calls of the twelve were made, at the gate %#llx\n",
		watch->gate - 2);
	if (!same) {
		fprintf(stderr, "tracer: the machine's claim differs from what was seen\n");
		return 2;
	}
	return 0;
}

int main(int argc, char **argv)
{
	struct options options = { 0 };
	struct watch watch = { 0 };
	pthread_t attendant;
	const char *step;
	int error, status;

	if (!strcmp(argv[0], MACHINE_THROUGH))
		return become_traced(argv);
	if (options_parse(argc, argv, &options)) {
		fprintf(stderr, OPTIONS_USAGE, "tracer");
		return 64;
	}
	options.plan.through = "/proc/self/exe";
	error = machine_start(&options.plan, &watch.machine, &step);
	if (error) {
		fprintf(stderr, "tracer: cannot %s: %s\n", step, strerror(-error));
		return DOZEN_EXIT_START;
	}
	if (options.seconds)
		alarm((unsigned int)options.seconds);
	pthread_create(&attendant, NULL, attend, &watch);
	status = follow(&watch);
	pthread_join(attendant, NULL);
	report_write(options.report && strcmp(options.report, "-") ? options.report : NULL, &watch.machine, status);
	if (WIFSIGNALED(status)) {
		fprintf(stderr, "tracer: the machine was killed by signal %d\n", WTERMSIG(status));
		watch.violations++;
	}
	status = conclude(&watch);
	machine_release(&watch.machine);
	return status;
}
