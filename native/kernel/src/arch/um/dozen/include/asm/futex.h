/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __DOZEN_FUTEX_H
#define __DOZEN_FUTEX_H
#include <asm-generic/futex.h>
#endif
