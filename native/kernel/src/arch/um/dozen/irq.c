// SPDX-License-Identifier: GPL-2.0-only
/* Interrupts: three lines, noted as bits by the signal handler, run here. */
#include <linux/hardirq.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/kernel_stat.h>
#include <linux/seq_file.h>
#include <asm/irq_regs.h>
#include <linux/panic.h>
#include "host.h"

struct dozen_cpu dozen_cpu;

/* Called and left with interrupts off. */
static void run_one(unsigned int irq)
{
	struct pt_regs *old = set_irq_regs(dozen_interrupted);

	irq_enter();
	generic_handle_irq(irq);
	irq_exit();
	set_irq_regs(old);
}

void dozen_irqs_run(void)
{
	unsigned long was_on = dozen_cpu.irqs_on;
	int pending;

	dozen_cpu.irqs_on = 0;
	barrier();
	while ((pending = xchg(&dozen_cpu.pending, 0)))
		while (pending) {
			unsigned int irq = __ffs(pending);

			pending &= pending - 1;
			run_one(irq);
		}
	dozen_timer_arm();
	barrier();
	dozen_cpu.irqs_on = was_on;
}

static irqreturn_t console_interrupt(int irq, void *unused)
{
	dozen_console_event();
	return IRQ_HANDLED;
}

static irqreturn_t attention_interrupt(int irq, void *unused)
{
	dozen_take_request();
	return IRQ_HANDLED;
}

static irqreturn_t timer_interrupt(int irq, void *unused)
{
	dozen_time_interrupt();
	return IRQ_HANDLED;
}

static void nothing(struct irq_data *data)
{
}

static struct irq_chip signal_chip = {
	.name = "host signal",
	.irq_mask = nothing,
	.irq_unmask = nothing,
	.irq_ack = nothing,
};

void __init init_IRQ(void)
{
	unsigned int irq;

	for (irq = 0; irq < NR_IRQS; irq++)
		irq_set_chip_and_handler(irq, &signal_chip, handle_simple_irq);
}

void __init dozen_irqs_request(void)
{
	if (request_irq(DOZEN_IRQ_TIMER, timer_interrupt, IRQF_TIMER, "timer", NULL) ||
	    request_irq(DOZEN_IRQ_CONSOLE, console_interrupt, 0, "console", NULL) ||
	    request_irq(DOZEN_IRQ_ATTENTION, attention_interrupt, 0, "attention", NULL))
		panic("interrupt lines are taken");
}

int arch_show_interrupts(struct seq_file *p, int prec)
{
	return 0;
}
