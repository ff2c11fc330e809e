/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Signals delivered, blocked, taken on another stack, and jumped out of.
 * Faults on purpose, which an analyser need not point out.
 * check: -fno-analyzer
 */
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <sys/time.h>
#include <unistd.h>

#include "promise.h"
#include "spin.h"

static sigjmp_buf back;
static volatile sig_atomic_t last, count;
static void *volatile last_address;
static char other_stack[65536];
static volatile uintptr_t stack_seen;

static void note(int number)
{
	last = number;
	count++;
	stack_seen = (uintptr_t)__builtin_frame_address(0);
}

static void jump(int number, siginfo_t *info, void *context)
{
	(void)context;
	last = number;
	last_address = info->si_addr;
	siglongjmp(back, 1);
}

static void handle(int number, void (*simple)(int), int flags)
{
	struct sigaction action;

	memset(&action, 0, sizeof(action));
	if (simple)
		action.sa_handler = simple;
	else
		action.sa_sigaction = jump;
	action.sa_flags = flags | (simple ? 0 : SA_SIGINFO);
	EXPECT(!sigaction(number, &action, NULL));
}

/* Faults come back to us by siglongjmp, again and again. */
static void faults(void)
{
	volatile int zero = 0;

	handle(SIGSEGV, NULL, 0);
	handle(SIGBUS, NULL, 0);
	handle(SIGFPE, NULL, 0);
	handle(SIGILL, NULL, 0);
	handle(SIGTRAP, NULL, 0);
	for (int i = 0; i < 3; i++) {
		last = 0;
		if (!sigsetjmp(back, 1))
			*(volatile int *)(uintptr_t)zero = 1;
		EXPECT(last == SIGSEGV);
		EXPECT(last_address == NULL);
		last = 0;
		if (!sigsetjmp(back, 1))
			*(volatile int *)0xdead000000000000ULL = 1;
		EXPECT(last == SIGSEGV || last == SIGBUS);
		last = 0;
		if (!sigsetjmp(back, 1))
			__asm__ volatile("idivl %0" : : "m"(zero), "a"(1), "d"(0));
		EXPECT(last == SIGFPE);
		last = 0;
		if (!sigsetjmp(back, 1))
			__asm__ volatile("ud2");
		EXPECT(last == SIGILL);
		last = 0;
		if (!sigsetjmp(back, 1))
			__asm__ volatile("int3");
		EXPECT(last == SIGTRAP);
		last = 0;
		if (!sigsetjmp(back, 1))
			((void (*)(void))(uintptr_t)zero)();
		EXPECT(last == SIGSEGV);
	}
}

static void masks(void)
{
	sigset_t set, old, pending;

	handle(SIGUSR1, note, 0);
	count = 0;
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	EXPECT(!sigprocmask(SIG_BLOCK, &set, &old));
	EXPECT(!raise(SIGUSR1));
	EXPECT(count == 0);
	EXPECT(!sigpending(&pending) && sigismember(&pending, SIGUSR1));
	EXPECT(sigsuspend(&old) == -1 && errno == EINTR);
	EXPECT(count == 1);
	EXPECT(!sigprocmask(SIG_SETMASK, &old, NULL));
	EXPECT(!kill(getpid(), SIGUSR1) && count == 2);
}

static void other_stack_used(void)
{
	stack_t stack = { .ss_sp = other_stack, .ss_size = sizeof(other_stack) };

	EXPECT(!sigaltstack(&stack, NULL));
	handle(SIGUSR2, note, SA_ONSTACK);
	raise(SIGUSR2);
	EXPECT(stack_seen - (uintptr_t)other_stack < sizeof(other_stack));
}

static int ends[2];

static void note_and_write(int number)
{
	note(number);
	if (write(ends[1], "x", 1) != 1)
		count = -1;
}

/* A read is interrupted, or begun again where the handler says so. */
static void interrupted_calls(void)
{
	struct itimerval soon = { { 0, 0 }, { 0, 20000 } };
	char byte;

	EXPECT(!pipe(ends));
	handle(SIGALRM, note, 0);
	EXPECT(!setitimer(ITIMER_REAL, &soon, NULL));
	EXPECT(read(ends[0], &byte, 1) == -1 && errno == EINTR);
	handle(SIGALRM, note_and_write, SA_RESTART);
	count = 0;
	EXPECT(!setitimer(ITIMER_REAL, &soon, NULL));
	EXPECT(read(ends[0], &byte, 1) == 1 && byte == 'x');
	EXPECT(count == 1);
	close(ends[0]);
	close(ends[1]);
}

int main(void)
{
	faults();
	masks();
	other_stack_used();
	interrupted_calls();
	return promise("signals are delivered, blocked, taken on another stack, and jumped out of");
}
