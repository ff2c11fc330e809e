/* SPDX-License-Identifier: Apache-2.0 */
/* A program that takes all memory dies alone. */
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "promise.h"
#include "spin.h"

static int take_all(void)
{
	size_t piece = 1 << 20;

	while (piece >= 4096) {
		char *bytes = mmap(NULL, piece, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

		if (bytes == MAP_FAILED)
			piece /= 2;
		else
			memset(bytes, 1, piece);
	}
	return 9; /* was told that there is no more: as good an end as being killed */
}

int main(int argc, char **argv)
{
	int status;
	pid_t pid;

	if (argc > 1 && !strcmp(argv[1], "take"))
		return take_all();
	for (int i = 0; i < 2; i++) {
		pid = start_self("take", NULL);
		EXPECT(pid > 0);
		EXPECT(waitpid(pid, &status, 0) == pid);
		printf("  the hog's end: %#x\n", status);
		EXPECT((WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) ||
		       (WIFEXITED(status) && WEXITSTATUS(status) == 9));
	}
	(void)argv;
	return promise("a program that takes all memory dies alone");
}
