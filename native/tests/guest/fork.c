/* SPDX-License-Identifier: Apache-2.0 */
/* fork works as it does elsewhere. */
#include <sys/wait.h>
#include <unistd.h>

#include "promise.h"

static volatile int mine = 1;

int main(void)
{
	pid_t pid = fork();
	int status;

	if (!pid) {
		mine = 2;
		_exit(mine == 2 ? 5 : 6);
	}
	EXPECT(pid > 0);
	EXPECT(waitpid(pid, &status, 0) == pid);
	EXPECT(WIFEXITED(status) && WEXITSTATUS(status) == 5);
	EXPECT(mine == 1);
	return promise("a forked child has memory of its own");
}
