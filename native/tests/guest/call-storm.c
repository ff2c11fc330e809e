/* SPDX-License-Identifier: Apache-2.0 */
/* A program that does nothing but make calls is ticked, preempted and answered rightly, call by call. */
#include <sys/syscall.h>
#include <unistd.h>
#include <sys/wait.h>

#include "promise.h"
#include "spin.h"

#define STORM_NS 1000000000LL

static int storm(void)
{
	long long begun = now_ns(), before = begun;
	pid_t parent = getppid();
	long wrong = 0, calls = 0;

	for (;;) {
		long long now = now_ns();

		if (now - begun > STORM_NS)
			break;
		wrong += now < before;
		before = now;
		for (int i = 0; i < 20; i++)
			wrong += syscall(SYS_getppid) != parent;
		calls += 21;
	}
	printf("  %ld calls, %ld wrong answers\n", calls, wrong);
	return wrong != 0;
}

int main(int argc, char **argv)
{
	pid_t children[2];
	int status;

	if (argc > 1)
		return storm();
	(void)argv;
	EXPECT(!storm());
	for (int i = 0; i < 2; i++)
		children[i] = start_self("storm", NULL);
	for (int i = 0; i < 2; i++) {
		EXPECT(waitpid(children[i], &status, 0) == children[i]);
		EXPECT(status == 0);
	}
	return promise("a storm of calls is answered rightly, call by call, through ticks and preemption");
}
