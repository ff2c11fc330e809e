/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * memcpy. The native port's picks its way by patching itself at start, which nothing here does, and would
 * always take the slowest. Every processor with FSGSBASE copies long stretches fast by one instruction.
 */
#include <linux/linkage.h>

#define LONG	256

	.text
	.balign	64
SYM_FUNC_START(memcpy)
	movq	%rdi, %rax
	cmpq	$LONG, %rdx
	jae	.Llong
	cmpq	$16, %rdx
	jb	.Lshort
.Lsixteen:
	movq	(%rsi), %r8
	movq	8(%rsi), %r9
	movq	%r8, (%rdi)
	movq	%r9, 8(%rdi)
	addq	$16, %rsi
	addq	$16, %rdi
	subq	$16, %rdx
	cmpq	$16, %rdx
	jae	.Lsixteen
	testq	%rdx, %rdx
	je	.Ldone
	/* the rest, as the last sixteen bytes of the whole */
	movq	-16(%rsi,%rdx), %r8
	movq	-8(%rsi,%rdx), %r9
	movq	%r8, -16(%rdi,%rdx)
	movq	%r9, -8(%rdi,%rdx)
.Ldone:
	RET
.Llong:
	movq	%rdx, %rcx
	rep movsb
	RET
.Lshort:
	cmpl	$8, %edx
	jb	.Lbelow8
	movq	(%rsi), %r8
	movq	-8(%rsi,%rdx), %r9
	movq	%r8, (%rdi)
	movq	%r9, -8(%rdi,%rdx)
	RET
.Lbelow8:
	cmpl	$4, %edx
	jb	.Lbelow4
	movl	(%rsi), %r8d
	movl	-4(%rsi,%rdx), %r9d
	movl	%r8d, (%rdi)
	movl	%r9d, -4(%rdi,%rdx)
	RET
.Lbelow4:
	testl	%edx, %edx
	je	.Ldone
	movzbl	(%rsi), %r8d
	movzbl	-1(%rsi,%rdx), %r9d
	cmpl	$2, %edx
	jbe	.Lends
	movzbl	1(%rsi), %r10d
	movb	%r10b, 1(%rdi)
.Lends:
	movb	%r8b, (%rdi)
	movb	%r9b, -1(%rdi,%rdx)
	RET
SYM_FUNC_END(memcpy)
SYM_FUNC_ALIAS(__memcpy, memcpy)

	.section .note.GNU-stack, "", @progbits
