/* SPDX-License-Identifier: Apache-2.0 */
/* Forked processes have the same addresses and each its own contents. */
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "promise.h"

#define WORDS 500000
#define ROUNDS 1000

static int global = 1;
static int *heap;
static volatile sig_atomic_t children_ended;

static void child_ended(int number)
{
	(void)number;
	children_ended++;
}

static int status_of(pid_t pid)
{
	int status = -1;

	EXPECT(pid > 0 && waitpid(pid, &status, 0) == pid);
	return status;
}

static void isolation(void)
{
	volatile int *shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	volatile int stack = 1;
	pid_t pid;

	*shared = 5;
	pid = fork();
	if (!pid) {
		global = 2;
		stack = 2;
		heap[0] = 7;
		heap[WORDS - 1] = 9;
		*shared = 6;
		_exit(global == 2 && stack == 2 && heap[0] == 7 ? 3 : 4);
	}
	EXPECT(WEXITSTATUS(status_of(pid)) == 3);
	EXPECT(global == 1 && stack == 1);
	EXPECT(heap[0] == 0x01010101 && heap[WORDS - 1] == 0x01010101);
	EXPECT(*shared == 6);
	munmap((void *)shared, 4096);
}

/* Both write between turns, and each finds what it wrote itself. */
static void turns(void)
{
	int there[2], back[2], bad = 0;
	char byte = 'x';
	pid_t pid;

	EXPECT(!pipe(there) && !pipe(back));
	pid = fork();
	if (!pid) {
		for (int i = 0; i < ROUNDS; i++) {
			bad |= read(there[0], &byte, 1) != 1;
			heap[i] = i * 2;
			bad |= i && heap[i - 1] != (i - 1) * 2;
			bad |= write(back[1], &byte, 1) != 1;
		}
		_exit(bad);
	}
	for (int i = 0; i < ROUNDS; i++) {
		heap[i] = i * 3;
		bad |= write(there[1], &byte, 1) != 1 || read(back[0], &byte, 1) != 1;
		bad |= heap[i] != i * 3 || (i && heap[i - 1] != (i - 1) * 3);
	}
	EXPECT(!status_of(pid));
	EXPECT(!bad);
}

static void many(void)
{
	for (int i = 0; i < 100 && !promise_broken; i++) {
		pid_t pid = fork();

		if (!pid) {
			heap[i] = i;
			_exit(heap[i] & 63);
		}
		EXPECT(WEXITSTATUS(status_of(pid)) == (i & 63));
	}
}

static void nesting(void)
{
	pid_t pid = fork();

	if (!pid) {
		for (int depth = 0; depth < 6; depth++) {
			global++;
			pid = fork();
			if (pid)
				_exit(WEXITSTATUS(status_of(pid)));
		}
		_exit(global == 7 ? 1 : 0);
	}
	EXPECT(WEXITSTATUS(status_of(pid)) == 1);
	EXPECT(global == 1);
}

static unsigned int compute(unsigned int seed)
{
	for (int i = 0; i < 3000000; i++) {
		seed = seed * 1103515245 + 12345;
		heap[i & 0xffff] = (int)seed;
	}
	return seed;
}

/* Preempted again and again, each goes on with its own memory. */
static void computing(void)
{
	unsigned int expected[4];
	pid_t pids[4];

	for (int i = 0; i < 4; i++)
		expected[i] = compute(i);
	for (int i = 0; i < 4; i++) {
		pids[i] = fork();
		if (!pids[i])
			_exit(compute(i) == expected[i] ? 0 : 1);
	}
	for (int i = 0; i < 4; i++)
		EXPECT(!status_of(pids[i]));
}

static void signals(void)
{
	pid_t pid;

	signal(SIGCHLD, child_ended);
	pid = fork();
	if (!pid)
		_exit(0);
	while (!children_ended)
		usleep(1000);
	EXPECT(!status_of(pid));
	signal(SIGCHLD, SIG_DFL);
}

/* Memory that the child gives back or maps over is still there for the parent. */
static void mappings(void)
{
	char *block = mmap(NULL, 16 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	pid_t pid;

	memset(block, 'p', 16 * 4096);
	pid = fork();
	if (!pid) {
		int bad = munmap(block + 4 * 4096, 4 * 4096) != 0;

		bad |= mmap(block, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) !=
		       block;
		bad |= block[0] != 0 || block[4096] != 'p' || block[15 * 4096] != 'p';
		memset(block + 8 * 4096, 'c', 8 * 4096);
		_exit(bad);
	}
	EXPECT(!status_of(pid));
	for (int i = 0; i < 16 * 4096; i++)
		if (block[i] != 'p') {
			EXPECT(!"the parent's memory is as it was");
			break;
		}
	EXPECT(!munmap(block, 16 * 4096));
}

int main(void)
{
	heap = malloc(WORDS * sizeof(int));
	if (!heap)
		return 1;
	memset(heap, 1, WORDS * sizeof(int));
	isolation();
	turns();
	many();
	nesting();
	computing();
	signals();
	mappings();
	return promise("forked processes have the same addresses and each its own contents");
}
