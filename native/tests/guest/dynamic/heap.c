/* SPDX-License-Identifier: Apache-2.0 */
/* The heap that brk() moves: zeros when it grows, a process's own after a fork, and an end. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../promise.h"

#define STEP 5000
#define MORE 70000

static int zeros(const char *from, int length)
{
	for (int i = 0; i < length; i++)
		if (from[i])
			return 0;
	return 1;
}

static char *grow(long by)
{
	char *at = sbrk(by);

	EXPECT(at != (void *)-1);
	return at;
}

int main(void)
{
	char *first = sbrk(0), *more;
	void *large;
	int status;
	pid_t pid;

	EXPECT(grow(STEP) == first && zeros(first, STEP));
	memset(first, 7, STEP);
	grow(1000 - STEP);
	more = grow(STEP - 1000);
	EXPECT(more == first + 1000 && zeros(more, STEP - 1000) && first[999] == 7);
	pid = fork();
	if (!pid) {
		first[0] = 9;
		more = sbrk(MORE);
		if (more != first + STEP || !zeros(more, MORE))
			_exit(2);
		memset(more, 3, MORE);
		_exit(first[0] == 9 ? 0 : 3);
	}
	EXPECT(pid > 0 && waitpid(pid, &status, 0) == pid && WEXITSTATUS(status) == 0);
	EXPECT(first[0] == 7);
	more = grow(MORE);
	EXPECT(more == first + STEP && zeros(more, MORE));
	EXPECT(sbrk(1 << 30) == (void *)-1 && errno == ENOMEM);
	EXPECT(sbrk(0) == more + MORE);
	/* the library goes on elsewhere */
	large = malloc(3000000);
	EXPECT(large);
	if (large)
		memset(large, 1, 3000000);
	free(large);
	return promise("the heap grows by zeros, belongs to its process, and ends with an error");
}
