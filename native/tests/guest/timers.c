/* SPDX-License-Identifier: Apache-2.0 */
#include <poll.h>
#include <signal.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "promise.h"
#include "spin.h"

#define LATE_NS 200000000LL /* a shared host may be late; never early */

static volatile sig_atomic_t alarms;

static void count_alarm(int number)
{
	(void)number;
	alarms++;
}

static void sleeps(void)
{
	static const long ms[] = { 1, 5, 20, 50 };

	for (size_t i = 0; i < sizeof(ms) / sizeof(ms[0]); i++) {
		long long begun = now_ns(), took;

		sleep_ms(ms[i]);
		took = now_ns() - begun;
		printf("  sleeping %ld ms took %.2f ms\n", ms[i], (double)took / 1e6);
		EXPECT(took >= ms[i] * 1000000LL);
		EXPECT(took < ms[i] * 1000000LL + LATE_NS);
	}
}

static void clocks(void)
{
	long long before = now_ns();
	struct timespec wall;

	for (int i = 0; i < 100000; i++) {
		long long now = now_ns();

		if (now < before) {
			EXPECT(!"the monotonic clock never goes back");
			break;
		}
		before = now;
	}
	EXPECT(!clock_gettime(CLOCK_REALTIME, &wall));
	EXPECT(wall.tv_sec > 1735689600LL); /* 2025 */
	EXPECT(time(NULL) - wall.tv_sec <= 1);
	EXPECT(!clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &wall));
}

static void interval_timer(void)
{
	struct itimerval every = { { 0, 10000 }, { 0, 10000 } };
	struct itimerval stop = { { 0, 0 }, { 0, 0 } };
	long long begun = now_ns();

	signal(SIGALRM, count_alarm);
	EXPECT(!setitimer(ITIMER_REAL, &every, NULL));
	while (alarms < 5 && now_ns() - begun < 3000000000LL)
		;
	EXPECT(alarms >= 5);
	EXPECT(now_ns() - begun >= 45000000LL);
	alarms = 0;
	while (alarms < 3 && now_ns() - begun < 5000000000LL)
		pause();
	setitimer(ITIMER_REAL, &stop, NULL);
	EXPECT(alarms >= 3);
}

static void posix_timer(void)
{
	struct itimerspec once = { { 0, 0 }, { 0, 20000000 } };
	struct sigevent event;
	timer_t timer;
	sigset_t set;
	int number;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigprocmask(SIG_BLOCK, &set, NULL);
	memset(&event, 0, sizeof(event));
	event.sigev_notify = SIGEV_SIGNAL;
	event.sigev_signo = SIGUSR1;
	EXPECT(!timer_create(CLOCK_MONOTONIC, &event, &timer));
	EXPECT(!timer_settime(timer, 0, &once, NULL));
	EXPECT(!sigwait(&set, &number) && number == SIGUSR1);
	EXPECT(!timer_delete(timer));
}

static void timer_descriptor(void)
{
	struct itimerspec once = { { 0, 0 }, { 0, 20000000 } };
	struct pollfd one = { timerfd_create(CLOCK_MONOTONIC, 0), POLLIN, 0 };
	uint64_t times;

	EXPECT(one.fd >= 0);
	EXPECT(!timerfd_settime(one.fd, 0, &once, NULL));
	EXPECT(poll(&one, 1, 2000) == 1);
	EXPECT(read(one.fd, &times, sizeof(times)) == sizeof(times) && times == 1);
	close(one.fd);
}

int main(void)
{
	clocks();
	sleeps();
	interval_timer();
	posix_timer();
	timer_descriptor();
	return promise("clocks go forward and timers fire, never early");
}
