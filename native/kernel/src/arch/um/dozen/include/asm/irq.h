/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __DOZEN_IRQ_H
#define __DOZEN_IRQ_H

#define DOZEN_IRQ_TIMER 0
#define DOZEN_IRQ_CONSOLE 1
#define DOZEN_IRQ_ATTENTION 2
#define NR_IRQS 16

#include <asm-generic/irq.h>

#endif
