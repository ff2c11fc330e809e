/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __DOZEN_ELF_H
#define __DOZEN_ELF_H

#include <asm/ptrace.h>
#include <asm/user.h>

#define elf_check_arch(x) ((x)->e_machine == EM_X86_64)
#define ELF_CLASS ELFCLASS64
#define ELF_DATA ELFDATA2LSB
#define ELF_ARCH EM_X86_64
#define ELF_PLATFORM "x86_64"
#define ELF_EXEC_PAGESIZE 4096
#define ELF_ET_DYN_BASE (TASK_SIZE / 3 * 2)

extern unsigned long dozen_hwcap;
#define ELF_HWCAP (dozen_hwcap)
#define ELF_HWCAP2 (0)

/* A signal frame with every vector register, with room for the stack it lands on. */
#define DOZEN_MINSIGSTKSZ 3632

extern unsigned long dozen_guest_vdso;
#define ARCH_DLINFO                                                                            \
	do {                                                                                   \
		NEW_AUX_ENT(dozen_guest_vdso ? AT_SYSINFO_EHDR : AT_IGNORE, dozen_guest_vdso); \
		NEW_AUX_ENT(AT_MINSIGSTKSZ, DOZEN_MINSIGSTKSZ);                                \
	} while (0)

#define SET_PERSONALITY(ex) \
	do {                \
	} while (0)

typedef unsigned long elf_greg_t;
#define ELF_NGREG (sizeof(struct user_regs_struct) / sizeof(elf_greg_t))
typedef elf_greg_t elf_gregset_t[ELF_NGREG];
typedef struct user_i387_struct elf_fpregset_t;

#define Elf_Dyn Elf64_Dyn /* the name the loader uses */

#define CORE_DUMP_USE_REGSET

/* The loader for independently placed segments loads ordinary position-independent files as one block. */
#define ELF_FDPIC_CORE_EFLAGS 0
#define elf_check_fdpic(x) 0
#define elf_check_const_displacement(x) 0
#define ELF_FDPIC_PLAT_INIT(regs, exec_map, interp_map, dynamic) memset(regs, 0, offsetof(struct pt_regs, orig_ax))

#define R_X86_64_NONE 0
#define R_X86_64_64 1
#define R_X86_64_PC32 2
#define R_X86_64_PLT32 4
#define R_X86_64_32 10
#define R_X86_64_32S 11
#define R_X86_64_PC64 24

#endif
