/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How long a program takes, started again and again; the same program runs in the machine and on the host. Prints
 *
 *     NAME MEDIAN MINIMUM          in microseconds
 *
 * elapsed RUNS NAME PROGRAM [ARGUMENT]...     what the program prints is thrown away
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST_RUNS 1000

static double now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int by_size(const void *a, const void *b)
{
	double first = *(const double *)a, second = *(const double *)b;

	return (first > second) - (first < second);
}

static double once(char **argv, int null)
{
	double begun = now_us();
	int status = -1;
	pid_t pid = vfork();

	if (!pid) {
		dup2(null, STDIN_FILENO);
		dup2(null, STDOUT_FILENO);
		execvp(argv[0], argv);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid || status) {
		fprintf(stderr, "elapsed: %s: status %d\n", argv[0], status);
		exit(1);
	}
	return now_us() - begun;
}

int main(int argc, char **argv)
{
	static double times[MOST_RUNS];
	int runs = argc > 3 ? atoi(argv[1]) : 0;
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (runs < 1 || runs > MOST_RUNS || null < 0) {
		fprintf(stderr, "usage: elapsed RUNS NAME PROGRAM [ARGUMENT]...\n");
		return 64;
	}
	for (int i = 0; i < runs; i++)
		times[i] = once(argv + 3, null);
	qsort(times, (size_t)runs, sizeof(times[0]), by_size);
	printf("%s %.1f %.1f\n", argv[2], times[runs / 2], times[0]);
	return 0;
}
