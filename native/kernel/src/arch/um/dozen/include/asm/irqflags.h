/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Interrupts are host signals. Masking them is a flag in memory and costs no host call: the signal
 * handler looks at the flag and, while it is off, only notes what happened.
 */
#ifndef __DOZEN_IRQFLAGS_H
#define __DOZEN_IRQFLAGS_H

#ifndef __ASSEMBLY__
#include <linux/compiler.h>

/* Read and written by the entry code too: keep in step with struct dozen_cpu there. */
struct dozen_cpu {
	int in_user; /* guest code runs, or is about to */
	int irqs_on; /* the guest kernel accepts interrupts */
	int pending; /* bits of DOZEN_IRQ_*, noted while it does not */
	int pad;
	unsigned long kernel_sp;  /* end of the current task's kernel stack */
	unsigned long scratch[2]; /* guest stack pointer during entry and exit */
};

extern struct dozen_cpu dozen_cpu;
void dozen_irqs_run(void);

#define arch_local_save_flags arch_local_save_flags
static inline unsigned long arch_local_save_flags(void)
{
	return READ_ONCE(dozen_cpu.irqs_on);
}

#define arch_local_irq_disable arch_local_irq_disable
static inline void arch_local_irq_disable(void)
{
	WRITE_ONCE(dozen_cpu.irqs_on, 0);
	barrier();
}

#define arch_local_irq_enable arch_local_irq_enable
static inline void arch_local_irq_enable(void)
{
	barrier();
	WRITE_ONCE(dozen_cpu.irqs_on, 1);
	barrier();
	if (unlikely(READ_ONCE(dozen_cpu.pending)))
		dozen_irqs_run();
}

#define arch_local_irq_restore arch_local_irq_restore
static inline void arch_local_irq_restore(unsigned long flags)
{
	if (flags)
		arch_local_irq_enable();
	else
		arch_local_irq_disable();
}

#define ARCH_IRQ_DISABLED 0
#define ARCH_IRQ_ENABLED 1

#include <asm-generic/irqflags.h>
#endif
#endif
