/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __DOZEN_SEGMENT_H
#define __DOZEN_SEGMENT_H
#endif
