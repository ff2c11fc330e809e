// SPDX-License-Identifier: GPL-2.0-only
/* The guest calls, by number, as x86-64 has them. */
#include <linux/linkage.h>
#include <linux/cache.h>
#include <asm/syscall.h>

/* There is no hardware whose ports could be opened, and no segment table. */
#define sys_iopl sys_ni_syscall
#define sys_ioperm sys_ni_syscall
#define sys_modify_ldt sys_ni_syscall

#define __SYSCALL_NORETURN __SYSCALL

#define __SYSCALL(nr, sym)                                                                                    \
	extern asmlinkage long sym(unsigned long, unsigned long, unsigned long, unsigned long, unsigned long, \
				   unsigned long);
#include <asm/syscalls_64.h>
#undef __SYSCALL

#define __SYSCALL(nr, sym) sym,
const sys_call_ptr_t sys_call_table[] ____cacheline_aligned = {
#include <asm/syscalls_64.h>
};
