/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __DOZEN_PROCESSOR_H
#define __DOZEN_PROCESSOR_H

#include <linux/prefetch.h>
#include <asm/cpufeatures.h>
#include <asm/page.h>
#include <asm/ptrace.h>

struct task_struct;

/*
 * XSAVE image, standard format. Floating-point registers stay live while the guest kernel runs (it is
 * built without them); they are saved only when another guest task needs the registers.
 */
#define DOZEN_XSAVE_SIZE 2752	 /* up to and with AVX-512 and PKRU */
#define DOZEN_XSAVE_MASK 0x2e7UL /* x87 SSE AVX opmask ZMM PKRU; no AMX */

struct dozen_fp {
	u8 image[DOZEN_XSAVE_SIZE];
} __aligned(64);

struct thread_struct {
	unsigned long sp; /* kernel stack pointer while not running */
	unsigned long fsbase;
	unsigned long gsbase;
	struct dozen_fp *fp; /* NULL: never ran guest code */
	/* the last host signal that hit guest code of this task */
	int trap_signal;
	int trap_code;
	unsigned long trap_address;
	unsigned long trap_number;
	unsigned long trap_error;
};

#define INIT_THREAD        \
	{                  \
		.fp = NULL \
	}

/* The whole of the host's user address space may be named; access_ok() decides what may be touched. */
#define TASK_SIZE 0x7ffffffff000UL
#define STACK_TOP TASK_SIZE
#define STACK_TOP_MAX STACK_TOP
#define TASK_UNMAPPED_BASE 0

#define task_pt_regs(t) ((struct pt_regs *)(task_stack_page(t) + THREAD_SIZE) - 1)
#define KSTK_EIP(t) (task_pt_regs(t)->ip)
#define KSTK_ESP(t) (task_pt_regs(t)->sp)

void start_thread(struct pt_regs *regs, unsigned long entry, unsigned long stack);
unsigned long __get_wchan(struct task_struct *p);

#define current_sp()                              \
	({                                        \
		void *sp;                         \
		asm("movq %%rsp, %0" : "=r"(sp)); \
		sp;                               \
	})
#define current_bp()                              \
	({                                        \
		unsigned long bp;                 \
		asm("movq %%rbp, %0" : "=r"(bp)); \
		bp;                               \
	})

struct cpuinfo_um {
	unsigned long loops_per_jiffy;
	union {
		__u32 x86_capability[NCAPINTS + NBUGINTS];
		unsigned long x86_capability_alignment;
	};
};

extern struct cpuinfo_um boot_cpu_data;
#define cache_line_size() L1_CACHE_BYTES

static __always_inline void rep_nop(void)
{
	asm volatile("rep; nop" : : : "memory");
}

#define cpu_relax() rep_nop()

#endif
