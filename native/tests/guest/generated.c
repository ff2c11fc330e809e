/* SPDX-License-Identifier: Apache-2.0 */
/* Code that a program makes itself makes its guest calls like any other, again and again, also after a change in place. */
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "promise.h"

/* mov $number,%eax; syscall; ret */
static void generate(unsigned char *code, unsigned int number)
{
	const unsigned char bytes[] = { 0xb8, (unsigned char)number, (unsigned char)(number >> 8), 0, 0, 0x0f, 0x05,
					0xc3 };

	memcpy(code, bytes, sizeof(bytes));
}

int main(void)
{
	unsigned char *code = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	long (*call)(void) = (long (*)(void))code;
	long (*middle)(long) = (long (*)(long))(code + 5);

	EXPECT((void *)code != MAP_FAILED);
	for (int round = 0; round < 10; round++) {
		generate(code, SYS_getpid);
		for (int i = 0; i < 100; i++)
			EXPECT(call() == getpid());
		generate(code, SYS_getppid);
		for (int i = 0; i < 100; i++)
			EXPECT(call() == getppid());
	}
	/* A jump straight to the `syscall`, past the number. */
	for (int i = 0; i < 100; i++) {
		long result;

		__asm__ volatile("call *%[to]"
				 : "=a"(result)
				 : [to] "r"(middle), "a"(SYS_getuid)
				 : "rcx", "r11", "memory");
		EXPECT(result == getuid());
	}
	return promise("generated code makes its guest calls, also when it changes in place");
}
