/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __DOZEN_CACHEFLUSH_H
#define __DOZEN_CACHEFLUSH_H
#include <asm-generic/cacheflush.h>
#endif
