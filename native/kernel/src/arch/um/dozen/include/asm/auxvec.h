/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __DOZEN_AUXVEC_H
#define __DOZEN_AUXVEC_H

#define AT_SYSINFO_EHDR 33

/* entries in ARCH_DLINFO */
#define AT_VECTOR_SIZE_ARCH 2

#endif
