/* SPDX-License-Identifier: Apache-2.0 */
/* Starting programs over and over loses no memory. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/sysinfo.h>
#include <sys/wait.h>
#include <unistd.h>

#include "promise.h"
#include "spin.h"

#define STARTS 300

static long free_kb(void)
{
	struct sysinfo info;

	EXPECT(!sysinfo(&info));
	return (long)((info.freeram + info.bufferram) * info.mem_unit / 1024);
}

static void start(int count)
{
	int status;

	for (int i = 0; i < count; i++) {
		pid_t pid = start_self("end", NULL);

		EXPECT(pid > 0 && waitpid(pid, &status, 0) == pid && status == 0);
		if (promise_broken)
			return;
	}
}

int main(int argc, char **argv)
{
	long before, after;

	if (argc > 1)
		return 0;
	(void)argv;
	start(20);
	sleep_ms(300); /* a kernel frees some of what it frees a little later */
	before = free_kb();
	start(STARTS);
	sleep_ms(300);
	after = free_kb();
	printf("  %ld KiB less after %d starts\n", before - after, STARTS);
	EXPECT(before - after < 1024);
	return promise("starting programs over and over loses no memory");
}
