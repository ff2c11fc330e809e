/* SPDX-License-Identifier: Apache-2.0 */
/*
 * forks [ROUNDS]: what fork costs by the memory that a process has written to, and a switch between two that both run.
 * Lines "NAME MEDIAN MINIMUM" in microseconds. As process 1 (stock UML) it stops the machine at its end.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/reboot.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST_ROUNDS 1001
#define TURNS 200

static double samples[MOST_ROUNDS];
static char *memory;
static size_t bytes;

static double now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void report(const char *name, const char *size, int rounds)
{
	qsort(samples, (size_t)rounds, sizeof(samples[0]), by_size);
	printf("%s-%s-MB %.1f %.1f\n", name, size, samples[rounds / 2], samples[0]);
	fflush(stdout);
}

/* Every page differs from every other and from zero. */
static int fill(size_t wanted)
{
	memory = mmap(NULL, wanted, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED)
		return -1;
	bytes = wanted;
	for (size_t i = 0; i < wanted; i += sizeof(size_t))
		*(size_t *)(memory + i) = i + 1;
	return 0;
}

static void fork_and_wait(void)
{
	pid_t pid = fork();

	if (!pid)
		_exit(0);
	waitpid(pid, NULL, 0);
}

/* Both write a word to each of their pages' first, so that contents differ; one byte goes to and fro. */
static double switch_us(void)
{
	int there[2], back[2];
	char byte = 0;
	double begin, time;
	pid_t pid;

	if (pipe(there) || pipe(back))
		return -1;
	pid = fork();
	for (size_t i = 0; i < bytes; i += 4096)
		memory[i] += pid ? 1 : 2;
	if (!pid) {
		while (read(there[0], &byte, 1) == 1 && write(back[1], &byte, 1) == 1 && byte)
			;
		_exit(0);
	}
	begin = now_us();
	for (int turn = TURNS; turn >= 0; turn--) {
		byte = turn != 0;
		if (write(there[1], &byte, 1) != 1 || read(back[0], &byte, 1) != 1)
			break;
	}
	time = (now_us() - begin) / (2 * TURNS);
	for (int i = 0; i < 2; i++) {
		close(there[i]);
		close(back[i]);
	}
	waitpid(pid, NULL, 0);
	return time;
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		size_t bytes;
	} sizes[] = { { "0.3", 64 << 10 }, { "1", 1 << 20 }, { "5", 5 << 20 }, { "21", 21 << 20 } };
	int rounds = argc > 1 ? atoi(argv[1]) : 101;

	if (rounds < 1 || rounds > MOST_ROUNDS)
		rounds = 101;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		if (fill(sizes[i].bytes))
			continue;
		for (int round = 0; round < rounds; round++) {
			samples[round] = now_us();
			fork_and_wait();
			samples[round] = now_us() - samples[round];
		}
		report("fork-exit-wait", sizes[i].name, rounds);
		for (int round = 0; round < 5; round++)
			samples[round] = switch_us();
		report("switch", sizes[i].name, 5);
		munmap(memory, bytes);
	}
	if (getpid() == 1)
		reboot(RB_POWER_OFF);
	return 0;
}
