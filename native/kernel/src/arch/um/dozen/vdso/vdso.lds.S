/* SPDX-License-Identifier: GPL-2.0-only */
/* One segment that can be put anywhere; the clock page is right before it. */
OUTPUT_FORMAT("elf64-x86-64")

SECTIONS
{
	clock_page = . - 4096;

	. = SIZEOF_HEADERS;
	.hash		: { *(.hash) }		:text
	.gnu.hash	: { *(.gnu.hash) }
	.dynsym		: { *(.dynsym) }
	.dynstr		: { *(.dynstr) }
	.gnu.version	: { *(.gnu.version) }
	.gnu.version_d	: { *(.gnu.version_d) }
	.note		: { *(.note.*) }	:text :note
	.dynamic	: { *(.dynamic) }	:text :dynamic
	.rodata		: { *(.rodata*) }	:text
	.text		: { *(.text*) }		:text
	/DISCARD/	: { *(.data*) *(.bss*) *(.got*) *(.comment) *(.discard*) *(.modinfo) }
}

PHDRS
{
	text	PT_LOAD		FLAGS(5) FILEHDR PHDRS;
	dynamic	PT_DYNAMIC	FLAGS(4);
	note	PT_NOTE		FLAGS(4);
}

VERSION
{
	LINUX_2.6 {
	global:
		clock_gettime;
		__vdso_clock_gettime;
		gettimeofday;
		__vdso_gettimeofday;
		time;
		__vdso_time;
		getcpu;
		__vdso_getcpu;
	local: *;
	};
}
