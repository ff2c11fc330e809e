/* SPDX-License-Identifier: Apache-2.0 */
/*
 * start: run one machine on this terminal, without the window and without Java.
 *
 *   start [-m memory] [-c command] [-k] [-e] [-T] [-C] [-r report] [-q] [-l log] [-t seconds] [-o key=value] dozen-vm image... [-- kernel words]
 *
 *   -m  guest memory, 64M unless told
 *   -c  the line that init runs; otherwise the machine gives a shell
 *   -k  strict: the first refused call kills the machine
 *   -e  refused calls get EPERM without being reported
 *   -T  time by host call instead of the host's vDSO
 *   -C  counts only, no trace ring
 *   -r  write the control page there in words after the run ("-": standard error, the default; -q: nowhere)
 *   -l  write a line per host call there, from the trace ring: microseconds since the start, duration, call, argument, result
 *   -t  kill the machine after so many seconds
 *   -o  another option of the machine itself, such as sites=trap; may be given again
 *   image:ro gives a disk that cannot be written
 *
 * Refused calls are printed as they come. Ctrl-] asks the machine to power off, a second one kills it.
 * Exit code: the command's status if one was reported, otherwise the machine's own (128 + signal if killed).
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "machine.h"
#include "options.h"
#include "report.h"

#define LEAVE_KEY 0x1d /* Ctrl-] */

struct session {
	struct machine machine;
	FILE *log;
	int signals;
	bool input_open;
	bool raw;
	bool listener_wanted;
	int leave_presses;
	struct termios before;
	struct timespec until;
	bool limited;
	char pending[4096];
	size_t pending_bytes;
};

static int write_all(int fd, const char *bytes, size_t count)
{
	while (count) {
		ssize_t done = write(fd, bytes, count);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return -errno;
		bytes += done;
		count -= (size_t)done;
	}
	return 0;
}

static void terminal_size(struct machine_plan *plan)
{
	struct winsize size;

	if (!ioctl(STDIN_FILENO, TIOCGWINSZ, &size)) {
		plan->columns = size.ws_col;
		plan->rows = size.ws_row;
	}
}

static void terminal_raw(struct session *session)
{
	struct termios raw;

	if (!isatty(STDIN_FILENO) || tcgetattr(STDIN_FILENO, &session->before))
		return;
	raw = session->before;
	cfmakeraw(&raw);
	session->raw = !tcsetattr(STDIN_FILENO, TCSANOW, &raw);
}

static void leave(struct session *session)
{
	if (session->leave_presses++)
		kill(session->machine.pid, SIGKILL);
	else
		machine_request(&session->machine, DOZEN_REQUEST_POWEROFF);
}

static void copy_input(struct session *session)
{
	ssize_t count = read(STDIN_FILENO, session->pending, sizeof(session->pending));

	if (count <= 0) {
		session->input_open = false;
		return;
	}
	if (session->raw && memchr(session->pending, LEAVE_KEY, (size_t)count)) {
		leave(session);
		return;
	}
	session->pending_bytes = (size_t)count;
}

static void send_pending(struct session *session)
{
	ssize_t count = write(session->machine.console, session->pending, session->pending_bytes);

	if (count <= 0) {
		session->pending_bytes = 0;
		return;
	}
	memmove(session->pending, session->pending + count, session->pending_bytes - (size_t)count);
	session->pending_bytes -= (size_t)count;
}

static bool copy_output(int from, int to)
{
	char bytes[65536];
	ssize_t count = read(from, bytes, sizeof(bytes));

	if (count <= 0)
		return false;
	return !write_all(to, bytes, (size_t)count);
}

static void show_refusal(struct session *session)
{
	struct machine *machine = &session->machine;
	struct machine_refusal refusal;

	if (machine_answer_refusal(machine, &refusal))
		return;
	fprintf(stderr,
		"start: refused host call %d(%#llx, %#llx, %#llx, %#llx, %#llx, %#llx) at %#llx, guest process %u (%.15s)\r\n",
		refusal.number, refusal.arguments[0], refusal.arguments[1], refusal.arguments[2], refusal.arguments[3],
		refusal.arguments[4], refusal.arguments[5], refusal.address, machine->control->guest_pid,
		machine->control->guest_name);
}

static void look_for_listener(struct session *session)
{
	int error = machine_take_listener(&session->machine);

	if (error == -EAGAIN)
		return;
	session->listener_wanted = false;
	if (error && error != -ENOENT && error != -ESRCH) /* ESRCH: it has ended already */
		fprintf(stderr, "start: refused calls cannot be shown: %s\r\n", strerror(-error));
}

static void take_signal(struct session *session)
{
	struct signalfd_siginfo info;
	struct machine_plan size = { 0 };

	if (read(session->signals, &info, sizeof(info)) != sizeof(info))
		return;
	if (info.ssi_signo == SIGWINCH) {
		terminal_size(&size);
		machine_resize(&session->machine, size.columns, size.rows);
	} else {
		leave(session);
	}
}

/* Milliseconds until something must be looked at without being told. */
static int patience(const struct session *session)
{
	struct timespec now;
	long long left;

	if (session->listener_wanted)
		return 1;
	if (!session->limited)
		return 50;
	clock_gettime(CLOCK_MONOTONIC, &now);
	left = (session->until.tv_sec - now.tv_sec) * 1000LL + (session->until.tv_nsec - now.tv_nsec) / 1000000;
	return left < 0 ? 0 : left > 50 ? 50 : (int)left;
}

static bool time_is_up(const struct session *session)
{
	struct timespec now;

	if (!session->limited)
		return false;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec > session->until.tv_sec ||
	       (now.tv_sec == session->until.tv_sec && now.tv_nsec >= session->until.tv_nsec);
}

/* Takes what the ring holds. Nothing in it is believed: rows and lengths are bounded, a record may be torn. */
static void take_records(struct session *session)
{
	struct machine *machine = &session->machine;
	struct dozen_control *control = machine->control;
	DZ_U64 head = __atomic_load_n(&control->ring_head, __ATOMIC_ACQUIRE);
	double nanoseconds = report_tick_ns(control);

	if (session->log && head - control->ring_tail <= machine->ring_records) {
		for (DZ_U64 i = control->ring_tail; i != head; i++) {
			struct dozen_record record = machine->ring[i & (machine->ring_records - 1)];

			fprintf(session->log, "%10.1f %8.1f %-14s %#18llx = %-6d pid %u guest call %u\n",
				(double)(long long)(record.tsc - control->tsc0) * nanoseconds / 1e3,
				record.ticks * nanoseconds / 1e3,
				record.row < host_call_count ? host_calls[record.row].name : "?",
				(unsigned long long)record.argument, record.result, record.guest_pid,
				record.guest_call);
		}
	}
	__atomic_store_n(&control->ring_tail, head, __ATOMIC_RELEASE);
}

/* Runs until the process has ended and everything it said has been copied. */
static void copy_until_end(struct session *session)
{
	struct machine *machine = &session->machine;
	bool console_open = true, messages_open = true, ended = false;

	while (!ended || console_open || messages_open) {
		bool wants_input = session->input_open && !session->pending_bytes;
		short console_events = (short)(POLLIN | (session->pending_bytes ? POLLOUT : 0));
		struct pollfd fds[] = {
			{ console_open ? machine->console : -1, console_events, 0 },
			{ messages_open ? machine->messages : -1, POLLIN, 0 },
			{ wants_input ? STDIN_FILENO : -1, POLLIN, 0 },
			{ machine->listener, POLLIN, 0 },
			{ ended ? -1 : machine->pidfd, POLLIN, 0 },
			{ session->signals, POLLIN, 0 },
		};

		poll(fds, sizeof(fds) / sizeof(fds[0]), patience(session));
		take_records(session);
		if (fds[0].revents & (POLLIN | POLLHUP | POLLERR))
			console_open = copy_output(machine->console, STDOUT_FILENO);
		if (console_open && (fds[0].revents & POLLOUT))
			send_pending(session);
		if (fds[1].revents)
			messages_open = copy_output(machine->messages, STDERR_FILENO);
		if (fds[2].revents)
			copy_input(session);
		if (fds[3].revents & POLLIN)
			show_refusal(session);
		if (fds[4].revents)
			ended = true;
		if (fds[5].revents)
			take_signal(session);
		if (!ended && session->listener_wanted)
			look_for_listener(session);
		if (!ended && time_is_up(session)) {
			fprintf(stderr, "start: time is up, the machine is killed\r\n");
			kill(machine->pid, SIGKILL);
			session->limited = false;
		}
	}
}

static int watch_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGWINCH);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	signal(SIGPIPE, SIG_IGN);
	return signalfd(-1, &set, SFD_CLOEXEC);
}

static void block_signals(bool block)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGWINCH);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	sigprocmask(block ? SIG_BLOCK : SIG_UNBLOCK, &set, NULL);
}

static int exit_code(const struct machine *machine, int status)
{
	DZ_U32 reported = machine->control->exit_status;

	if (WIFSIGNALED(status))
		return 128 + WTERMSIG(status);
	if (WEXITSTATUS(status) == DOZEN_EXIT_POWEROFF && (reported & 0x100))
		return (int)(reported & 0xff);
	return WEXITSTATUS(status);
}

int main(int argc, char **argv)
{
	struct options options = { 0 };
	struct session session = { 0 };
	const char *step;
	int error, status = 0;

	if (options_parse(argc, argv, &options)) {
		fprintf(stderr, OPTIONS_USAGE, "start");
		return 64;
	}
	terminal_size(&options.plan);
	error = machine_start(&options.plan, &session.machine, &step);
	if (error) {
		fprintf(stderr, "start: cannot %s: %s\n", step, strerror(-error));
		return DOZEN_EXIT_START;
	}
	block_signals(true);
	session.signals = watch_signals();
	session.input_open = true;
	session.listener_wanted = !strcmp(options.plan.refuse, "notify");
	session.limited = options.seconds > 0;
	clock_gettime(CLOCK_MONOTONIC, &session.until);
	session.until.tv_sec += options.seconds;
	terminal_raw(&session);
	if (options.log)
		session.log = fopen(options.log, "we");
	copy_until_end(&session);
	take_records(&session);
	if (session.log)
		fclose(session.log);
	if (session.raw)
		tcsetattr(STDIN_FILENO, TCSANOW, &session.before);
	waitpid(session.machine.pid, &status, 0);
	error = report_write(options.report, &session.machine, status);
	if (error)
		fprintf(stderr, "start: cannot write %s: %s\n", options.report, strerror(-error));
	status = exit_code(&session.machine, status);
	machine_release(&session.machine);
	return status;
}
