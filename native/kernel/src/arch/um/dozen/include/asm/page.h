/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * One address space for the guest kernel and all guest programs: physical address 0 is the start of
 * the kernel image, which is linked at a fixed address, and RAM follows it without a gap.
 */
#ifndef __DOZEN_PAGE_H
#define __DOZEN_PAGE_H

#include <linux/const.h>

#define PAGE_SHIFT CONFIG_PAGE_SHIFT
#define PAGE_SIZE (_AC(1, UL) << PAGE_SHIFT)
#define PAGE_MASK (~(PAGE_SIZE - 1))

#define DOZEN_IMAGE_BASE _AC(0x60000000, UL) /* START in arch/x86/Makefile.um */

/* Programs linked to a fixed address: what linkers use by default, and room for the largest compilers. */
#define DOZEN_WINDOW_BEGIN _AC(0x200000, UL)
#define DOZEN_WINDOW_END _AC(0x8200000, UL)

#ifndef __ASSEMBLY__

struct page;

#include <linux/pfn.h>
#include <linux/types.h>
#include <asm/vm-flags.h>

static inline void clear_page(void *page)
{
	unsigned long count = PAGE_SIZE / 8;

	asm volatile("rep stosq" : "+c"(count), "+D"(page) : "a"(0UL) : "memory");
}

#define copy_page(to, from) memcpy((void *)(to), (void *)(from), PAGE_SIZE)

#define clear_user_page(page, vaddr, pg) clear_page(page)
#define copy_user_page(to, from, vaddr, pg) copy_page(to, from)

typedef struct {
	unsigned long pte;
} pte_t;
typedef struct {
	unsigned long pmd;
} pmd_t;
typedef struct {
	unsigned long pgd;
} pgd_t;
typedef struct {
	unsigned long pgprot;
} pgprot_t;
typedef struct page *pgtable_t;

#define pte_val(x) ((x).pte)
#define pmd_val(x) ((x).pmd)
#define pgd_val(x) ((x).pgd)
#define pgprot_val(x) ((x).pgprot)
#define __pte(x) ((pte_t){ (x) })
#define __pmd(x) ((pmd_t){ (x) })
#define __pgd(x) ((pgd_t){ (x) })
#define __pgprot(x) ((pgprot_t){ (x) })

#define PAGE_OFFSET DOZEN_IMAGE_BASE

#define __pa(virt) ((unsigned long)(virt)-PAGE_OFFSET)
#define __va(phys) ((void *)((unsigned long)(phys) + PAGE_OFFSET))

#define virt_to_page(v) pfn_to_page(PHYS_PFN(__pa(v)))
#define page_to_virt(page) __va(PFN_PHYS(page_to_pfn(page)))
#define page_to_phys(page) PFN_PHYS(page_to_pfn(page))
#define virt_to_pfn(v) PHYS_PFN(__pa(v))

#define virt_addr_valid(v) ((unsigned long)(v) >= PAGE_OFFSET && pfn_valid(PHYS_PFN(__pa(v))))

#include <asm-generic/memory_model.h>
#include <asm-generic/getorder.h>

#endif /* __ASSEMBLY__ */
#endif
