/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Guest memory never faults: access_ok() says whether a range lies in the block of memory that guest
 * programs live in, or in the window of programs linked to a fixed address, and inside every page is there.
 */
#ifndef __DOZEN_UACCESS_H
#define __DOZEN_UACCESS_H

#include <linux/compiler.h>
#include <linux/types.h>
#include <asm/page.h>

extern unsigned long dozen_ram_begin, dozen_ram_end;
extern unsigned long dozen_window_end; /* 0: the host refused the window */

static inline bool dozen_in_window(unsigned long address)
{
	return address >= DOZEN_WINDOW_BEGIN && address < dozen_window_end;
}

static inline int __access_ok(const void __user *ptr, unsigned long size)
{
	unsigned long begin = (unsigned long)ptr;

	/* Nothing at all may be copied from anywhere: stdio passes {NULL, 0} in its vectors. */
	return !size || (begin >= dozen_ram_begin && begin < dozen_ram_end && size <= dozen_ram_end - begin) ||
	       (dozen_in_window(begin) && size <= dozen_window_end - begin);
}
#define __access_ok __access_ok

/*
 * Routines for strings ask for all that could follow, up to here: without this a string that lies close to
 * the end of memory would be refused for what is behind it.
 */
#define TASK_SIZE_MAX dozen_ram_end

/*
 * The generic routines take it from here. strncpy_from_user() and strnlen_user() come from lib/, and
 * stop at the end of the block because of the above; behind the window lies a
 * page of zeros.
 */
#include <asm-generic/uaccess.h>

#endif
