/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __DOZEN_TLB_H
#define __DOZEN_TLB_H
#include <linux/mm.h>
#include <asm-generic/tlb.h>
#endif
