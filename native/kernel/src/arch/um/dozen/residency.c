// SPDX-License-Identifier: GPL-2.0-only
/*
 * fork() without page tables.
 *
 * A region is a block of memory; its addresses are where it lies. After a fork parent and child use the
 * same regions, at the same addresses, with contents of their own. One member of a region's family is
 * resident: its contents are in place. Each other member keeps a frame for every page that may differ. A
 * member's contents come into place when one of its tasks is switched in, before any of its code, guest or
 * kernel, runs.
 *
 * What always holds:
 *   - whoever is current is resident in all its regions;
 *   - nothing sleeps while contents are exchanged;
 *   - pages differ between members only where the writable bit of the page is set;
 *   - a member that is not resident has a frame for each such page;
 *   - frames are counted and reserved at fork: a switch takes them from the reserve, so it cannot fail.
 *
 * A frame is shared by members whose contents are the same, as a page is after a fork with page tables. A
 * page of zeros is not stored. Programs linked to a fixed address are one more family, with a rule of its own
 * for which pages count: window.c. Members only ever run one at a time on one processor without preemption in
 * the kernel, so lists and frames need no lock: they are changed in process context, between switches.
 */
#include <linux/dozen_residency.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/memblock.h>
#include <linux/math64.h>
#include <linux/mm.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task_stack.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include "host.h"
#include "residency.h"

struct dozen_family_counts dozen_family_counts;
#define count(what) (dozen_family_counts.what++)

/* --- which pages may be written ----------------------------------------------------------------- */

static unsigned long *writable; /* a bit per page of memory */

static unsigned long bit_of_page(unsigned long address)
{
	return __pa(address) >> PAGE_SHIFT;
}

void __init dozen_residency_start(void)
{
	size_t bytes = BITS_TO_LONGS(dozen_options.memory >> PAGE_SHIFT) * sizeof(long);

	writable = memblock_alloc(bytes, sizeof(long));
	if (!writable)
		panic("no memory for the map of writable pages");
}

/* --- contents ------------------------------------------------------------------------------------- */

static bool frame_equals(struct page *frame, const void *place)
{
	return frame == ZERO ? dozen_page_is_zero(place) : dozen_pages_equal(page_address(frame_page(frame)), place);
}

/* Does the frame of the one whose contents are in place still say what they are? */
static bool still_says(const struct dozen_family *family, unsigned long index, struct page *frame)
{
	return frame_is_borrowed(frame) || (family->owner && dozen_window_unchanged(index)) ||
	       frame_equals(frame, place_of(family, index));
}

static void frame_to_place(struct page *frame, void *place)
{
	if (frame == ZERO)
		clear_page(place);
	else
		copy_page(place, page_address(frame_page(frame)));
}

/* --- frames --------------------------------------------------------------------------------------- */

unsigned long dozen_next_writable(const struct dozen_family *family, unsigned long index)
{
	unsigned long first = bit_of_page(family->start);

	return find_next_bit(writable, first + family->pages, first + index) - first;
}

unsigned long dozen_next_unwritable(const struct dozen_family *family, unsigned long index)
{
	unsigned long first = bit_of_page(family->start);

	return find_next_zero_bit(writable, first + family->pages, first + index) - first;
}

/* A block of the reserve becomes single pages. */
static void split_block(struct dozen_family *family)
{
	struct page *block = list_first_entry_or_null(&family->blocks, struct page, lru);
	unsigned long i, pages;

	if (!block)
		return;
	list_del(&block->lru);
	pages = 1UL << page_private(block);
	split_page(block, page_private(block));
	set_page_private(block, 0);
	for (i = pages; i--;)
		list_add(&block[i].lru, &family->reserve);
}

struct page *dozen_frame_take(struct dozen_family *family)
{
	struct page *frame;

	if (list_empty(&family->reserve))
		split_block(family);
	frame = list_first_entry_or_null(&family->reserve, struct page, lru);
	if (frame) {
		list_del(&frame->lru);
		family->reserved--;
		dozen_family_counts.reserved--;
	} else {
		frame = alloc_page(GFP_ATOMIC | __GFP_NOWARN);
		if (!frame)
			return NULL;
	}
	family->frames++;
	count(frames);
	return frame;
}

void dozen_frame_put(struct dozen_family *family, struct page *frame)
{
	if (!frame || frame == ZERO)
		return;
	if (frame_is_borrowed(frame) || page_ref_count(frame) > 1) {
		frame = frame_page(frame);
		put_page(frame);
		return;
	}
	family->frames--;
	family->reserved++;
	dozen_family_counts.frames--;
	count(reserved);
	list_add(&frame->lru, &family->reserve);
}

struct page *dozen_frame_get(struct page *frame)
{
	if (frame && frame != ZERO)
		get_page(frame_page(frame));
	return frame;
}

/* The contents came into place: a frame that nobody else needs is free. */
static void let_go(struct dozen_family *family, struct page **slot)
{
	if (!frame_only_here(*slot))
		return;
	dozen_frame_put(family, *slot);
	*slot = NULL;
}

/* A frame of its own for every member but the resident one. */
static unsigned long frames_wanted(const struct dozen_family *family)
{
	unsigned long pages = 0, index;

	if (family->owner)
		return dozen_window_wants();
	for_each_writable(family, index)
		pages++;
	return family->count ? pages * (family->count - 1) : 0;
}

/*
 * Forks come in rows: what one gives back serves the next. Some time after the last, the memory is free.
 */
#define POOL_MOST 1024
#define POOL_JIFFIES HZ

static LIST_HEAD(pool);
static unsigned long pooled;
static bool pool_used;

static void pool_drain(struct work_struct *work)
{
	struct page *frame, *next;

	if (pool_used) {
		pool_used = false;
		schedule_delayed_work(to_delayed_work(work), POOL_JIFFIES);
		return;
	}
	list_for_each_entry_safe(frame, next, &pool, lru)
		__free_page(frame);
	INIT_LIST_HEAD(&pool);
	pooled = 0;
}

static DECLARE_DELAYED_WORK(pool_work, pool_drain);

static struct page *pool_take(void)
{
	struct page *frame = list_first_entry_or_null(&pool, struct page, lru);

	if (!frame)
		return alloc_page(GFP_KERNEL | __GFP_NOWARN | __GFP_NORETRY);
	list_del(&frame->lru);
	pooled--;
	return frame;
}

static void pool_give(struct page *frame)
{
	if (pooled >= POOL_MOST) {
		__free_page(frame);
		return;
	}
	list_add(&frame->lru, &pool);
	pooled++;
	pool_used = true;
	if (!delayed_work_pending(&pool_work))
		schedule_delayed_work(&pool_work, POOL_JIFFIES);
}

#define BLOCK_ORDER 6

/* Not more than `most` pages, singly or in one piece. How many; 0: there is no memory. May sleep. */
static unsigned long add_to_reserve(struct dozen_family *family, unsigned long most)
{
	unsigned int order = min(ilog2(most), BLOCK_ORDER);
	struct page *page = NULL;

	if (order && !pooled)
		page = alloc_pages(GFP_KERNEL | __GFP_NOWARN | __GFP_NORETRY, order);
	if (page) {
		set_page_private(page, order);
		list_add(&page->lru, &family->blocks);
		return 1UL << order;
	}
	page = pool_take();
	if (!page)
		return 0;
	list_add(&page->lru, &family->reserve);
	return 1;
}

/*
 * What members may need at most, and `more`; what is missing is allocated now. May sleep, and then another
 * member may have forked: so the family is pinned, and its size looked at again.
 */
int dozen_family_reserve(struct dozen_family *family, unsigned long more)
{
	unsigned long wanted = frames_wanted(family) + more, added;

	while (family->frames + family->reserved < wanted) {
		while (family->frames + family->reserved < wanted) {
			added = add_to_reserve(family, wanted - family->frames - family->reserved);
			if (!added)
				return -ENOMEM;
			family->reserved += added;
			dozen_family_counts.reserved += added;
		}
		wanted = frames_wanted(family) + more;
	}
	return 0;
}

void dozen_family_shrink(struct dozen_family *family, unsigned long keep)
{
	struct page *frame, *next;
	unsigned long before = family->reserved;

	list_for_each_entry_safe(frame, next, &family->blocks, lru) {
		unsigned int order = page_private(frame);

		if (family->reserved < keep + (1UL << order))
			break;
		list_del(&frame->lru);
		set_page_private(frame, 0);
		__free_pages(frame, order);
		family->reserved -= 1UL << order;
	}
	while (family->reserved > keep) {
		if (list_empty(&family->reserve))
			split_block(family);
		frame = list_first_entry(&family->reserve, struct page, lru);
		list_del(&frame->lru);
		family->reserved--;
		pool_give(frame);
	}
	dozen_family_counts.reserved -= before - family->reserved;
}

/* --- the unused part of a stack --------------------------------------------------------------------- */

/*
 * A program's stack is one block, of which it uses little. Below the lowest stack pointer there is nothing
 * that anybody will read: such pages are neither kept nor compared. The lowest is taken over all moments
 * when the process gave the processor away; and a process that was once seen with its first thread on another
 * stack (coroutines, alternate signal stacks) has all of its stack in use, because then the pointer does not
 * tell.
 */
#define BELOW_POINTER (4 * PAGE_SIZE) /* the red zone, and some more */

static void note_pointer(mm_context_t *context, unsigned long sp, bool first_thread)
{
	if (sp >= context->stack_begin && sp < context->stack_end)
		context->stack_low = min(context->stack_low, sp);
	else if (first_thread)
		context->stack_low = 0;
}

void dozen_note_stack(struct task_struct *task)
{
	mm_context_t *context = &task->mm->context;

	/* who runs on borrowed memory until it execs has a stack of its own somewhere */
	if (context->stack_low)
		note_pointer(context, task_pt_regs(task)->sp, thread_group_leader(task) && !task->vfork_done);
}

static void find_stack(struct mm_struct *mm)
{
	struct vm_area_struct *area = vma_lookup(mm, mm->start_stack);
	struct task_struct *leader = current->group_leader;

	/* as long as somebody shares it, what was seen since that fork counts */
	if (area && area->vm_region->family)
		return;

	mm->context.stack_begin = mm->context.stack_end = mm->context.stack_low = 0;
	if (!area || leader->mm != mm || leader->vfork_done)
		return;
	mm->context.stack_begin = area->vm_region->vm_start;
	mm->context.stack_end = mm->context.stack_low = area->vm_region->vm_end;
	note_pointer(&mm->context, task_pt_regs(leader)->sp, true);
}

void dozen_stack_fork(struct mm_struct *parent, struct mm_struct *child)
{
	find_stack(parent);
	dozen_note_stack(current);
	child->context.stack_begin = parent->context.stack_begin;
	child->context.stack_end = parent->context.stack_end;
	child->context.stack_low = parent->context.stack_low;
}

/* The first page of the family that this member may read again. */
static unsigned long live_from(const struct dozen_member *member)
{
	const mm_context_t *context = &member->mm->context;

	if (!context->stack_low || context->stack_begin != member->family->start ||
	    context->stack_low - context->stack_begin < BELOW_POINTER)
		return 0;
	return (context->stack_low - context->stack_begin - BELOW_POINTER) >> PAGE_SHIFT;
}

/* --- taking turns --------------------------------------------------------------------------------- */

/* There is no frame after all: like a page that cannot be copied on write, it costs the process. */
void dozen_no_frame(struct dozen_member *member)
{
	struct task_struct *task;

	pr_err("no memory to keep a page of a forked process apart\n");
	for_each_process(task)
		if (task->mm == member->mm)
			send_sig(SIGKILL, task, 1);
}

/* What is in place belongs to `from`; afterwards `from` has it in a frame and `to` has its own in place. */
void dozen_swap_page(struct dozen_family *family, struct dozen_member *from, struct dozen_member *to,
		     unsigned long index)
{
	void *place = place_of(family, index);
	struct page **from_frame = frame_slot(from, index), **to_frame = frame_slot(to, index);
	struct page *theirs = *from_frame, *ours, *fresh;

	if (!*to_frame)
		*to_frame = ZERO; /* of its stack, never used */
	ours = *to_frame;

	if (theirs && still_says(family, index, theirs)) {
		count(pages_same);
		/* the frame still says what is in place; it stays where both refer to it */
		if (theirs != ours) {
			frame_to_place(ours, place);
			let_go(family, to_frame);
		}
		return;
	}
	count(pages_moved);
	if (theirs) {
		*from_frame = NULL;
		dozen_frame_put(family, theirs);
	}
	if (dozen_page_is_zero(place)) {
		*from_frame = ZERO;
		frame_to_place(ours, place);
	} else if (frame_only_here(ours)) {
		dozen_pages_exchange(place, page_address(ours));
		*from_frame = ours;
		*to_frame = NULL;
		return;
	} else {
		fresh = dozen_frame_take(family);
		if (!fresh) {
			dozen_no_frame(from);
			*from_frame = ZERO;
		} else {
			copy_page(page_address(fresh), place);
			*from_frame = fresh;
		}
		frame_to_place(ours, place);
	}
	let_go(family, to_frame);
}

/* What is in place belonged to a process that left. */
void dozen_fill_page(struct dozen_family *family, struct dozen_member *to, unsigned long index)
{
	void *place = place_of(family, index);
	struct page **to_frame = frame_slot(to, index), *ours = *to_frame;

	if (!ours)
		return;
	if (frame_equals(ours, place)) {
		count(pages_same);
	} else {
		count(pages_moved);
		frame_to_place(ours, place);
	}
	let_go(family, to_frame);
}

static void make_resident(struct dozen_member *member)
{
	struct dozen_family *family = member->family;
	struct dozen_member *before = family->resident;
	unsigned long index, ours, theirs;

	if (before == member)
		return;
	if (family->owner) {
		dozen_window_take(member);
		return;
	}
	if (family->closed) {
		family->resident = member;
		dozen_guard_take(member);
		return;
	}
	ours = live_from(member);
	theirs = before ? live_from(before) : ULONG_MAX;
	for_each_writable_from(family, index, min(ours, theirs)) {
		if (index >= theirs)
			dozen_swap_page(family, before, member, index);
		else
			dozen_fill_page(family, member, index);
	}
	family->resident = member;
}

#define TURN_WORTH 20
#define LONGEST_SLICE ((u64)100 * NSEC_PER_MSEC)

void dozen_take_residence(struct mm_struct *mm)
{
	struct dozen_member *member;
	u64 begin = 0, took;

	list_for_each_entry(member, &mm->context.members, in_mm) {
		if (member->family->resident == member)
			continue;
		if (!begin)
			begin = dozen_monotonic();
		make_resident(member);
	}
	if (!begin)
		return;
	took = dozen_monotonic() - begin;
	/* what a turn costs should be little beside what the turn is good for */
	current->se.slice = clamp(TURN_WORTH * took, current->se.slice, LONGEST_SLICE);
	current->se.custom_slice = 1;
	dozen_control->turns++;
	dozen_control->turn_ns += took;
	dozen_control->turn_longest_ns = max(dozen_control->turn_longest_ns, took);
}

/* --- joining and leaving ---------------------------------------------------------------------------- */

struct dozen_member *dozen_member_of(struct mm_struct *mm, struct dozen_family *family)
{
	struct dozen_member *member;

	list_for_each_entry(member, &mm->context.members, in_mm)
		if (member->family == family)
			return member;
	return NULL;
}

struct dozen_member *dozen_family_join(struct mm_struct *mm, struct dozen_family *family, unsigned int areas,
				       unsigned long first, unsigned long pages)
{
	struct dozen_member *member;

	member = kvzalloc(struct_size(member, frame, pages), GFP_KERNEL | __GFP_NOWARN);
	if (!member)
		return NULL;
	member->family = family;
	member->mm = mm;
	member->areas = areas;
	member->first = first;
	member->pages = pages;
	list_add(&member->in_family, &family->members);
	list_add(&member->in_mm, &mm->context.members);
	family->count++;
	count(members);
	return member;
}

static int found_family(struct mm_struct *parent, struct vm_region *region)
{
	struct dozen_family *family = kzalloc(sizeof(*family), GFP_KERNEL);

	if (!family)
		return -ENOMEM;
	INIT_LIST_HEAD(&family->members);
	INIT_LIST_HEAD(&family->reserve);
	INIT_LIST_HEAD(&family->blocks);
	family->start = region->vm_start;
	family->pages = (region->vm_end - region->vm_start) >> PAGE_SHIFT;
	if (dozen_guard_wanted(parent, family) && dozen_guard_begin(family))
		goto no_guard;
	family->resident = dozen_family_join(parent, family, region->vm_usage, 0, family->pages);
	if (!family->resident)
		goto no_member;
	region->family = family;
	count(families);
	return 0;

no_member:
	if (family->closed)
		dozen_guard_end(family);
no_guard:
	kfree(family);
	return -ENOMEM;
}

/* The child's contents are the parent's, which are in place: one frame says so for both. */
static int snapshot_page(struct dozen_family *family, struct dozen_member *parent, struct dozen_member *child,
			 unsigned long index)
{
	void *place = place_of(family, index);
	struct page **slot = frame_slot(parent, index), *frame = *slot;

	if (!frame || !still_says(family, index, frame)) {
		dozen_frame_put(family, frame);
		frame = ZERO;
		if (!dozen_page_is_zero(place)) {
			frame = dozen_frame_take(family);
			if (!frame) {
				*slot = NULL;
				return -ENOMEM;
			}
			copy_page(page_address(frame), place);
		}
		*slot = frame;
	}
	*frame_slot(child, index) = dozen_frame_get(frame);
	return 0;
}

static int snapshot(struct dozen_family *family, struct dozen_member *parent, struct dozen_member *child)
{
	unsigned long index;

	if (family->owner) {
		for (index = parent->first; index < parent->first + parent->pages; index++)
			if (snapshot_page(family, parent, child, index))
				return -ENOMEM;
		return 0;
	}
	if (family->closed)
		return dozen_guard_fork(family, parent, child);
	for_each_writable_from(family, index, live_from(parent))
		if (snapshot_page(family, parent, child, index))
			return -ENOMEM;
	return 0;
}

/* The member is off the lists and its frames are given back. The family may have to be dissolved. */
static void leave(struct dozen_member *member)
{
	struct dozen_family *family = member->family;
	unsigned long index;

	if (family->owner)
		dozen_window_left(member);
	for (index = 0; index < member->pages; index++)
		dozen_frame_put(family, member->frame[index]);
	list_del(&member->in_family);
	list_del(&member->in_mm);
	if (family->resident == member)
		family->resident = NULL;
	kvfree(member);
	family->count--;
	dozen_family_counts.members--;
}

/* The last member is resident and has no frames: the region becomes an ordinary one again. */
static void dissolve(struct dozen_family *family, struct vm_region *region)
{
	struct dozen_member *last = list_first_entry(&family->members, struct dozen_member, in_family);

	if (family->closed)
		dozen_guard_end(family);
	dozen_family_shrink(family, 0);
	region->family = NULL;
	list_del(&last->in_family);
	list_del(&last->in_mm);
	kvfree(last);
	kfree(family);
	dozen_family_counts.members--;
	dozen_family_counts.families--;
}

/*
 * Nobody else can want the place: the last one moves in for good. Its closed pages stay so; the next fork finds
 * those that were not written to just as it needs them.
 */
static void settle(struct dozen_family *family, struct vm_region *region)
{
	struct dozen_member *last = list_first_entry(&family->members, struct dozen_member, in_family);
	unsigned long index;

	if (family->closed) {
		family->resident = last;
		dozen_guard_take(last);
		dozen_family_shrink(family, 0);
		return;
	}
	make_resident(last);
	for (index = 0; index < family->pages; index++)
		dozen_frame_put(family, last->frame[index]);
	dissolve(family, region);
}

static void tidy(struct dozen_family *family, struct vm_region *region)
{
	if (family->owner) {
		dozen_window_tidy();
		return;
	}
	if (family->pins)
		return;
	if (family->count == 0) {
		if (family->closed)
			dozen_guard_end(family);
		dozen_family_shrink(family, 0);
		region->family = NULL;
		kfree(family);
		dozen_family_counts.families--;
	} else if (family->count == 1) {
		settle(family, region);
	}
}

bool dozen_region_alone(struct vm_region *region)
{
	struct dozen_family *family = region->family;

	if (family && !family->owner && !family->pins && family->count == 1)
		dissolve(family, region);
	return !region->family;
}

int dozen_area_forked(struct mm_struct *parent, struct mm_struct *child, struct vm_region *region)
{
	struct dozen_family *family = region->family;
	struct dozen_member *ours, *theirs;
	int error;

	if (region->shared || !(family || region->vm_flags & VM_MAPPED_COPY))
		return 0;
	if (list_empty(&child->context.members))
		count(forks);
	if (!family) {
		error = found_family(parent, region);
		if (error)
			return error;
		family = region->family;
	}
	theirs = dozen_member_of(child, family);
	if (theirs) { /* another area of the same region came first */
		theirs->areas++;
		return 0;
	}
	ours = dozen_member_of(parent, family);
	family->pins++;
	/* allocating may let other members run, and then this one again, which is resident now as then */
	theirs = dozen_family_join(child, family, 1, ours->first, ours->pages);
	if (theirs)
		theirs->own = ours->own;
	error = theirs ? dozen_family_reserve(family, 0) : -ENOMEM;
	if (!error)
		error = snapshot(family, ours, theirs);
	if (error)
		count(refused);
	if (error && theirs)
		leave(theirs);
	family->pins--;
	tidy(family, region);
	return error;
}

void dozen_area_wiped(struct mm_struct *child, struct vm_area_struct *area)
{
	struct dozen_family *family = area->vm_region->family;
	struct dozen_member *member = family ? dozen_member_of(child, family) : NULL;
	unsigned long at;

	for (at = area->vm_start; member && at < area->vm_end; at += PAGE_SIZE) {
		struct page **slot = frame_slot(member, (at - family->start) >> PAGE_SHIFT);

		/* without a frame it is the same page for all, or an unused one; or what is in place and closed */
		if (*slot || (family->closed && test_bit(bit_of_page(at), writable))) {
			dozen_frame_put(family, *slot);
			*slot = ZERO;
		}
	}
}

void dozen_area_added(struct mm_struct *mm, struct vm_region *region)
{
	struct dozen_member *member = region->family ? dozen_member_of(mm, region->family) : NULL;

	if (member)
		member->areas++;
}

void dozen_area_gone(struct mm_struct *mm, struct vm_region *region)
{
	struct dozen_family *family = region->family;
	struct dozen_member *member = family ? dozen_member_of(mm, family) : NULL;

	if (!member || --member->areas)
		return;
	leave(member);
	tidy(family, region);
}

/* --- what else depends on whose contents are in place ------------------------------------------------ */

/* These pages were the same for all members up to now; from now on each has its own. May sleep. */
static int keep_apart(struct vm_region *region, unsigned long start, unsigned long end)
{
	struct dozen_family *family = region->family;
	unsigned long first = (start - family->start) >> PAGE_SHIFT;
	unsigned long last = (PAGE_ALIGN(end) - family->start) >> PAGE_SHIFT, index;
	struct dozen_member *member;
	struct page *frame;
	int error;

	family->pins++;
	error = dozen_family_reserve(family, (last - first) * family->count);
	if (!error && family->closed) {
		bitmap_set(writable, bit_of_page(family->start) + first, last - first);
		error = dozen_guard_extend(family, first, last);
		goto out;
	}
	for (index = first; !error && index < last; index++) {
		void *place = place_of(family, index);

		if (test_bit(bit_of_page((unsigned long)place), writable))
			continue;
		frame = dozen_frame_take(family);
		if (!frame) {
			error = -ENOMEM;
			break;
		}
		set_bit(bit_of_page((unsigned long)place), writable);
		copy_page(page_address(frame), place);
		list_for_each_entry(member, &family->members, in_family)
			member->frame[index] = dozen_frame_get(frame);
		put_page(frame);
	}
out:
	family->pins--;
	tidy(family, region);
	return error;
}

int dozen_pages_writable(unsigned long start, unsigned long end, bool may)
{
	struct vm_area_struct *area;

	if (dozen_in_window(start))
		return may ? dozen_window_writable(start, end) : 0;
	if (start < dozen_ram_begin || end > dozen_ram_end || start >= end)
		return 0;
	area = current->mm ? vma_lookup(current->mm, start) : NULL;
	if (area && area->vm_region->family)
		return may ? keep_apart(area->vm_region, start, end) : 0;
	if (may)
		bitmap_set(writable, bit_of_page(start), (PAGE_ALIGN(end) - start) >> PAGE_SHIFT);
	else
		bitmap_clear(writable, bit_of_page(start), (PAGE_ALIGN(end) - start) >> PAGE_SHIFT);
	return 0;
}

/* Not on pages in place: those are read and written where they are. */
static void *byte_in_frame(struct dozen_family *family, struct dozen_member *member, unsigned long address, bool write)
{
	unsigned long index = (address - family->start) >> PAGE_SHIFT;
	struct page **slot = frame_slot(member, index), *frame, *fresh;
	void *place = place_of(family, index);

	if (family->closed && !*slot)
		dozen_guard_show(family, index);
	/* closed, and what is in place is this member's as well */
	if (family->closed && !*slot) {
		if (!write)
			return place + offset_in_page(address);
		fresh = dozen_frame_take(family);
		if (!fresh)
			return NULL;
		copy_page(page_address(fresh), place);
		*slot = fresh;
		return page_address(fresh) + offset_in_page(address);
	}
	frame = *slot ?: ZERO;
	if (write && member->mm->context.stack_low)
		note_pointer(&member->mm->context, address, false); /* a debugger made a frame there */
	if (write && !frame_only_here(frame)) {
		fresh = dozen_frame_take(family);
		if (!fresh)
			return NULL;
		frame_to_place(frame, page_address(fresh));
		if (frame_is_borrowed(frame))
			member->own++;
		dozen_frame_put(family, frame);
		*slot = frame = fresh;
	}
	if (frame == ZERO)
		return (void *)empty_zero_page + offset_in_page(address);
	return page_address(frame_page(frame)) + offset_in_page(address);
}

void *dozen_byte_of(struct mm_struct *mm, struct vm_region *region, unsigned long address, bool write)
{
	struct dozen_family *family = region->family;
	struct dozen_member *member = family ? dozen_member_of(mm, family) : NULL;

	if (!member)
		return (void *)address;
	if (family->owner) {
		if (!dozen_window_owns(member, address))
			return byte_in_frame(family, member, address, write);
		return !write || !dozen_window_apart(member, address, address + 1) ? (void *)address : NULL;
	}
	/* a debugger's breakpoint in text is for one member only */
	if (write && !test_bit(bit_of_page(address), writable) &&
	    keep_apart(region, address & PAGE_MASK, (address & PAGE_MASK) + PAGE_SIZE))
		return NULL;
	if (region->family != family || family->resident == member || !test_bit(bit_of_page(address), writable))
		return (void *)address;
	return byte_in_frame(family, member, address, write);
}

/* --- /proc/dozen/families --------------------------------------------------------------------------- */

static int show_families(struct seq_file *m, void *unused)
{
	const struct dozen_family_counts *counts = &dozen_family_counts;
	const struct dozen_control *told = dozen_control;
	u64 mean = told->turns ? div64_u64(told->turn_ns, told->turns) : 0;

	seq_printf(m, "turns %llu\nturn-mean-ns %llu\nturn-longest-ns %llu\n", told->turns, mean,
		   told->turn_longest_ns);
	seq_printf(m, "pages-same %llu\npages-moved %llu\npages-opened %llu\n", counts->pages_same, counts->pages_moved,
		   counts->pages_opened);
	seq_printf(m, "forks %llu\nrefused %llu\n", counts->forks, counts->refused);
	seq_printf(m, "families %llu\nmembers %llu\nframes %llu\nreserved %llu\n", counts->families, counts->members,
		   counts->frames, counts->reserved);
	return 0;
}

void __init dozen_families_proc(struct proc_dir_entry *folder)
{
	proc_create_single("families", 0444, folder, show_families);
}
