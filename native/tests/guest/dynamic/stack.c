/* SPDX-License-Identifier: Apache-2.0 */
/* A program that outgrows its stack is ended, in words; with a larger stack it runs. */
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../promise.h"

#define FRAME 4096
#define DEPTH (6 * 1024 * 1024 / FRAME)

static int deep(int left)
{
	volatile char room[FRAME];

	memset((char *)room, left, sizeof(room));
	if (left % 8 == 0)
		getppid(); /* the kernel looks at such moments */
	return left ? deep(left - 1) + (room[left % FRAME] != (char)left) : 0;
}

static int status_with(const char *self, rlim_t stack)
{
	struct rlimit limit = { stack, RLIM_INFINITY };
	pid_t pid;
	int status = -1;

	EXPECT(!setrlimit(RLIMIT_STACK, &limit));
	pid = vfork();
	if (!pid) {
		execl(self, self, "deep", NULL);
		_exit(127);
	}
	EXPECT(waitpid(pid, &status, 0) == pid);
	return status;
}

int main(int count, char **words)
{
	int status;

	if (count > 1)
		return deep(DEPTH) ? 3 : 0;
	status = status_with(words[0], 1024 * 1024);
	EXPECT(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
	status = status_with(words[0], 8 * 1024 * 1024);
	EXPECT(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	return promise("a program that outgrows its stack is ended, and runs with a larger one");
}
