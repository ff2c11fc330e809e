/* SPDX-License-Identifier: Apache-2.0 */
/* Wild writes outside guest memory kill the program that makes them, and nothing else. */
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "promise.h"
#include "spin.h"

int main(int argc, char **argv)
{
	static const char *const addresses[] = {
		"0", "8", "0x1000", "0x7ffffffff000", "0xffffffff81000000", "0x8000000000000000"
	};
	int status;

	if (argc > 2) {
		*(volatile char *)(uintptr_t)strtoull(argv[2], NULL, 0) = 1;
		return 0;
	}
	for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
		pid_t pid = start_self("write", addresses[i]);

		EXPECT(pid > 0);
		EXPECT(waitpid(pid, &status, 0) == pid);
		if (!(WIFSIGNALED(status) && (WTERMSIG(status) == SIGSEGV || WTERMSIG(status) == SIGBUS)))
			printf("  writing to %s: status %#x\n", addresses[i], status);
		EXPECT(WIFSIGNALED(status) && (WTERMSIG(status) == SIGSEGV || WTERMSIG(status) == SIGBUS));
	}
	return promise("a write through a NULL or wild pointer kills its program alone");
}
