/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Programs linked to the same address, several at once, each with its own contents. Linked so itself: it starts
 * itself and is started by itself.
 */
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../promise.h"

#define SELF "/tests/fixed.fixed-glibc"
#define WORDS 200000
#define AT_ONCE 6
#define ROUNDS 60

/* Long, so that it is text of several pages, of which each process could change its own. */
static const int table[4096] __attribute__((aligned(4096))) = { 1, 2, 3 };
static int words[WORDS] = { 1 };
static int zeros[WORDS];

static int status_of(pid_t pid)
{
	int status = -1;

	EXPECT(pid > 0 && waitpid(pid, &status, 0) == pid);
	return status;
}

static pid_t start(const char *what, int in, int out, const char *number)
{
	pid_t pid = vfork();

	if (!pid) {
		dup2(in, 0);
		dup2(out, 1);
		execl(SELF, SELF, what, number, NULL);
		_exit(127);
	}
	return pid;
}

static void fill(int value)
{
	for (int i = 0; i < WORDS; i++)
		words[i] = zeros[i] = value + i;
}

static int holds(int value)
{
	for (int i = 0; i < WORDS; i++)
		if (words[i] != value + i || zeros[i] != value + i)
			return 0;
	return table[0] == 1 && table[2] == 3 && !table[4095];
}

/* Started over and over while others of the same program are in the middle of their work. */
static int take_turns(int number)
{
	char byte;

	for (int i = 0; i < WORDS; i++)
		if (words[i] != !i || zeros[i])
			return 1;
	fill(number);
	for (int round = 0; round < ROUNDS; round++) {
		if (read(0, &byte, 1) != 1 || !holds(number + round))
			return 2;
		fill(number + round + 1);
		if (write(1, &byte, 1) != 1)
			return 3;
	}
	return 0;
}

static void many(void)
{
	int link[AT_ONCE + 1][2], bad = 0;
	char byte = 'x', number[16];
	pid_t pid[AT_ONCE];

	for (int i = 0; i <= AT_ONCE; i++)
		EXPECT(!pipe(link[i]));
	fill(7);
	for (int i = 0; i < AT_ONCE; i++) {
		snprintf(number, sizeof(number), "%d", (i + 1) * 1000000);
		pid[i] = start("turns", link[i][0], link[i + 1][1], number);
	}
	for (int round = 0; round < ROUNDS; round++) {
		if (write(link[0][1], &byte, 1) != 1 || read(link[AT_ONCE][0], &byte, 1) != 1 || !holds(7))
			bad++;
	}
	EXPECT(!bad);
	for (int i = 0; i < AT_ONCE; i++)
		EXPECT(WEXITSTATUS(status_of(pid[i])) == 0);
	for (int i = 0; i <= AT_ONCE; i++) {
		close(link[i][0]);
		close(link[i][1]);
	}
}

/* Text is common to all who run the program until one of them writes to it. */
static void text(void)
{
	volatile int *page;
	pid_t pid = fork();

	/* the compiler need not know that this is the constant table */
	asm("" : "=r"(page) : "0"(table));
	if (!pid) {
		if (mprotect((void *)page, 4096, PROT_READ | PROT_WRITE))
			_exit(2);
		page[5] = 77;
		pid = start("text", 0, 1, "0");
		_exit(WEXITSTATUS(status_of(pid)) || page[5] != 77 ? 3 : 0);
	}
	EXPECT(WEXITSTATUS(status_of(pid)) == 0);
	EXPECT(page[5] == 0);
}

/* A stopped program and one that dies in the middle leave the others alone. */
static void left(void)
{
	int none[2], idle[2];
	pid_t stopped, dead;

	EXPECT(!pipe(none) && !pipe(idle));
	fill(9);
	stopped = start("turns", none[0], idle[1], "5");
	dead = start("turns", none[0], idle[1], "6");
	usleep(2000);
	EXPECT(!kill(stopped, SIGSTOP) && !kill(dead, SIGKILL));
	EXPECT(WIFSIGNALED(status_of(dead)));
	EXPECT(holds(9));
	EXPECT(WEXITSTATUS(status_of(start("text", 0, 1, "0"))) == 0);
	EXPECT(holds(9));
	EXPECT(!kill(stopped, SIGKILL));
	EXPECT(WIFSIGNALED(status_of(stopped)));
	close(none[0]);
	close(none[1]);
	close(idle[0]);
	close(idle[1]);
}

/* A part is given back, the rest stays. */
static void cut(void)
{
	static char room[16 * 4096] __attribute__((aligned(4096)));
	pid_t pid;

	memset(room, 'a', sizeof(room));
	EXPECT(!munmap(room + 4 * 4096, 2 * 4096));
	EXPECT(room[0] == 'a' && room[sizeof(room) - 1] == 'a');
	pid = fork();
	if (!pid) {
		memset(room, 'b', 4 * 4096);
		_exit(0);
	}
	EXPECT(WEXITSTATUS(status_of(pid)) == 0);
	EXPECT(room[0] == 'a' && room[7 * 4096] == 'a');
}

int main(int count, char **words_given)
{
	if (count > 2 && !strcmp(words_given[1], "turns"))
		return take_turns(atoi(words_given[2]));
	if (count > 2)
		return table[5] || words[0] != 1 || zeros[1] ? 4 : 0;
	many();
	text();
	left();
	cut();
	return promise("programs linked to one address run at once, each with its own contents");
}
