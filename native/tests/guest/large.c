/* SPDX-License-Identifier: Apache-2.0 */
/* A program of more than 8 MB starts, again and again, with what its file says in every page. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "promise.h"

#define MB (1024 * 1024)
#define STARTS 10

/* Mostly holes in the image's file system; the two ends are not. */
static char block[10 * MB] __attribute__((section(".data"))) = { 'a', [10 * MB - 1] = 'z' };
static const char *volatile where[] = { block, block + sizeof(block) - 1 };

static int is_whole(void)
{
	long others = 0;

	for (size_t i = 1; i < sizeof(block) - 1; i++)
		others += block[i] != 0;
	return *where[0] == 'a' && *where[1] == 'z' && others == 0;
}

int main(int argc, char **argv)
{
	(void)argv;
	EXPECT(is_whole());
	memset(block, 1, sizeof(block)); /* ours alone: the next one must not see this */
	if (argc > 1)
		return promise_broken;
	for (int i = 0; i < STARTS; i++) {
		int status = -1;
		pid_t pid = vfork();

		if (!pid) {
			execl("/proc/self/exe", "large", "again", NULL);
			_exit(127);
		}
		EXPECT(waitpid(pid, &status, 0) == pid);
		EXPECT(status == 0);
	}
	return promise("a program of more than 8 MB starts ten times and each has its own data");
}
