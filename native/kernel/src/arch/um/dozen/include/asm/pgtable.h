/* SPDX-License-Identifier: GPL-2.0-only */
/* There are no page tables: the trivial answers that generic code asks for. */
#ifndef __DOZEN_PGTABLE_H
#define __DOZEN_PGTABLE_H

#include <asm-generic/pgtable-nopud.h>

#ifndef __ASSEMBLY__
#include <asm/page.h>
#include <asm/processor.h>

#define pgd_present(pgd) (1)
#define pgd_none(pgd) (0)
#define pgd_bad(pgd) (0)
#define pgd_clear(pgdp)

#define PGDIR_SHIFT 21
#define PGDIR_SIZE (1UL << PGDIR_SHIFT)
#define PGDIR_MASK (~(PGDIR_SIZE - 1))
#define PMD_SHIFT 21

#define PAGE_NONE __pgprot(0)
#define PAGE_SHARED __pgprot(0)
#define PAGE_COPY __pgprot(0)
#define PAGE_READONLY __pgprot(0)
#define PAGE_KERNEL __pgprot(0)

#define swapper_pg_dir ((pgd_t *)0)

typedef pte_t *pte_addr_t;

#define pgprot_noncached(prot) (prot)
#define pgprot_writecombine(prot) (prot)
#define pgprot_device(prot) (prot)

#define VMALLOC_START 0UL
#define VMALLOC_END 0xffffffffffffffffUL

#define FIRST_USER_ADDRESS 0UL

extern unsigned long empty_zero_page[PAGE_SIZE / sizeof(unsigned long)];
#define ZERO_PAGE(vaddr) virt_to_page(empty_zero_page)

#endif /* __ASSEMBLY__ */
#endif
