/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What guest calls cost. The same program runs in the machine and on the host; it prints one line per operation,
 *
 *     NAME MEDIAN MINIMUM          in nanoseconds per operation
 *
 * calls SELF SHELL [ROUNDS]        SELF: a path to this program, to be started with "end"; SHELL: a shell
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SAMPLES 21
#define MOST_PIPES 500

extern char **environ;

static const char *self, *shell;
static int zero, null, ends[2];
static int most_fd;
static fd_set set;

static long call0(long number)
{
	long result;

	__asm__ volatile("syscall" : "=a"(result) : "a"(number) : "rcx", "r11", "memory");
	return result;
}

static void op_getpid(void)
{
	call0(SYS_getpid);
}

static void op_getppid(void)
{
	getppid();
}

static void op_read(void)
{
	char byte;

	if (read(zero, &byte, 1) != 1)
		exit(1);
}

static void op_write(void)
{
	if (write(null, "x", 1) != 1)
		exit(1);
}

static void op_stat(void)
{
	struct stat info;

	if (stat("/", &info))
		exit(1);
}

static void op_fstat(void)
{
	struct stat info;

	if (fstat(zero, &info))
		exit(1);
}

static void op_open_close(void)
{
	close(open("/dev/null", O_RDONLY));
}

static void op_pipe(void)
{
	char byte = 'x';

	if (write(ends[1], &byte, 1) != 1 || read(ends[0], &byte, 1) != 1)
		exit(1);
}

static void op_select(void)
{
	struct timeval none = { 0, 0 };
	fd_set copy = set;

	if (select(most_fd + 1, &copy, NULL, NULL, &none) != 0)
		exit(1);
}

static void op_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
}

static void op_clock_call(void)
{
	struct timespec now;

	syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now);
}

static void start(const char *path, char **argv)
{
	int status;
	pid_t pid = vfork();

	if (!pid) {
		execve(path, argv, environ);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid || status)
		exit(1);
}

static void op_start_self(void)
{
	char *argv[] = { (char *)"calls", (char *)"end", NULL };

	start(self, argv);
}

static void op_start_shell(void)
{
	char *argv[] = { (char *)"sh", (char *)"-c", (char *)":", NULL };

	start(shell, argv);
}

static double now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static int by_value(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return a < b ? -1 : a > b;
}

static void measure(const char *name, void (*operation)(void), int rounds)
{
	double samples[SAMPLES];

	for (int i = 0; i < rounds / 10 + 1; i++)
		operation();
	for (int s = 0; s < SAMPLES; s++) {
		double begun = now_ns();

		for (int i = 0; i < rounds; i++)
			operation();
		samples[s] = (now_ns() - begun) / rounds;
	}
	qsort(samples, SAMPLES, sizeof(samples[0]), by_value);
	printf("%s %.1f %.1f\n", name, samples[SAMPLES / 2], samples[0]);
	fflush(stdout);
}

/* Watches so many pipes from which nothing comes. */
static void watch_pipes(int count)
{
	int pair[2];

	FD_ZERO(&set);
	for (int i = 0; i < count; i++) {
		if (pipe(pair)) {
			most_fd = -1;
			return;
		}
		FD_SET(pair[0], &set);
		most_fd = pair[0];
	}
}

static void close_above(int fd)
{
	for (int i = fd; i < 1024; i++)
		close(i);
}

int main(int argc, char **argv)
{
	static const int watched[] = { 10, 100, MOST_PIPES };
	int rounds = 2000, first_free;
	char name[32];

	if (argc > 1 && !strcmp(argv[1], "end"))
		return 0;
	if (argc < 3) {
		fputs("usage: calls SELF SHELL [ROUNDS]\n", stderr);
		return 2;
	}
	self = argv[1];
	shell = argv[2];
	if (argc > 3)
		rounds = atoi(argv[3]);
	zero = open("/dev/zero", O_RDONLY);
	null = open("/dev/null", O_WRONLY);
	if (pipe(ends))
		return 1;
	measure("getpid", op_getpid, rounds);
	measure("getppid", op_getppid, rounds);
	measure("read-1-byte", op_read, rounds);
	measure("write-1-byte", op_write, rounds);
	measure("stat", op_stat, rounds);
	measure("fstat", op_fstat, rounds);
	measure("open+close", op_open_close, rounds / 2);
	measure("pipe-round-trip", op_pipe, rounds / 2);
	measure("clock_gettime", op_clock, rounds);
	measure("clock_gettime-as-call", op_clock_call, rounds);
	first_free = ends[1] + 1;
	for (size_t i = 0; i < sizeof(watched) / sizeof(watched[0]); i++) {
		watch_pipes(watched[i]);
		snprintf(name, sizeof(name), "select-%d", watched[i]);
		if (most_fd > 0)
			measure(name, op_select, rounds / 10);
		close_above(first_free);
	}
	measure("vfork+exec+wait", op_start_self, rounds / 100 + 1);
	measure("start-a-shell", op_start_shell, rounds / 100 + 1);
	return 0;
}
