/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __DOZEN_DELAY_H
#define __DOZEN_DELAY_H
#include <asm-generic/delay.h>
#endif
