/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a console is: tells its size, and again after each change; ends at Ctrl-C only by the signal.
 *   terminal        prints "size COLUMNSxROWS" now and at each SIGWINCH; "interrupted" at SIGINT, and then ends
 */
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "promise.h"

static void print_size(void)
{
	struct winsize size;

	EXPECT(!ioctl(0, TIOCGWINSZ, &size));
	printf("size %dx%d\n", size.ws_col, size.ws_row);
	fflush(stdout);
}

int main(void)
{
	struct termios settings;
	sigset_t set;
	int number;

	EXPECT(isatty(0) && isatty(1) && isatty(2));
	EXPECT(!tcgetattr(0, &settings));
	EXPECT(settings.c_lflag & ISIG);
	EXPECT(tcgetsid(0) > 0);
	EXPECT(tcgetpgrp(0) == getpgrp());
	sigemptyset(&set);
	sigaddset(&set, SIGWINCH);
	sigaddset(&set, SIGINT);
	sigprocmask(SIG_BLOCK, &set, NULL);
	print_size();
	while (!sigwait(&set, &number)) {
		if (number == SIGINT)
			break;
		print_size();
	}
	printf("interrupted\n");
	return promise("the console tells its size and its changes, and Ctrl-C interrupts");
}
