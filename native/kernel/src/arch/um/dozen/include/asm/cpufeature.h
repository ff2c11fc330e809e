/* SPDX-License-Identifier: GPL-2.0-only */
/* The guest kernel itself uses no optional processor feature; generic code only wants the names. */
#ifndef __DOZEN_CPUFEATURE_H
#define __DOZEN_CPUFEATURE_H

#include <asm/processor.h>

#define boot_cpu_has(bit) (0)
#define static_cpu_has(bit) (0)
#define cpu_feature_enabled(bit) (0)
#define this_cpu_has(bit) (0)

#endif
