/* SPDX-License-Identifier: GPL-2.0-only */
/* Entropy comes with the start: the starter's seed and the host's getrandom, before the seal. */
#ifndef __DOZEN_ARCHRANDOM_H
#define __DOZEN_ARCHRANDOM_H
#include <asm-generic/archrandom.h>
#endif
