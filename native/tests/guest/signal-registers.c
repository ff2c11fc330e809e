/* SPDX-License-Identifier: Apache-2.0 */
/* A timer's handler destroys every register it can; the loop it interrupts must not notice. */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/time.h>
#include <ucontext.h>
#include <unistd.h>

#include "promise.h"
#include "spin.h"

static volatile int taken;
static volatile int odd;

static void destroy(int number, siginfo_t *info, void *context)
{
	ucontext_t *saved = context;

	if (number != SIGALRM || !info || info->si_signo != SIGALRM || !saved->uc_mcontext.gregs[REG_RIP])
		odd++;
	taken++;
	__asm__ volatile(
		".irp n,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15\n\tpcmpeqd %%xmm\\n, %%xmm\\n\n\t.endr\n\t"
		"mov $-1, %%rax\n\tmov %%rax, %%rcx\n\tmov %%rax, %%rdx\n\tmov %%rax, %%rsi\n\tmov %%rax, %%rdi\n\t"
		"mov %%rax, %%r8\n\tmov %%rax, %%r9\n\tmov %%rax, %%r10\n\tmov %%rax, %%r11\n\tstd\n\tcld\n\tstc"
		:
		:
		: "rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "cc", "memory", "xmm0", "xmm1", "xmm2",
		  "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14",
		  "xmm15");
}

/* Fifteen registers, the red zone, flags and vectors, checked over and over. Returns the differences seen. */
static long hold(long rounds)
{
	uint64_t pattern[2] __attribute__((aligned(16))) = { 0x1122334455667788ULL, 0x99aabbccddeeff00ULL };
	long bad = 0;

	__asm__ volatile(
		"movdqa %[p], %%xmm7\n\tmovdqa %[p], %%xmm12\n\t"
		"mov $0x101, %%rax\n\tmov $0x103, %%rcx\n\tmov $0x105, %%rdx\n\tmov $0x107, %%r8\n\tmov $0x109, %%r9\n\t"
		"mov $0x10b, %%r10\n\tmov $0x10d, %%r11\n\tmov $0x10f, %%r12\n\tmov $0x111, %%r13\n"
		"1:\n\t"
		"movq $0x5a5a, -120(%%rsp)\n\tmov $40, %%r14d\n2:\tdec %%r14d\n\tjnz 2b\n\t"
		"cmpq $0x5a5a, -120(%%rsp)\n\tjne 3f\n\t"
		"cmp $0x101, %%rax\n\tjne 3f\n\tcmp $0x103, %%rcx\n\tjne 3f\n\tcmp $0x105, %%rdx\n\tjne 3f\n\t"
		"cmp $0x107, %%r8\n\tjne 3f\n\tcmp $0x109, %%r9\n\tjne 3f\n\tcmp $0x10b, %%r10\n\tjne 3f\n\t"
		"cmp $0x10d, %%r11\n\tjne 3f\n\tcmp $0x10f, %%r12\n\tjne 3f\n\tcmp $0x111, %%r13\n\tjne 3f\n\t"
		"movdqa %%xmm7, %%xmm0\n\tpcmpeqd %%xmm12, %%xmm0\n\tpmovmskb %%xmm0, %%r14d\n\tcmp $0xffff, %%r14d\n\tjne 3f\n\t"
		"jmp 4f\n3:\tinc %[bad]\n4:\tdec %[rounds]\n\tjnz 1b"
		: [bad] "+S"(bad), [rounds] "+D"(rounds)
		: [p] "m"(pattern)
		: "rax", "rcx", "rdx", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "cc", "memory", "xmm0", "xmm7",
		  "xmm12");
	return bad;
}

int main(void)
{
	struct itimerval every = { { 0, 2000 }, { 0, 2000 } };
	struct sigaction action;
	long long begun = now_ns();
	long bad = 0;

	memset(&action, 0, sizeof(action));
	action.sa_sigaction = destroy;
	action.sa_flags = SA_SIGINFO | SA_RESTART;
	EXPECT(!sigaction(SIGALRM, &action, NULL));
	EXPECT(!setitimer(ITIMER_REAL, &every, NULL));
	while (taken < 20 && now_ns() - begun < 5000000000LL)
		bad += hold(100000);
	memset(&every, 0, sizeof(every));
	setitimer(ITIMER_REAL, &every, NULL);
	printf("  %d signals taken\n", taken);
	EXPECT(bad == 0);
	EXPECT(odd == 0);
	EXPECT(taken >= 20);
	return promise("a signal handler leaves every register of the interrupted program as it was");
}
