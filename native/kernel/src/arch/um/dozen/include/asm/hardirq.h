/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __DOZEN_HARDIRQ_H
#define __DOZEN_HARDIRQ_H
#include <asm-generic/hardirq.h>
#define __ARCH_IRQ_EXIT_IRQS_DISABLED 1
#endif
