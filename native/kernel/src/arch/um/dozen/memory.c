// SPDX-License-Identifier: GPL-2.0-only
/* Calls about memory that a kernel without page tables cannot carry out as asked, but can answer well. */
#include <linux/dozen_residency.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/mmap_lock.h>
#include <linux/page_reporting.h>
#include <linux/scatterlist.h>
#include <linux/sched.h>
#include <linux/sizes.h>
#include <linux/syscalls.h>
#include "host.h"

/*
 * Everything in guest memory can be read, written and executed; asking for less is granted without
 * effect, as on every machine without memory protection. What changes is what is remembered: which pages may
 * differ after a fork, and which files are written back.
 */
static int protect(unsigned long start, unsigned long end, bool may_write)
{
	struct vm_area_struct *vma;
	unsigned long at;

	for (at = start; at < end; at = vma->vm_end) {
		vma = vma_lookup(current->mm, at);
		if (!vma)
			return -ENOMEM;
		if (!may_write || !is_nommu_shared_mapping(vma->vm_flags))
			continue;
		if (!(vma->vm_flags & VM_MAYWRITE))
			return -EACCES;
		vm_flags_set(vma, VM_WRITE);
	}
	return dozen_pages_writable(start, end, may_write);
}

SYSCALL_DEFINE3(mprotect, unsigned long, start, size_t, length, unsigned long, protection)
{
	int error;

	if (start & ~PAGE_MASK)
		return -EINVAL;
	length = PAGE_ALIGN(length);
	if (start + length < start)
		return -ENOMEM;
	mmap_write_lock(current->mm);
	error = protect(start, start + length, protection & PROT_WRITE);
	mmap_write_unlock(current->mm);
	return error;
}

/* Pages that are dropped read as zeros afterwards: allocators count on it. */
static int drop(unsigned long start, unsigned long end)
{
	struct vm_area_struct *vma;
	int error = 0;

	mmap_read_lock(current->mm);
	while (start < end) {
		vma = vma_lookup(current->mm, start);
		if (!vma) {
			error = -ENOMEM;
			break;
		}
		if (!vma->vm_file && !(vma->vm_flags & VM_MAYSHARE))
			memset((void *)start, 0, min(end, vma->vm_end) - start);
		start = vma->vm_end;
	}
	mmap_read_unlock(current->mm);
	return error;
}

/* What a child gets of these pages. An area is cut where only a part is meant. */
static int on_fork(unsigned long start, unsigned long end, unsigned long set, unsigned long clear)
{
	struct vm_area_struct *vma;
	int error = 0;

	mmap_write_lock(current->mm);
	while (!error && start < end) {
		vma = vma_lookup(current->mm, start);
		if (!vma) {
			error = -ENOMEM;
		} else if (set & VM_WIPEONFORK && (vma->vm_file || vma->vm_region->shared)) {
			error = -EINVAL;
		} else if (vma->vm_start < start) {
			error = nommu_split_area(current->mm, vma, start);
		} else if (vma->vm_end > end) {
			error = nommu_split_area(current->mm, vma, end);
		} else {
			vm_flags_mod(vma, set, clear);
			start = vma->vm_end;
		}
	}
	mmap_write_unlock(current->mm);
	return error;
}

SYSCALL_DEFINE3(madvise, unsigned long, start, size_t, length, int, advice)
{
	if (start & ~PAGE_MASK)
		return -EINVAL;
	length = PAGE_ALIGN(length);
	if (start + length < start)
		return -EINVAL;
	switch (advice) {
	case MADV_DONTNEED:
		return drop(start, start + length);
	case MADV_DONTFORK:
		return on_fork(start, start + length, VM_DONTCOPY, 0);
	case MADV_DOFORK:
		return on_fork(start, start + length, 0, VM_DONTCOPY);
	case MADV_WIPEONFORK:
		return on_fork(start, start + length, VM_WIPEONFORK, 0);
	case MADV_KEEPONFORK:
		return on_fork(start, start + length, 0, VM_WIPEONFORK);
	case MADV_NORMAL:
	case MADV_RANDOM:
	case MADV_SEQUENTIAL:
	case MADV_WILLNEED:
	case MADV_FREE:
	case MADV_HUGEPAGE:
	case MADV_NOHUGEPAGE:
	case MADV_DONTDUMP:
	case MADV_DODUMP:
	case MADV_MERGEABLE:
	case MADV_UNMERGEABLE:
	case MADV_COLD:
	case MADV_PAGEOUT:
		return 0;
	default:
		return -EINVAL;
	}
}

/* --- the heap ----------------------------------------------------------------------------------- */

/*
 * Enough for some of the steps in which the most common C library lets its heap grow. Without any it takes a
 * megabyte at once, to be cleared, and looked through at every fork. Beyond it goes on with mappings; but it leaves
 * ENOMEM in errno then, which some programs take for their own (ps does). So the heap is one that those seldom outgrow.
 */
#define HEAP_LEAST SZ_512K
#define HEAP_MOST SZ_4M
#define HEAP_PART 512 /* of the machine's memory */

static unsigned long heap_bytes(void)
{
	return PAGE_ALIGN(clamp(dozen_options.memory / HEAP_PART, HEAP_LEAST, HEAP_MOST));
}

static void make_heap(struct mm_struct *mm)
{
	/* a page more: an end where the stack begins would look like one that was not asked for */
	unsigned long start = vm_mmap(NULL, 0, heap_bytes() + PAGE_SIZE, PROT_READ | PROT_WRITE,
				      MAP_PRIVATE | MAP_ANONYMOUS | MAP_UNINITIALIZED, 0);

	if (IS_ERR_VALUE(start)) {
		/* none, for good: where it ends has been told */
		mm->context.end_brk = 0;
		return;
	}
	mmap_write_lock(mm);
	dozen_pages_writable(start, start + heap_bytes() + PAGE_SIZE, false);
	mm->context.end_brk = start + heap_bytes();
	mm->brk = start;
	mmap_write_unlock(mm);
}

/* Pages count as writable, and are looked at by a fork, as far as the heap has grown. */
unsigned long dozen_brk(unsigned long wanted)
{
	struct mm_struct *mm = current->mm;
	unsigned long end;

	/* not asked for yet: it ends where the stack begins */
	if (mm->context.end_brk == mm->start_brk)
		make_heap(mm);
	mmap_write_lock(mm);
	end = mm->brk;
	if (!mm->context.end_brk || wanted < mm->context.end_brk - heap_bytes() || wanted > mm->context.end_brk)
		goto out;
	if (wanted > end) {
		if (dozen_pages_writable(end & PAGE_MASK, PAGE_ALIGN(wanted), true))
			goto out;
		memset((void *)end, 0, wanted - end);
	}
	end = mm->brk = wanted;
out:
	mmap_write_unlock(mm);
	return end;
}

/* --- free memory goes back to the host --------------------------------------------------------- */

#define REPORT_ORDER 5 /* 128 KiB: worth a host call */

static int report(struct page_reporting_dev_info *device, struct scatterlist *list, unsigned int entries)
{
	struct scatterlist *entry;
	unsigned int i;

	for_each_sg(list, entry, entries, i) {
		unsigned long pages = entry->length >> PAGE_SHIFT;
		u64 digest = MADV_DONTNEED | (pages & 0xffffff) << 8 | (u64)page_to_pfn(sg_page(entry)) << 32;

		if (dozen_host_call(ROW_madvise, digest, (long)sg_virt(entry), entry->length, MADV_DONTNEED, 0, 0))
			return -EIO;
	}
	return 0;
}

static struct page_reporting_dev_info reporter = {
	.report = report,
	.order = REPORT_ORDER,
};

static int __init report_free_memory(void)
{
	return page_reporting_register(&reporter);
}
late_initcall(report_free_memory);
