// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copy on write, where the host's page tables help.
 *
 * To keep a large process apart from its child by copying and comparing costs as much as it has memory. In
 * a large region a fork copies nothing: the host is asked to refuse stores to it. What is in place then
 * belongs to every member that has no frame for the page. The first store to a page faults; its old contents
 * go to a frame for the others, the page is opened, and the store happens again. A switch exchanges the pages
 * that are known to differ and looks at no other.
 *
 * What always holds, beside what residency.c says:
 *   - an open page: every member but the resident one has a frame for it;
 *   - a closed page: a member without a frame has what is in place;
 *   - the resident member has no frames;
 *   - memory that goes back to the allocator is open.
 *
 * When all but one member have left, what they kept closed stays closed, and opens in longer rows: a program
 * that forks again and again does not pay each time for memory that it does not write to.
 *
 * The guest kernel stores to a program's memory too, and faults just so. It does that from its calls, never
 * while frames or lists are being changed: those lie in memory that is never closed.
 */
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/sched.h>
#include <linux/string.h>
#include "host.h"
#include "residency.h"

/* Below, comparing is cheaper than asking the host twice and being asked for each page. */
#define PAGES_WORTH 48

/* A fault costs more than copying a page: one just behind the last is taken for the next step of a row. */
#define ROW_FIRST 2UL
#define ROW_MOST 32UL

/* Nothing is to be copied any more where all others have left. */
#define ROW_ALONE 512UL

static LIST_HEAD(guarded); /* families */

#define PROTECTION_OPEN (PROT_READ | PROT_WRITE | PROT_EXEC)
#define PROTECTION_CLOSED (PROT_READ | PROT_EXEC)

static bool is_closed(const struct dozen_family *family, unsigned long index)
{
	return test_bit(index, family->closed);
}

static long protect(struct dozen_family *family, unsigned long first, unsigned long last, int protection)
{
	unsigned long start = (unsigned long)place_of(family, first), pages = last - first;
	u64 digest = protection | (pages & 0xffffff) << 8 | (u64)PHYS_PFN(__pa(start)) << 32;

	return dozen_host_call(ROW_mprotect, digest, start, pages << PAGE_SHIFT, protection, 0, 0);
}

/* --- whose is what lies in place --------------------------------------------------------------------- */

/*
 * Every member without a frame for this page gets this one, but for `except`. The caller's reference serves the
 * first of them. False: there is none.
 */
static bool give_holders(struct dozen_family *family, const struct dozen_member *except, unsigned long index,
			 struct page *frame)
{
	struct dozen_member *member;
	bool any = false;

	list_for_each_entry(member, &family->members, in_family) {
		if (member == except || member->frame[index])
			continue;
		member->frame[index] = any ? dozen_frame_get(frame) : frame;
		any = true;
	}
	return any;
}

static bool has_holders(const struct dozen_family *family, const struct dozen_member *except, unsigned long index)
{
	const struct dozen_member *member;

	list_for_each_entry(member, &family->members, in_family)
		if (member != except && !member->frame[index])
			return true;
	return false;
}

/* The contents in place, in a frame for all that have them, but for `except`. */
static void keep_for_holders(struct dozen_family *family, const struct dozen_member *except, unsigned long index)
{
	const void *place = place_of(family, index);
	struct dozen_member *member;
	struct page *frame = ZERO;

	if (!has_holders(family, except, index))
		return;
	if (!dozen_page_is_zero(place)) {
		frame = dozen_frame_take(family);
		if (frame) {
			copy_page(page_address(frame), place);
		} else {
			list_for_each_entry(member, &family->members, in_family)
				if (member != except && !member->frame[index])
					dozen_no_frame(member);
			frame = ZERO;
		}
	}
	give_holders(family, except, index, frame);
}

/* --- opening and closing ------------------------------------------------------------------------------- */

/* The caller has kept what others need. Where the host cannot cut its map any more, all of it is opened. */
static void open_run(struct dozen_family *family, unsigned long first, unsigned long last)
{
	unsigned long index;

	if (protect(family, first, last, PROTECTION_OPEN)) {
		for_each_set_bit(index, family->closed, family->pages)
			keep_for_holders(family, family->resident, index);
		if (protect(family, 0, family->pages, PROTECTION_OPEN))
			panic("the host does not open the pages of a forked process");
		first = 0;
		last = family->pages;
	}
	bitmap_clear(family->closed, first, last - first);
}

static void open_all(struct dozen_family *family)
{
	unsigned long first = find_first_bit(family->closed, family->pages);

	if (first < family->pages)
		open_run(family, first, find_last_bit(family->closed, family->pages) + 1);
}

/* 0 or -ENOMEM: the host has cut its map often enough. */
static int close_run(struct dozen_family *family, unsigned long first, unsigned long last)
{
	if (find_next_zero_bit(family->closed, last, first) >= last)
		return 0;
	if (protect(family, first, last, PROTECTION_CLOSED))
		return -ENOMEM;
	bitmap_set(family->closed, first, last - first);
	return 0;
}

/* A store to a closed page: true if there was one, and the store may happen again. */
bool dozen_guard_opened(unsigned long address)
{
	struct dozen_family *family;
	unsigned long index, first, last, most;

	list_for_each_entry(family, &guarded, in_guarded) {
		first = (address - family->start) >> PAGE_SHIFT;
		if (address < family->start || first >= family->pages)
			continue;
		if (!is_closed(family, first))
			return false;
		most = family->count > 1 ? ROW_MOST : ROW_ALONE;
		family->row = first == family->row_next ? clamp(family->row * 4, ROW_FIRST, most) : ROW_FIRST;
		last = find_next_zero_bit(family->closed, min(first + family->row, family->pages), first);
		family->row_next = last;
		for (index = first; index < last; index++)
			keep_for_holders(family, family->resident, index);
		open_run(family, first, last);
		dozen_family_counts.pages_opened += last - first;
		return true;
	}
	return false;
}

/* --- members come and go ------------------------------------------------------------------------------- */

/* Is this region one for which it is worth it? The caller then founds the family so. */
bool dozen_guard_wanted(const struct mm_struct *mm, const struct dozen_family *family)
{
	unsigned long index, pages = 0;

	/* most of a stack is unused, which is another way to be quick */
	if (family->start == mm->context.stack_begin)
		return false;
	for_each_writable(family, index)
		if (++pages == PAGES_WORTH)
			return true;
	return false;
}

int dozen_guard_begin(struct dozen_family *family)
{
	family->closed = bitmap_zalloc(family->pages, GFP_KERNEL | __GFP_NOWARN);
	if (!family->closed)
		return -ENOMEM;
	list_add(&family->in_guarded, &guarded);
	return 0;
}

void dozen_guard_end(struct dozen_family *family)
{
	open_all(family);
	list_del(&family->in_guarded);
	bitmap_free(family->closed);
	family->closed = NULL;
}

/*
 * The child has what its parent has, which is in place: nobody may store to it from now on. Others may have run
 * since the child was put on the lists, and have kept for it what was in place then.
 */
int dozen_guard_fork(struct dozen_family *family, struct dozen_member *child)
{
	unsigned long index, last;
	int error = 0;

	for (index = 0; index < family->pages; index++) {
		dozen_frame_put(family, child->frame[index]);
		child->frame[index] = NULL;
	}
	for (index = dozen_next_writable(family, 0); !error && index < family->pages;
	     index = dozen_next_writable(family, last)) {
		last = dozen_next_unwritable(family, index);
		error = close_run(family, index, last);
	}
	return error;
}

/* These pages could not be written to, and are the same for all; from now on they may be. */
int dozen_guard_extend(struct dozen_family *family, unsigned long first, unsigned long last)
{
	return family->count == 1 ? 0 : close_run(family, first, last);
}

/* This page of a member that is coming lies in a frame: it changes places with what is in place. */
static void exchange(struct dozen_family *family, struct dozen_member *to, unsigned long index)
{
	struct page *ours = to->frame[index];
	void *place = place_of(family, index);

	to->frame[index] = NULL;
	if (frame_only_here(ours) && has_holders(family, to, index)) {
		dozen_pages_exchange(place, page_address(ours));
		give_holders(family, to, index, ours);
		return;
	}
	keep_for_holders(family, to, index);
	if (ours == ZERO)
		clear_page(place);
	else
		copy_page(place, page_address(ours));
	dozen_frame_put(family, ours);
}

static unsigned long next_kept(const struct dozen_member *member, unsigned long index)
{
	while (index < member->pages && !member->frame[index])
		index++;
	return index;
}

void dozen_guard_take(struct dozen_member *member)
{
	struct dozen_family *family = member->family;
	unsigned long index, last;

	for (index = next_kept(member, 0); index < family->pages; index = next_kept(member, index + 1)) {
		if (is_closed(family, index)) {
			for (last = index + 1; last < family->pages && member->frame[last] && is_closed(family, last);)
				last++;
			open_run(family, index, last);
		}
		exchange(family, member, index);
		dozen_family_counts.pages_moved++;
	}
	family->resident = member;
}
