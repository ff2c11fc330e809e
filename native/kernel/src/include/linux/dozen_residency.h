/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fork() in one address space: processes of a family have their memory at the same addresses and take
 * turns in it. See arch/um/dozen/residency.c.
 */
#ifndef DOZEN_RESIDENCY_H
#define DOZEN_RESIDENCY_H

#include <linux/list.h>
#include <linux/types.h>

struct dozen_family;
struct elf64_phdr;
struct file;
struct mm_struct;
struct task_struct;
struct vm_area_struct;
struct vm_region;

#ifdef CONFIG_UML_NOMMU

/*
 * Guest code may, or may no longer, write to these pages. Only such pages can differ between the members
 * of a family. 0 or -ENOMEM; the latter only where a family has to keep more pages apart from now on.
 */
int dozen_pages_writable(unsigned long start, unsigned long end, bool writable);

/* The child gets the parent's area, which the caller has copied. 0 or -ENOMEM. May sleep. */
int dozen_area_forked(struct mm_struct *parent, struct mm_struct *child, struct vm_region *region);

/* Rewritten call sites of the parent serve the child too. 0 or -ENOMEM. */
int dozen_stubs_fork(struct mm_struct *parent, struct mm_struct *child);

/* Which part of the stack is in use; before any area is copied. */
void dozen_stack_fork(struct mm_struct *parent, struct mm_struct *child);

/* A task of a family gives the processor away. */
void dozen_note_stack(struct task_struct *task);

/* The child finds zeros in its area. */
void dozen_area_wiped(struct mm_struct *child, struct vm_area_struct *area);

/* One more area of this process refers to the region (it was cut in two), or one fewer. */
void dozen_area_added(struct mm_struct *mm, struct vm_region *region);
void dozen_area_gone(struct mm_struct *mm, struct vm_region *region);

/*
 * Does nobody but one process have it, so that it is as it was before a fork? For a region that lives on after
 * it was forked that may have to be brought about.
 */
bool dozen_region_alone(struct vm_region *region);

/* After a switch, in the context of the task that goes on. */
void dozen_take_residence(struct mm_struct *mm);

/*
 * Where this process's byte lies now: in place, or in a frame while it is not resident; good up to the end
 * of its page. NULL: no memory for a frame that may be written.
 */
void *dozen_byte_of(struct mm_struct *mm, struct vm_region *region, unsigned long address, bool write);

/* As much as the file has, even where memory is short; else an error. Bytes or an error. May sleep. */
ssize_t nommu_read(struct file *file, void *to, size_t len, loff_t pos);

/* The end of the program's heap, moved if that can be. May sleep. */
unsigned long dozen_brk(unsigned long wanted);

/* Files mapped shared, see arch/um/dozen/shared.c. Fills in area and region. 0 or an error. May sleep. */
bool dozen_can_share(struct file *file);
int dozen_map_page_cache(struct vm_area_struct *vma, struct vm_region *region, unsigned long length);

/* Stores to a part of such a mapping go to the file; nothing to do for others. May sleep. */
int dozen_write_back(struct vm_area_struct *vma, unsigned long start, unsigned long end);

/* Programs linked to a fixed address. Why one with these program headers cannot run; NULL if it can. */
const char *dozen_window_refuses(const struct elf64_phdr *headers, unsigned int count);

/*
 * Brings one in, with all that its headers say of memory; for the process that is current. Its lowest
 * address or an error. May sleep.
 */
long dozen_window_load(struct mm_struct *mm, struct file *file, const struct elf64_phdr *headers, unsigned int count);

/* The second of two areas begins at this address. 0 or -ENOMEM. */
int nommu_split_area(struct mm_struct *mm, struct vm_area_struct *area, unsigned long at);

/* An area of a program linked to a fixed address, over memory that no other part of the kernel knows. */
int nommu_add_area(struct mm_struct *mm, unsigned long start, unsigned long end, struct dozen_family *family);

/* A process that never forked pays this one test. */
#define dozen_switched_in()                                              \
	do {                                                             \
		struct mm_struct *mm_ = current->mm;                     \
                                                                         \
		if (mm_ && unlikely(!list_empty(&mm_->context.members))) \
			dozen_take_residence(mm_);                       \
	} while (0)

#else

#define dozen_switched_in() \
	do {                \
	} while (0)

static inline int dozen_pages_writable(unsigned long start, unsigned long end, bool writable)
{
	return 0;
}

static inline bool dozen_region_alone(struct vm_region *region)
{
	return true;
}

#endif
#endif
