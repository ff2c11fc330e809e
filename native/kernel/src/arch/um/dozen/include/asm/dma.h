/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __DOZEN_DMA_H
#define __DOZEN_DMA_H
#define MAX_DMA_ADDRESS PAGE_OFFSET
#endif
