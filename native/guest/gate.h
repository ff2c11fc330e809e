/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Going to the gate from guest code. Nothing prevents it: the guest shares the address space with its kernel. What it
 * may not do is decided by the host kernel's filter.
 */
#ifndef DOZEN_GUEST_GATE_H
#define DOZEN_GUEST_GATE_H

/* Reads a hexadecimal address from one of the kernel's files; 0 if there is none. */
unsigned long address_in(const char *path);

#define GATE_FILE "/proc/dozen/gate"
#define REGION_FILE "/proc/dozen/region"

/* The gate is entered by a jump, takes its registers like `syscall`, and goes on to the address in rbx. */
static inline long host_call(unsigned long gate, long number, const long arguments[6])
{
	register long r10 __asm__("r10") = arguments[3];
	register long r8 __asm__("r8") = arguments[4];
	register long r9 __asm__("r9") = arguments[5];
	long result;

	__asm__ volatile("lea 1f(%%rip), %%rbx\n\t"
			 "jmp *%[gate]\n"
			 "1:"
			 : "=a"(result)
			 : "a"(number), "D"(arguments[0]), "S"(arguments[1]), "d"(arguments[2]), "r"(r10), "r"(r8),
			   "r"(r9), [gate] "r"(gate)
			 : "rbx", "rcx", "r11", "memory", "cc");
	return result;
}

#endif
