/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Guest memory never faults: access_ok() says whether a range lies in the block of memory that guest
 * programs live in, and inside it every page is there.
 */
#ifndef __DOZEN_UACCESS_H
#define __DOZEN_UACCESS_H

#include <linux/compiler.h>

extern unsigned long dozen_ram_begin, dozen_ram_end;

static inline int __access_ok(const void __user *ptr, unsigned long size)
{
	unsigned long begin = (unsigned long)ptr;

	/* Nothing at all may be copied from anywhere: stdio passes {NULL, 0} in its vectors. */
	return !size || (begin >= dozen_ram_begin && begin < dozen_ram_end && size <= dozen_ram_end - begin);
}
#define __access_ok __access_ok

/*
 * The generic routines take it from here. strncpy_from_user() and strnlen_user() come from lib/, and
 * stop at the end of the block because user_addr_max() is the end of the block.
 */
#include <asm-generic/uaccess.h>

#endif
