/* SPDX-License-Identifier: Apache-2.0 */
/* Two programs hold a pattern in every vector register and check it, without a system call, while they preempt each other. */
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "promise.h"
#include "spin.h"

#define ROUNDS 20000000L

/* xmm0..xmm15 hold value+0..value+15; every round compares all of them with what they must be. Returns the differences seen. */
static long spin(uint64_t value, long rounds)
{
	uint64_t pattern[32] __attribute__((aligned(16)));
	long bad = 0;

	for (int i = 0; i < 32; i++)
		pattern[i] = value + (uint64_t)i;
	__asm__ volatile("movdqa 0(%[p]), %%xmm0\n\tmovdqa 16(%[p]), %%xmm1\n\tmovdqa 32(%[p]), %%xmm2\n\t"
			 "movdqa 48(%[p]), %%xmm3\n\tmovdqa 64(%[p]), %%xmm4\n\tmovdqa 80(%[p]), %%xmm5\n\t"
			 "movdqa 96(%[p]), %%xmm6\n\tmovdqa 112(%[p]), %%xmm7\n\tmovdqa 128(%[p]), %%xmm8\n\t"
			 "movdqa 144(%[p]), %%xmm9\n\tmovdqa 160(%[p]), %%xmm10\n\tmovdqa 176(%[p]), %%xmm11\n\t"
			 "movdqa 192(%[p]), %%xmm12\n\tmovdqa 208(%[p]), %%xmm13\n\tmovdqa 224(%[p]), %%xmm14\n"
			 "1:\n\t"
			 "pcmpeqd %%xmm15, %%xmm15\n\t"
			 ".irp n,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14\n\t"
			 "movdqa 16*\\n(%[p]), %%xmm15\n\tpcmpeqd %%xmm\\n, %%xmm15\n\tpmovmskb %%xmm15, %%eax\n\t"
			 "cmp $0xffff, %%eax\n\tje 2f\n\tinc %[bad]\n2:\n\t"
			 ".endr\n\t"
			 "dec %[rounds]\n\tjnz 1b"
			 : [bad] "+r"(bad), [rounds] "+r"(rounds)
			 : [p] "r"(pattern)
			 : "rax", "cc", "memory", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7",
			   "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
	return bad;
}

/* The x87 stack and the rounding modes must survive too. */
static int spin_x87(double seed)
{
	volatile double want = seed * 1.5;
	unsigned short control = 0x0f7f, seen;
	unsigned int mxcsr = 0x7f80, mxcsr_seen;
	int bad = 0;

	__asm__ volatile("fldcw %0" : : "m"(control));
	__asm__ volatile("ldmxcsr %0" : : "m"(mxcsr));
	for (int i = 0; i < 3000000; i++) {
		double back;

		__asm__ volatile("fldl %1\n\tfstpl %0" : "=m"(back) : "m"(want));
		bad += back != want;
	}
	__asm__ volatile("fstcw %0" : "=m"(seen));
	__asm__ volatile("stmxcsr %0" : "=m"(mxcsr_seen));
	return bad + (seen != control) + ((mxcsr_seen & 0xffc0) != mxcsr);
}

/* The upper halves of ymm0..ymm14. */
static long spin_avx(uint64_t value, long rounds)
{
	uint64_t pattern[4] __attribute__((aligned(32))) = { value, ~value, value * 3, value * 5 };
	long bad = 0;

	__asm__ volatile(".irp n,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14\n\tvmovdqa (%[p]), %%ymm\\n\n\t.endr\n"
			 "1:\n\t"
			 ".irp n,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14\n\t"
			 "vxorps (%[p]), %%ymm\\n, %%ymm15\n\tvptest %%ymm15, %%ymm15\n\tjz 2f\n\tinc %[bad]\n2:\n\t"
			 ".endr\n\t"
			 "dec %[rounds]\n\tjnz 1b\n\tvzeroupper"
			 : [bad] "+r"(bad), [rounds] "+r"(rounds)
			 : [p] "r"(pattern)
			 : "cc", "memory", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8",
			   "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
	return bad;
}

/* zmm16..zmm31 and the mask registers. */
__attribute__((target("avx512f,avx512bw"))) static long spin_avx512(uint64_t value, long rounds)
{
	uint64_t pattern[8] __attribute__((aligned(64)));
	long bad = 0;

	for (int i = 0; i < 8; i++)
		pattern[i] = value * (uint64_t)(2 * i + 1);
	__asm__ volatile(
		".irp n,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31\n\tvmovdqa64 (%[p]), %%zmm\\n\n\t.endr\n\t"
		"kmovq %[v], %%k3\n\tkmovq %[v], %%k7\n"
		"1:\n\t"
		".irp n,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31\n\t"
		"vpcmpneqq (%[p]), %%zmm\\n, %%k1\n\tkortestw %%k1, %%k1\n\tjz 2f\n\tinc %[bad]\n2:\n\t"
		".endr\n\t"
		"kxorq %%k3, %%k7, %%k1\n\tkortestq %%k1, %%k1\n\tjz 3f\n\tinc %[bad]\n3:\n\t"
		"kmovq %%k3, %%rax\n\tcmp %[v], %%rax\n\tje 4f\n\tinc %[bad]\n4:\n\t"
		"dec %[rounds]\n\tjnz 1b\n\tvzeroupper"
		: [bad] "+r"(bad), [rounds] "+r"(rounds)
		: [p] "r"(pattern), [v] "r"(value)
		: "rax", "cc", "memory", "k1", "k3", "k7");
	return bad;
}

int main(int argc, char **argv)
{
	static const char *const started[][2] = { { "spin", "17" }, { "spin", "90" }, { "x87", "3.25" },
						  { "avx", "51" },  { "avx", "204" }, { "avx512", "33" },
						  { "avx512", "7" } };
	int count = 3, status;
	pid_t children[7];

	if (argc > 2) {
		uint64_t value = strtoull(argv[2], NULL, 0) * 0x0101010101010101ULL;

		if (!strcmp(argv[1], "spin"))
			return spin(value, ROUNDS) != 0;
		if (!strcmp(argv[1], "x87"))
			return spin_x87(atof(argv[2])) != 0;
		if (!strcmp(argv[1], "avx"))
			return spin_avx(value, ROUNDS) != 0;
		return spin_avx512(value, ROUNDS) != 0;
	}
	if (__builtin_cpu_supports("avx2"))
		count = 5;
	if (__builtin_cpu_supports("avx512bw"))
		count = 7;
	printf("  %d programs at once%s\n", count, count < 7 ? " (no AVX-512 here)" : "");
	for (int i = 0; i < count; i++) {
		children[i] = start_self(started[i][0], started[i][1]);
		EXPECT(children[i] > 0);
	}
	for (int i = 0; i < count; i++) {
		EXPECT(waitpid(children[i], &status, 0) == children[i]);
		EXPECT(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	return promise("floating-point and vector registers survive preemption");
}
