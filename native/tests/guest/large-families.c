/* SPDX-License-Identifier: Apache-2.0 */
/*
 * large-families [SEED]: processes with much memory fork, store, drop, let the kernel store for them, and take turns, all
 * at random; each knows what it has to find, page by page, and finds it.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "promise.h"

#define PAGE 4096
#define PAGES 600
#define STEPS 120
#define DEPTH_MOST 2
#define CHILDREN_MOST 3
#define ROW_MOST 90

static unsigned char *memory;
static unsigned char known[PAGES]; /* the first, a middle and the last byte of each page */
static unsigned int state;
static int depth, bad;

static unsigned int below(unsigned int limit)
{
	state = state * 1103515245u + 12345u;
	return (state >> 16) % limit;
}

static unsigned char *page(int number)
{
	return memory + (size_t)number * PAGE;
}

static int is_right(int number)
{
	const unsigned char *at = page(number);

	return at[0] == known[number] && at[PAGE / 2] == known[number] && at[PAGE - 1] == known[number];
}

static void check(int first, int last)
{
	for (int i = first; i < last; i++) {
		if (is_right(i))
			continue;
		if (!bad++)
			printf("  depth %d, page %d: %d %d %d, not %d\n", depth, i, page(i)[0], page(i)[PAGE / 2],
			       page(i)[PAGE - 1], known[i]);
	}
}

static void store(int first, int last)
{
	for (int i = first; i < last; i++) {
		unsigned char value = (unsigned char)below(256);

		known[i] = value;
		page(i)[0] = page(i)[PAGE / 2] = page(i)[PAGE - 1] = value;
	}
}

static void drop(int first, int last)
{
	bad += madvise(page(first), (size_t)(last - first) * PAGE, MADV_DONTNEED) != 0;
	memset(known + first, 0, (size_t)(last - first));
}

/* The kernel loads one page of ours and stores to another. */
static void through_a_pipe(int from, int to)
{
	int ends[2];

	if (pipe(ends)) {
		bad++;
		return;
	}
	bad += write(ends[1], page(from), PAGE) != PAGE;
	bad += read(ends[0], page(to), PAGE) != PAGE;
	known[to] = known[from];
	close(ends[0]);
	close(ends[1]);
}

static void live(void);

static pid_t child(void)
{
	pid_t pid = fork();

	if (pid)
		return pid;
	depth++;
	state ^= (unsigned int)getpid() * 2654435761u;
	live();
	_exit(bad != 0);
}

static void reap(pid_t pid)
{
	int status = -1;

	if (waitpid(pid, &status, 0) != pid || status) {
		printf("  depth %d: a child ended with status 0x%x\n", depth, status);
		bad++;
	}
}

static void live(void)
{
	pid_t children[CHILDREN_MOST];
	int running = 0;

	for (int step = 0; step < STEPS && !bad; step++) {
		int first = (int)below(PAGES), last = first + 1 + (int)below(ROW_MOST);

		if (last > PAGES)
			last = PAGES;
		switch (below(8)) {
		case 0:
			store(first, last);
			break;
		case 1:
			store(first, first + 1);
			break;
		case 2:
			check(first, last);
			break;
		case 3:
			through_a_pipe(first, (int)below(PAGES));
			break;
		case 4:
			drop(first, last);
			break;
		case 5:
			sched_yield();
			break;
		case 6:
			check(0, PAGES);
			break;
		default:
			if (depth == DEPTH_MOST || below(3))
				break;
			if (running == CHILDREN_MOST)
				reap(children[--running]);
			children[running] = child();
			if (children[running] > 0)
				running++;
			else
				bad += errno != ENOMEM;
		}
	}
	check(0, PAGES);
	while (running)
		reap(children[--running]);
	check(0, PAGES);
}

int main(int argc, char **argv)
{
	state = argc > 1 ? (unsigned int)atoi(argv[1]) : 1;
	memory = mmap(NULL, (size_t)PAGES * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	EXPECT(memory != MAP_FAILED);
	setvbuf(stdout, NULL, _IOLBF, 0);
	store(0, PAGES);
	live();
	EXPECT(!bad);
	/* alone again: memory can be given back in parts, and used by others */
	EXPECT(!munmap(page(100), 50 * PAGE));
	check(0, 100);
	check(150, PAGES);
	EXPECT(!munmap(page(0), 100 * PAGE));
	EXPECT(!munmap(page(150), (PAGES - 150) * PAGE));
	EXPECT(!bad);
	return promise("large processes that fork keep their memory apart, whoever stores to it");
}
