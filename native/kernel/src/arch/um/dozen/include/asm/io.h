/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __DOZEN_IO_H
#define __DOZEN_IO_H
#include <linux/types.h>
#include <asm-generic/io.h>
#endif
