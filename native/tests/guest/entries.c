/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every way into a kernel that x86-64 has ends as a guest call: the guest kernel answers, never the host's.
 * Told apart by the process id: ours is small, and the host knows this process by another.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "promise.h"

#define X32_BIT 0x40000000L
#define VSYSCALL_TIME 0xffffffffff600400UL

static sigjmp_buf back;

static void jump(int number)
{
	siglongjmp(back, number);
}

static long by_syscall(long number)
{
	long result;

	__asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(0), "S"(0), "d"(0) : "rcx", "r11", "memory");
	return result;
}

static long by_interrupt(long number)
{
	long result;

	__asm__ volatile("int $0x80"
			 : "=a"(result)
			 : "a"(number), "b"(0), "c"(0), "d"(0)
			 : "r8", "r9", "r10", "r11", "memory");
	return result;
}

static int answered_here(const char *way, long result)
{
	printf("  %s: %ld (%s)\n", way, result, result < 0 ? strerror((int)-result) : "an answer");
	return result == getpid() || result == -ENOSYS;
}

int main(void)
{
	volatile int number;

	signal(SIGSEGV, jump);
	signal(SIGSYS, jump);
	signal(SIGILL, jump);
	EXPECT(by_syscall(SYS_getpid) == getpid());
	EXPECT(answered_here("x32 getpid", by_syscall(X32_BIT | SYS_getpid)));
	EXPECT(by_syscall(100000) == -ENOSYS);
	EXPECT(by_syscall(-1) == -ENOSYS);
	number = sigsetjmp(back, 1);
	if (!number)
		EXPECT(answered_here("int 0x80 getpid", by_interrupt(20)));
	else
		printf("  int 0x80: signal %d\n", number);
	number = sigsetjmp(back, 1);
	if (!number) {
		long now = ((long (*)(long *))VSYSCALL_TIME)(NULL);

		printf("  vsyscall page time: %ld\n", now);
		EXPECT(now == -ENOSYS || labs(now - (long)time(NULL)) <= 2);
	} else {
		printf("  vsyscall page: signal %d\n", number);
	}
	return promise("int 0x80, the vsyscall page and x32 numbers end as guest calls");
}
