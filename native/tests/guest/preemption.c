/* SPDX-License-Identifier: Apache-2.0 */
/* Two programs compute without system calls; a third, which sleeps and wakes, is served in time nevertheless. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "promise.h"
#include "spin.h"

#define WORST_MS 250

int main(int argc, char **argv)
{
	long long worst = 0;
	pid_t busy[2];
	int status;

	if (argc > 1 && !strcmp(argv[1], "spin")) {
		printf("  computing\n");
		fflush(stdout);
		for (;;)
			__asm__ volatile("pause");
	}
	busy[0] = start_self("spin", NULL);
	busy[1] = start_self("spin", NULL);
	EXPECT(busy[0] > 0 && busy[1] > 0);
	for (int i = 0; i < 20; i++) {
		long long begun = now_ns();

		sleep_ms(10);
		if (now_ns() - begun > worst)
			worst = now_ns() - begun;
	}
	printf("  worst wake-up after a 10 ms sleep: %.1f ms\n", (double)worst / 1e6);
	EXPECT(worst < WORST_MS * 1000000LL);
	for (int i = 0; i < 2; i++) {
		EXPECT(!kill(busy[i], SIGTERM));
		EXPECT(waitpid(busy[i], &status, 0) == busy[i]);
		EXPECT(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
	}
	(void)argv;
	return promise("busy programs are preempted and a sleeper stays responsive");
}
