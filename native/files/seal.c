/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An image may come from anywhere, and a library that reads it has had its faults. So we look at it with as little as we
 * need: what is open already, memory, and nothing else. Everything that is not in this list ends the process.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include "files.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const unsigned short allowed[] = {
	__NR_read,   __NR_write,      __NR_pread64,    __NR_pwrite64, __NR_lseek,	  __NR_fallocate,
	__NR_fsync,  __NR_fdatasync,  __NR_fstat,      __NR_brk,      __NR_mmap,	  __NR_munmap,
	__NR_mremap, __NR_madvise,    __NR_close,      __NR_futex,    __NR_clock_gettime, __NR_gettimeofday,
	__NR_time,   __NR_getuid,     __NR_geteuid,    __NR_getgid,   __NR_getegid,	  __NR_rt_sigreturn,
	__NR_exit,   __NR_exit_group, __NR_newfstatat,
};

/* The library asks, and goes on without an answer. */
static const unsigned short refused[] = { __NR_prctl, __NR_ioctl, __NR_fadvise64 };

int seal(void)
{
	struct sock_filter code[2 * COUNT(allowed) + 2 * COUNT(refused) + 5];
	struct sock_fprog program = { 0, code };
	unsigned short at = 0;

	code[at++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
	code[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0);
	code[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
	code[at++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
	for (size_t i = 0; i < COUNT(allowed); i++) {
		code[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, allowed[i], 0, 1);
		code[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	}
	for (size_t i = 0; i < COUNT(refused); i++) {
		code[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, refused[i], 0, 1);
		code[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
	}
	code[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
	program.len = at;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
		return -errno;
	return 0;
}
