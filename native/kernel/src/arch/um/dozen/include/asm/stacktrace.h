/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __DOZEN_STACKTRACE_H
#define __DOZEN_STACKTRACE_H
#endif
