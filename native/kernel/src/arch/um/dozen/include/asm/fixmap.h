/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __DOZEN_FIXMAP_H
#define __DOZEN_FIXMAP_H
#endif
