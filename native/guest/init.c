/* SPDX-License-Identifier: Apache-2.0 */
/*
 * init: the first program of the starter image, and under the names poweroff, halt and reboot the ways to stop it.
 *
 * It mounts what programs expect, then either runs the one line the starter of the machine asked for
 * (/proc/dozen/command), reports its status (/proc/dozen/exit-status) and powers off, or keeps an interactive shell on
 * the console. It answers SIGTERM, SIGUSR1, SIGUSR2 and SIGPWR by powering off, SIGINT by rebooting.
 *
 * There is no fork here: children are made by vfork and exec at once.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "enter.h"

#define COMMAND_FILE "/proc/dozen/command"
#define STATUS_FILE "/proc/dozen/exit-status"
#define SHELL "/bin/sh"
#define BETTER_SHELL "/bin/bash" /* for people, where there is one */
#define PATIENCE_MS 500		 /* how long programs may take to end after they were asked */
#define KILL_PATIENCE_MS 2000	 /* and after they were killed */
#define FEWEST_SHELLS_MS 1000	 /* shells that end sooner than this are counted, */
#define MOST_SHORT_SHELLS 5	 /* and after so many in a row there is no point in another */
#define COMMAND_BYTES 4096
#define THREAD_STACK (1024 * 1024)

enum plan { KEEP_RUNNING, POWER_OFF, REBOOT };

static char *const environment[] = {
	(char *)"PATH=/usr/local/bin:/bin:/sbin:/usr/bin:/usr/sbin",
	(char *)"HOME=/root",
	(char *)"USER=root",
	(char *)"LOGNAME=root",
	(char *)"SHELL=" SHELL,
	(char *)"TERM=xterm-256color",
	(char *)"LANG=C.UTF-8",
	NULL,
};

/* What an image that we entered wants to be run; nothing in images that have us as their own. */
static struct start start;
static bool entered;

/* Sectors of the first disk that the mount and we ourselves had written before any program ran. */
static long long written_by_mounting;

static void say(const char *first, const char *second)
{
	char line[256];
	size_t length;

	strcpy(line, "init: ");
	strncat(line, first, 120);
	strncat(line, second, 120);
	strcat(line, "\r\n");
	length = strlen(line);
	if (write(STDERR_FILENO, line, length) < 0)
		return;
}

/* ---- start ---- */

static void mount_one(const char *type, const char *target, unsigned long flags, const char *options)
{
	if (!mount(type, target, type, flags, options) || errno == EBUSY)
		return;
	if (!strcmp(type, "tmpfs") && !mount("ramfs", target, "ramfs", flags, options))
		return;
	say("cannot mount ", target);
}

static void mount_all(void)
{
	mount_one("proc", "/proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
	mount_one("sysfs", "/sys", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
	mount_one("devtmpfs", "/dev", MS_NOSUID, NULL);
	mkdir("/dev/pts", 0755);
	mkdir("/dev/shm", 0755); /* files there are memory anyway */
	chmod("/dev/shm", 01777);
	if (!mkdir("/dev/shm", 0777))
		chmod("/dev/shm", 01777);
	mount_one("devpts", "/dev/pts", MS_NOSUID | MS_NOEXEC, "mode=620,ptmxmode=666");
	mount_one("tmpfs", "/tmp", MS_NOSUID | MS_NODEV, "mode=1777");
	mount_one("tmpfs", "/run", MS_NOSUID | MS_NODEV, "mode=755");
	if (!symlink("/proc/self/fd", "/dev/fd")) {
		symlink("fd/0", "/dev/stdin");
		symlink("fd/1", "/dev/stdout");
		symlink("fd/2", "/dev/stderr");
	}
}

/* C libraries take this as the size of a thread's stack, and here every stack is real memory from the start. */
static void limit_stacks(void)
{
	struct rlimit limit = { THREAD_STACK, RLIM_INFINITY };

	setrlimit(RLIMIT_STACK, &limit);
}

static ssize_t read_file(const char *path, char *bytes, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t count;

	if (fd < 0)
		return -errno;
	count = read(fd, bytes, size - 1);
	close(fd);
	if (count < 0)
		return -errno;
	bytes[count] = '\0';
	return count;
}

/* Sectors written to the first disk so far, -1 where that cannot be known. */
static long long sectors_written(void)
{
	char line[256], *field = line;
	long long number = 0;

	if (read_file("/sys/block/vda/stat", line, sizeof(line)) <= 0)
		return -1;
	for (int i = 0; i < 6; i++) {
		field += strspn(field, " ");
		field += strcspn(field, " ");
	}
	field += strspn(field, " ");
	while (*field >= '0' && *field <= '9')
		number = number * 10 + (*field++ - '0');
	return number;
}

static bool root_is_read_only(void)
{
	struct statvfs root;

	return statvfs("/", &root) || (root.f_flag & ST_RDONLY);
}

/*
 * The image's own default is to mount without write barriers, so that nobody waits for the host's disk before the first
 * program runs. What the mount itself had to note is written here; from now on what is synced is on the host's disk.
 */
static void wait_for_disks_from_now_on(void)
{
	if (root_is_read_only())
		return;
	sync();
	mount(NULL, "/", NULL, MS_REMOUNT | MS_NOATIME, "barrier=1");
	written_by_mounting = sectors_written();
}

/*
 * A journal that is closed with barriers waits for the host's disk seven times. Closed without, two flushes do: one when
 * everything is in the journal, one when the journal is empty. A run that wrote nothing needs none.
 */
static void close_root(void)
{
	bool wrote;
	int disk;

	if (root_is_read_only())
		return;
	disk = open("/dev/vda", O_RDONLY | O_CLOEXEC);
	if (disk < 0 || mount(NULL, "/", NULL, MS_REMOUNT | MS_NOATIME, "barrier=0")) {
		mount(NULL, "/", NULL, MS_REMOUNT | MS_RDONLY, NULL);
		sync();
		return;
	}
	sync();
	wrote = written_by_mounting < 0 || sectors_written() != written_by_mounting;
	if (wrote && fsync(disk))
		say("what was written may not be on the host's disk", "");
	if (mount(NULL, "/", NULL, MS_REMOUNT | MS_RDONLY, NULL))
		sync();
	if (wrote)
		fsync(disk);
}

/* The kernel's own console descriptors lie on a file system that nobody can name: open it anew where /dev shows it. */
static void open_console(void)
{
	int fd = open("/dev/console", O_RDWR);

	if (fd < 0)
		return;
	dup2(fd, STDIN_FILENO);
	dup2(fd, STDOUT_FILENO);
	dup2(fd, STDERR_FILENO);
	if (fd > STDERR_FILENO)
		close(fd);
}

static void set_host_name(void)
{
	char name[65];
	ssize_t count = read_file("/etc/hostname", name, sizeof(name));

	if (count <= 0)
		return;
	sethostname(name, strcspn(name, "\n"));
}

/* The loopback interface, for programs that serve and ask within the machine. */
static void bring_loopback_up(void)
{
	struct ifreq request;
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return;
	memset(&request, 0, sizeof(request));
	strcpy(request.ifr_name, "lo");
	request.ifr_flags = IFF_UP | IFF_RUNNING;
	ioctl(fd, SIOCSIFFLAGS, &request);
	close(fd);
}

/* ---- children ---- */

/*
 * Runs in a child that shares our memory until it execs. We lead the session and keep the console as its terminal, so
 * that nothing is hung up, and no output thrown away, when the child ends. The child gets the foreground: Ctrl-C and
 * job control work.
 */
static void become(const char *program, char *const *argv, const sigset_t *mask)
{
	setpgid(0, 0);
	tcsetpgrp(STDIN_FILENO, getpid());
	sigprocmask(SIG_SETMASK, mask, NULL);
	if (entered && start.variables[0])
		environ = start.variables;
	else
		environ = (char **)environment;
	if (start.words && argv == start.words) {
		if (!become_user(&start))
			_exit(126);
		execvp(program, argv);
	} else {
		execve(program, argv, environ);
	}
	_exit(errno == ENOENT ? 127 : 126);
}

static pid_t launch(const char *program, char *const *argv, const sigset_t *mask)
{
	pid_t pid = vfork();

	if (!pid)
		become(program, argv, mask);
	return pid;
}

static long long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/* Output bytes of a command reach the host as they are: "\n" stays one byte. */
static void set_output_plain(void)
{
	struct termios settings;

	if (tcgetattr(STDOUT_FILENO, &settings))
		return;
	settings.c_oflag &= ~(tcflag_t)OPOST;
	tcsetattr(STDOUT_FILENO, TCSANOW, &settings);
}

static int status_number(int status)
{
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static void report_status(int status)
{
	char digits[4];
	int number = status_number(status);
	int fd = open(STATUS_FILE, O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	digits[0] = (char)('0' + number / 100);
	digits[1] = (char)('0' + number / 10 % 10);
	digits[2] = (char)('0' + number % 10);
	digits[3] = '\n';
	if (write(fd, digits, sizeof(digits)) < 0)
		say("cannot report the status in ", STATUS_FILE);
	close(fd);
}

/* Collects children that ended; tells when `awaited` was among them. */
static bool reap(pid_t awaited, int *status)
{
	bool seen = false;
	int one;
	pid_t pid;

	while ((pid = waitpid(-1, &one, WNOHANG)) > 0) {
		if (pid == awaited) {
			*status = one;
			seen = true;
		}
	}
	return seen;
}

static enum plan wait_for_signal(const sigset_t *set)
{
	int number;

	do
		number = sigwaitinfo(set, NULL);
	while (number < 0 && errno == EINTR);
	switch (number) {
	case SIGTERM:
	case SIGUSR1:
	case SIGUSR2:
	case SIGPWR:
		return POWER_OFF;
	case SIGINT:
		return REBOOT;
	default:
		return KEEP_RUNNING;
	}
}

static enum plan run_command(char *line, const sigset_t *signals, const sigset_t *mask)
{
	char *shell[] = { (char *)"sh", (char *)"-c", line, NULL };
	char **argv = line ? shell : start.words;
	const char *program = line ? SHELL : start.words[0];
	enum plan plan = KEEP_RUNNING;
	int status = 0;
	pid_t pid;

	if (line)
		set_output_plain();
	pid = launch(program, argv, mask);
	if (pid < 0) {
		say("cannot start ", program);
		return POWER_OFF;
	}
	while (plan == KEEP_RUNNING) {
		plan = wait_for_signal(signals);
		if (reap(pid, &status)) {
			if (WIFEXITED(status) && WEXITSTATUS(status) == 127 && program[0] == '/' &&
			    access(program, X_OK))
				say("there is no ", program);
			report_status(status);
			return plan == REBOOT ? REBOOT : POWER_OFF;
		}
	}
	return plan;
}

static enum plan run_shells(const sigset_t *signals, const sigset_t *mask)
{
	bool better = !access(BETTER_SHELL, X_OK);
	char *const argv[] = { (char *)(better ? "-bash" : "-sh"), NULL };
	int short_ones = 0;

	while (short_ones < MOST_SHORT_SHELLS) {
		long long begun = now_ms();
		pid_t pid = launch(better ? BETTER_SHELL : SHELL, argv, mask);
		int status;

		if (pid < 0)
			break;
		for (;;) {
			enum plan plan = wait_for_signal(signals);
			bool ended = reap(pid, &status);

			if (plan != KEEP_RUNNING)
				return plan;
			if (ended)
				break;
		}
		short_ones = now_ms() - begun < FEWEST_SHELLS_MS ? short_ones + 1 : 0;
	}
	say("the shell does not stay; giving up on ", SHELL);
	return POWER_OFF;
}

/* ---- end ---- */

/* Waits until no child is left, at most so long. */
static bool await_all(int patience_ms)
{
	long long until = now_ms() + patience_ms;
	sigset_t child;

	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	for (;;) {
		struct timespec wait;
		long long left;
		pid_t pid;

		do
			pid = waitpid(-1, NULL, WNOHANG);
		while (pid > 0);
		if (pid < 0)
			return true;
		left = until - now_ms();
		if (left <= 0)
			return false;
		wait.tv_sec = left / 1000;
		wait.tv_nsec = left % 1000 * 1000000;
		sigtimedwait(&child, NULL, &wait);
	}
}

static void end_programs(void)
{
	if (await_all(0))
		return;
	kill(-1, SIGHUP); /* interactive shells ignore SIGTERM */
	kill(-1, SIGTERM);
	kill(-1, SIGCONT);
	if (await_all(PATIENCE_MS))
		return;
	kill(-1, SIGKILL);
	await_all(KILL_PATIENCE_MS);
}

/* Unmounts the disks other than the root, last mounted first. */
static void unmount_disks(void)
{
	char table[4096];
	ssize_t count = read_file("/proc/mounts", table, sizeof(table));
	char *targets[32];
	int found = 0;

	for (char *line = table; count > 0 && line && *line && found < 32;) {
		char *next = strchr(line, '\n');
		char *target = strchr(line, ' ');

		if (next)
			*next++ = '\0';
		if (target && !strncmp(line, "/dev/vd", 7)) {
			*target++ = '\0';
			target[strcspn(target, " ")] = '\0';
			targets[found++] = target;
		}
		line = next;
	}
	while (found-- > 0) {
		if (strcmp(targets[found], "/") && umount2(targets[found], 0))
			umount2(targets[found], MNT_DETACH);
	}
}

static void stop(enum plan plan)
{
	tcdrain(STDOUT_FILENO);
	end_programs();
	unmount_disks();
	close_root();
	reboot(plan == REBOOT ? RB_AUTOBOOT : RB_POWER_OFF);
	say("the kernel did not stop", "");
	for (;;)
		pause();
}

/* ---- poweroff, halt, reboot ---- */

/* Ending by the signal would have the shell say so in a last line. */
static void end_quietly(int number)
{
	(void)number;
	_exit(0);
}

static int ask_init(enum plan plan, bool force)
{
	struct timespec while_it_works = { 5, 0 };

	signal(SIGHUP, end_quietly);
	signal(SIGTERM, end_quietly);
	if (force) {
		sync();
		reboot(plan == REBOOT ? RB_AUTOBOOT : RB_POWER_OFF);
		return 1;
	}
	if (kill(1, plan == REBOOT ? SIGINT : SIGUSR2)) {
		say("cannot reach process 1: ", strerror(errno));
		return 1;
	}
	nanosleep(&while_it_works, NULL);
	return 0;
}

static int run_as_init(void)
{
	static char line[COMMAND_BYTES];
	sigset_t signals, mask;
	enum plan plan;
	ssize_t count;

	sigemptyset(&signals);
	sigaddset(&signals, SIGCHLD);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGUSR1);
	sigaddset(&signals, SIGUSR2);
	sigaddset(&signals, SIGPWR);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTTOU); /* a child takes the foreground from the background */
	sigprocmask(SIG_BLOCK, &signals, &mask);
	entered = enter_image(&start);
	mount_all();
	open_console();
	setsid();
	ioctl(STDIN_FILENO, TIOCSCTTY, 1);
	reboot(RB_DISABLE_CAD);
	limit_stacks();
	wait_for_disks_from_now_on();
	set_host_name();
	bring_loopback_up();
	if (chdir("/"))
		say("no root directory", "");
	count = read_file(COMMAND_FILE, line, sizeof(line));
	if (count > 0 && line[0])
		plan = run_command(line, &signals, &mask);
	else if (start.words)
		plan = run_command(NULL, &signals, &mask);
	else
		plan = run_shells(&signals, &mask);
	stop(plan);
	return 0;
}

int main(int argc, char **argv)
{
	const char *slash = strrchr(argv[0], '/');
	const char *name = slash ? slash + 1 : argv[0];
	bool force = argc > 1 && !strcmp(argv[1], "-f");

	if (!strcmp(name, "poweroff") || !strcmp(name, "halt"))
		return ask_init(POWER_OFF, force);
	if (!strcmp(name, "reboot"))
		return ask_init(REBOOT, force);
	if (getpid() != 1) {
		say("this is process 1's program; use poweroff or reboot", "");
		return 1;
	}
	return run_as_init();
}
