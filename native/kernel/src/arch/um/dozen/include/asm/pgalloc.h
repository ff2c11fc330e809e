/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __DOZEN_PGALLOC_H
#define __DOZEN_PGALLOC_H
#endif
