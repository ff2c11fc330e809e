/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/linkage.h>

	.section .rodata, "a"
	.balign	64
SYM_DATA_START(dozen_vdso_image)
	.incbin "arch/um/dozen/vdso/vdso.so"
SYM_DATA_END_LABEL(dozen_vdso_image, SYM_L_GLOBAL, dozen_vdso_image_end)

	.section .note.GNU-stack, "", @progbits
