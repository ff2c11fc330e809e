/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __DOZEN_SECTIONS_H
#define __DOZEN_SECTIONS_H
#include <asm-generic/sections.h>
extern char __binary_start[];
#endif
