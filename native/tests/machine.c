/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "machine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Sources of descriptors are kept above every number they are copied to. */
#define FIRST_FREE_FD (DOZEN_FD_DISK0 + DOZEN_MAX_DISKS)
#define MOST_RING_RECORDS 4194304u

const struct host_call host_calls[] = {
#include "host_calls.inc"
};
const int host_call_count = sizeof(host_calls) / sizeof(host_calls[0]);

/* The machine's ends of everything, before they get their final numbers. */
struct handover {
	int console;
	int messages;
	int region;
	int disks[DOZEN_MAX_DISKS];
};

void machine_plan_defaults(struct machine_plan *plan)
{
	memset(plan, 0, sizeof(*plan));
	plan->memory = "64M";
	plan->refuse = "notify";
	plan->time = "vdso";
	plan->trace = "ring";
	plan->ring_records = 16384;
}

static int raised(int fd)
{
	int high;

	if (fd < 0)
		return -errno;
	high = fcntl(fd, F_DUPFD_CLOEXEC, FIRST_FREE_FD);
	if (high < 0) {
		int error = -errno;

		close(fd);
		return error;
	}
	close(fd);
	return high;
}

static void close_if_open(int fd)
{
	if (fd >= 0)
		close(fd);
}

static int check_plan(const struct machine_plan *plan)
{
	unsigned int records = plan->ring_records;

	if (plan->disk_count < 0 || plan->disk_count > DOZEN_MAX_DISKS)
		return -EINVAL;
	if (records && (records < 64 || records > MOST_RING_RECORDS || (records & (records - 1))))
		return -EINVAL;
	if (plan->command && strlen(plan->command) >= DOZEN_TEXT_BYTES)
		return -E2BIG;
	return 0;
}

static int make_region(const struct machine_plan *plan, struct machine *machine, struct handover *out)
{
	size_t bytes = 3 * DOZEN_PAGE + (size_t)plan->ring_records * sizeof(struct dozen_record);
	struct dozen_control *control;
	char *base;

	bytes = (bytes + DOZEN_PAGE - 1) & ~(size_t)(DOZEN_PAGE - 1);
	out->region = raised(memfd_create("dozen", MFD_CLOEXEC | MFD_ALLOW_SEALING));
	if (out->region < 0)
		return out->region;
	if (ftruncate(out->region, (off_t)bytes) ||
	    fcntl(out->region, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL))
		return -errno;
	base = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, out->region, 0);
	if (base == MAP_FAILED)
		return -errno;
	control = (struct dozen_control *)base;
	machine->control = control;
	machine->region_bytes = bytes;
	machine->ring_records = plan->ring_records;
	machine->guest_counts = (const DZ_U64 *)(base + DOZEN_PAGE);
	machine->ring = (const struct dozen_record *)(base + 3 * DOZEN_PAGE);
	control->magic = DOZEN_ABI_MAGIC;
	control->version = DOZEN_ABI_VERSION;
	control->region_bytes = (DZ_U32)bytes;
	control->ring_records = plan->ring_records;
	control->columns = plan->columns;
	control->rows = plan->rows;
	if (plan->command)
		strcpy(base + 2 * DOZEN_PAGE, plan->command);
	if (getrandom(control->seed, sizeof(control->seed), 0) != sizeof(control->seed))
		return -EIO;
	return 0;
}

static int make_console(struct machine *machine, struct handover *out)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends))
		return -errno;
	machine->console = ends[0];
	out->console = raised(ends[1]);
	return out->console < 0 ? out->console : 0;
}

static int make_messages(struct machine *machine, struct handover *out)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC))
		return -errno;
	machine->messages = ends[0];
	out->messages = raised(ends[1]);
	return out->messages < 0 ? out->messages : 0;
}

static int open_disks(const struct machine_plan *plan, struct handover *out)
{
	for (int i = 0; i < plan->disk_count; i++) {
		int mode = plan->readonly[i] ? O_RDONLY : O_RDWR;

		out->disks[i] = raised(open(plan->disks[i], mode | O_CLOEXEC));
		if (out->disks[i] < 0)
			return out->disks[i];
	}
	return 0;
}

static int spawn_with(const struct machine_plan *plan, const struct handover *ends, char **argv, pid_t *pid)
{
	static char *const no_environment[] = { NULL };
	posix_spawn_file_actions_t actions;
	int error = posix_spawn_file_actions_init(&actions);

	if (error)
		return -error;
	error = posix_spawn_file_actions_adddup2(&actions, ends->console, DOZEN_FD_CONSOLE_IN);
	if (!error)
		error = posix_spawn_file_actions_adddup2(&actions, ends->console, DOZEN_FD_CONSOLE_OUT);
	if (!error)
		error = posix_spawn_file_actions_adddup2(&actions, ends->messages, DOZEN_FD_MESSAGES);
	if (!error)
		error = posix_spawn_file_actions_adddup2(&actions, ends->region, DOZEN_FD_SHARED);
	for (int i = 0; !error && i < plan->disk_count; i++)
		error = posix_spawn_file_actions_adddup2(&actions, ends->disks[i], DOZEN_FD_DISK0 + i);
	if (!error)
		error = posix_spawn(pid, plan->through ? plan->through : plan->program, &actions, NULL, argv,
				    no_environment);
	posix_spawn_file_actions_destroy(&actions);
	return -error;
}

static int spawn(const struct machine_plan *plan, struct machine *machine, const struct handover *ends)
{
	char memory[64], disks[32], refuse[32], time[32], trace[32], readonly[64] = "readonly=";
	char *argv[MACHINE_WORDS + MACHINE_OPTIONS + 16];
	int argc = 0;
	int error;

	snprintf(memory, sizeof(memory), "memory=%s", plan->memory);
	snprintf(disks, sizeof(disks), "disks=%d", plan->disk_count);
	snprintf(refuse, sizeof(refuse), "refuse=%s", plan->refuse);
	snprintf(time, sizeof(time), "time=%s", plan->time);
	snprintf(trace, sizeof(trace), "trace=%s", plan->trace);
	if (plan->through)
		argv[argc++] = (char *)MACHINE_THROUGH;
	argv[argc++] = (char *)(plan->through ? plan->program : "dozen-vm");
	argv[argc++] = memory;
	argv[argc++] = disks;
	argv[argc++] = refuse;
	argv[argc++] = time;
	argv[argc++] = trace;
	for (int i = 0; i < plan->disk_count; i++) {
		size_t used = strlen(readonly);
		bool first = readonly[used - 1] == '=';

		if (plan->readonly[i])
			snprintf(readonly + used, sizeof(readonly) - used, "%s%d", first ? "" : ",", i);
	}
	if (readonly[strlen(readonly) - 1] != '=')
		argv[argc++] = readonly;
	for (int i = 0; i < MACHINE_OPTIONS && plan->options[i]; i++)
		argv[argc++] = plan->options[i];
	argv[argc++] = (char *)"--";
	for (int i = 0; i < MACHINE_WORDS && plan->words[i]; i++)
		argv[argc++] = plan->words[i];
	argv[argc] = NULL;
	error = spawn_with(plan, ends, argv, &machine->pid);
	if (error)
		return error;
	machine->pidfd = (int)syscall(SYS_pidfd_open, machine->pid, 0);
	return machine->pidfd < 0 ? -errno : 0;
}

int machine_start(const struct machine_plan *plan, struct machine *machine, const char **step)
{
	struct handover ends = { -1, -1, -1, { -1, -1, -1, -1, -1, -1, -1, -1 } };
	int error;

	memset(machine, 0, sizeof(*machine));
	machine->pidfd = machine->console = machine->messages = machine->listener = -1;
	*step = "check the plan";
	error = check_plan(plan);
	if (!error) {
		*step = "make the shared region";
		error = make_region(plan, machine, &ends);
	}
	if (!error) {
		*step = "make the console";
		error = make_console(machine, &ends);
	}
	if (!error) {
		*step = "make the message pipe";
		error = make_messages(machine, &ends);
	}
	if (!error) {
		*step = "open the disks";
		error = open_disks(plan, &ends);
	}
	if (!error) {
		*step = "start the machine";
		error = spawn(plan, machine, &ends);
	}
	close_if_open(ends.console);
	close_if_open(ends.messages);
	close_if_open(ends.region);
	for (int i = 0; i < DOZEN_MAX_DISKS; i++)
		close_if_open(ends.disks[i]);
	if (error)
		machine_release(machine);
	return error;
}

int machine_take_listener(struct machine *machine)
{
	volatile struct dozen_control *control = machine->control;
	DZ_U32 fd;
	int copy;

	if (control->state < DOZEN_STATE_SEALED)
		return -EAGAIN;
	fd = control->listener_fd;
	if (!fd)
		return -ENOENT;
	copy = (int)syscall(SYS_pidfd_getfd, machine->pidfd, (int)fd, 0);
	if (copy < 0)
		return -errno;
	machine->listener = copy;
	return 0;
}

int machine_answer_refusal(struct machine *machine, struct machine_refusal *refusal)
{
	struct seccomp_notif call;
	struct seccomp_notif_resp answer;

	memset(&call, 0, sizeof(call));
	if (ioctl(machine->listener, SECCOMP_IOCTL_NOTIF_RECV, &call))
		return -errno;
	memset(&answer, 0, sizeof(answer));
	answer.id = call.id;
	answer.error = -EPERM;
	refusal->number = call.data.nr;
	refusal->pid = call.pid;
	refusal->address = call.data.instruction_pointer;
	for (int i = 0; i < 6; i++)
		refusal->arguments[i] = call.data.args[i];
	if (ioctl(machine->listener, SECCOMP_IOCTL_NOTIF_SEND, &answer))
		return -errno;
	return 0;
}

int machine_request(struct machine *machine, unsigned int bits)
{
	__atomic_or_fetch(&machine->control->request, bits, __ATOMIC_SEQ_CST);
	if (syscall(SYS_pidfd_send_signal, machine->pidfd, DOZEN_ATTENTION_SIGNAL, NULL, 0))
		return -errno;
	return 0;
}

int machine_resize(struct machine *machine, unsigned short columns, unsigned short rows)
{
	machine->control->columns = columns;
	machine->control->rows = rows;
	return machine_request(machine, 0);
}

void machine_release(struct machine *machine)
{
	close_if_open(machine->pidfd);
	close_if_open(machine->console);
	close_if_open(machine->messages);
	close_if_open(machine->listener);
	if (machine->control)
		munmap(machine->control, machine->region_bytes);
	memset(machine, 0, sizeof(*machine));
	machine->pidfd = machine->console = machine->messages = machine->listener = -1;
}
