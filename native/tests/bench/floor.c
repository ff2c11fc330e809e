/* SPDX-License-Identifier: Apache-2.0 */
/* The least a process costs: a static program without a C library that prints one byte and ends. */
void _start(void);

void _start(void)
{
	static const char byte = '!';
	long result;

	__asm__ volatile("syscall" : "=a"(result) : "a"(1L), "D"(1L), "S"(&byte), "d"(1L) : "rcx", "r11", "memory");
	__asm__ volatile("syscall" : "=a"(result) : "a"(231L), "D"(0L) : "rcx", "r11", "memory");
	__builtin_unreachable();
}
