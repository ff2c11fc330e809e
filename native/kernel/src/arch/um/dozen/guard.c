// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copy on write, where the host's page tables help.
 *
 * To keep a large process apart from its child by copying and comparing costs as much as it has memory. In
 * a large region a fork copies nothing: the host is asked to refuse stores to it. What is in place then
 * belongs to every member that has no frame for the page. The first store to a page faults; its old contents
 * go to a frame for the others, the page is opened, and the store happens again. A switch exchanges the pages
 * that are known to differ and looks at no other; and of these, only such as were used in both members' last turns. The
 * rest are left as they are, and the host is asked to refuse any use of them, until somebody does use them.
 *
 * So a page is open, closed (to stores) or away. What always holds, beside what residency.c says:
 *   - a member without a frame for a page has what is in place;
 *   - open: only the resident member has no frame, or nobody if it has left;
 *   - closed: the resident member has no frame;
 *   - memory that goes back to the allocator is open.
 *
 * When all but one member have left, what they kept closed stays closed, and opens in longer rows: a program
 * that forks again and again does not pay each time for memory that it does not write to.
 *
 * The guest kernel uses a program's memory too, and faults just so. It does that from its calls, never while
 * frames or lists are being changed: those lie in memory that is never closed.
 */
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/sched.h>
#include <linux/string.h>
#include "host.h"
#include "residency.h"

/* Below, comparing is cheaper than asking the host twice and being asked for each page. */
#define PAGES_WORTH 48

/*
 * Pages that were away and were used after all are exchanged at once in the turns that come, so many at most. Not rows
 * that are so long: to fault them in is little beside exchanging them.
 */
#define BUSY_TURNS 64
#define ROW_AWAY 16

/* A fault costs more than copying a page: one just behind the last is taken for the next step of a row. */
#define ROW_FIRST 2UL
#define ROW_MOST 32UL

/* Where nothing is to be copied. */
#define ROW_FREE_FIRST 16UL
#define ROW_FREE 512UL

static LIST_HEAD(guarded); /* families */

#define PROTECTION_OPEN (PROT_READ | PROT_WRITE | PROT_EXEC)
#define PROTECTION_CLOSED (PROT_READ | PROT_EXEC)
#define PROTECTION_AWAY PROT_NONE

static bool is_closed(const struct dozen_family *family, unsigned long index)
{
	return test_bit(index, family->closed);
}

static bool is_away(const struct dozen_family *family, unsigned long index)
{
	return test_bit(index, family->away);
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

/* This open page of the resident member lies in a frame: it changes places with what is in place. */
static void exchange(struct dozen_family *family, struct dozen_member *to, unsigned long index)
{
	struct page *ours = to->frame[index];
	void *place = place_of(family, index);

	to->frame[index] = NULL;
	dozen_family_counts.pages_moved++;
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

/* --- opening and closing ------------------------------------------------------------------------------- */

/* Where the host cannot cut its map any more, it has one piece from now on, in which all is open. */
static void open_whole(struct dozen_family *family)
{
	struct dozen_member *resident = family->resident;
	unsigned long index;

	if (protect(family, 0, family->pages, PROTECTION_OPEN))
		panic("the host does not open the pages of a forked process");
	for (index = 0; index < family->pages; index++) {
		if (resident && resident->frame[index])
			exchange(family, resident, index);
		else if (is_away(family, index) || is_closed(family, index))
			keep_for_holders(family, resident, index);
	}
	bitmap_zero(family->closed, family->pages);
	bitmap_zero(family->away, family->pages);
}

static void open_run(struct dozen_family *family, unsigned long first, unsigned long last)
{
	if (protect(family, first, last, PROTECTION_OPEN)) {
		open_whole(family);
		return;
	}
	bitmap_clear(family->closed, first, last - first);
	bitmap_clear(family->away, first, last - first);
}

/* 0 or -ENOMEM: the host has cut its map often enough. */
static int close_run(struct dozen_family *family, unsigned long first, unsigned long last)
{
	if (find_next_zero_bit(family->closed, last, first) >= last)
		return 0;
	if (protect(family, first, last, PROTECTION_CLOSED))
		return -ENOMEM;
	bitmap_set(family->closed, first, last - first);
	bitmap_clear(family->away, first, last - first);
	return 0;
}

static void put_away(struct dozen_family *family, unsigned long first, unsigned long last)
{
	if (protect(family, first, last, PROTECTION_AWAY)) {
		open_whole(family);
		return;
	}
	bitmap_set(family->away, first, last - first);
	bitmap_clear(family->closed, first, last - first);
}

/* Pages that lie in frames of the resident member come into place; if it has left, nobody's do. */
static void bring(struct dozen_family *family, unsigned long first, unsigned long last)
{
	struct dozen_member *resident = family->resident;
	unsigned long index;

	if (find_next_bit(family->closed, last, first) < last || find_next_bit(family->away, last, first) < last)
		open_run(family, first, last);
	for (index = first; index < last; index++)
		if (!resident)
			keep_for_holders(family, NULL, index);
		else if (resident->frame[index])
			exchange(family, resident, index);
}

/* Pages from here on of which all or none lie in frames of this member, and all or none are away. */
static unsigned long alike_end(const struct dozen_member *member, unsigned long first)
{
	const struct dozen_family *family = member->family;
	bool kept = member->frame[first], away = is_away(family, first);
	unsigned long last = first + 1;

	while (last < family->pages && !member->frame[last] == !kept && is_away(family, last) == away)
		last++;
	return last;
}

/* What lies in place is this member's, and perhaps others' too. */
static void come_back(const struct dozen_member *member, unsigned long first, unsigned long end)
{
	struct dozen_family *family = member->family;
	unsigned long last;
	bool shared;

	for (; first < end && is_away(family, first); first = last) {
		shared = has_holders(family, member, first);
		for (last = first + 1; last < end && has_holders(family, member, last) == shared;)
			last++;
		if (!shared)
			open_run(family, first, last);
		else if (close_run(family, first, last))
			open_whole(family);
	}
}

/* How far the row of pages in the same state goes that is taken at once; it starts with this one. */
unsigned long dozen_row_end(struct dozen_family *family, const unsigned long *state, unsigned long first,
			    unsigned long most)
{
	unsigned long least = most == ROW_FREE ? ROW_FREE_FIRST : ROW_FIRST;

	family->row = first == family->row_next ? clamp(family->row * 4, least, most) : least;
	family->row_next = find_next_zero_bit(state, min(first + family->row, family->pages), first);
	return family->row_next;
}

static bool fault_in(struct dozen_family *family, unsigned long first, bool store)
{
	struct dozen_member *resident = family->resident;
	unsigned long index, last;

	if (is_away(family, first) && resident && !resident->frame[first]) {
		last = dozen_row_end(family, family->away, first, ROW_FREE);
		come_back(resident, first, min(last, alike_end(resident, first)));
		return true;
	}
	if (is_away(family, first)) {
		last = dozen_row_end(family, family->away, first, ROW_MOST);
		if (resident)
			last = min(last, alike_end(resident, first));
		bitmap_set(family->busy, first, last - first);
		bring(family, first, last);
		return true;
	}
	if (!store || !is_closed(family, first))
		return false;
	last = dozen_row_end(family, family->closed, first, family->count > 1 ? ROW_MOST : ROW_FREE);
	for (index = first; index < last; index++)
		keep_for_holders(family, family->resident, index);
	open_run(family, first, last);
	dozen_family_counts.pages_opened += last - first;
	return true;
}

/* The use of a closed page, or one that is away: true if it was one, and the same may be tried again. */
bool dozen_guard_fault(unsigned long address, bool store)
{
	struct dozen_family *family;

	if (dozen_in_window(address))
		return store && dozen_window_fault(address);
	list_for_each_entry(family, &guarded, in_guarded)
		if (address >= family->start && (address - family->start) >> PAGE_SHIFT < family->pages)
			return fault_in(family, (address - family->start) >> PAGE_SHIFT, store);
	return false;
}

/* Somebody else wants to see this page, and not as the resident member has it. */
void dozen_guard_show(struct dozen_family *family, unsigned long index)
{
	const struct dozen_member *resident = family->resident;

	if (is_away(family, index) && (!resident || resident->frame[index]))
		bring(family, index, index + 1);
	else if (is_away(family, index))
		come_back(resident, index, index + 1);
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
	family->closed = bitmap_zalloc(3 * BITS_TO_LONGS(family->pages) * BITS_PER_LONG, GFP_KERNEL | __GFP_NOWARN);
	if (!family->closed)
		return -ENOMEM;
	family->away = family->closed + BITS_TO_LONGS(family->pages);
	family->busy = family->away + BITS_TO_LONGS(family->pages);
	list_add(&family->in_guarded, &guarded);
	return 0;
}

void dozen_guard_end(struct dozen_family *family)
{
	if (!bitmap_empty(family->closed, family->pages) || !bitmap_empty(family->away, family->pages))
		open_run(family, 0, family->pages);
	list_del(&family->in_guarded);
	bitmap_free(family->closed);
	family->closed = NULL;
}

/*
 * The child has what its parent has: what is in place, to which nobody may store from now on, or a frame. Others
 * may have run since the child was put on the lists, and have kept for it what was in place then.
 */
int dozen_guard_fork(struct dozen_family *family, const struct dozen_member *parent, struct dozen_member *child)
{
	unsigned long index, last;
	int error = 0;

	for (index = 0; index < family->pages; index++) {
		dozen_frame_put(family, child->frame[index]);
		child->frame[index] = dozen_frame_get(parent->frame[index]);
	}
	for (index = dozen_next_writable(family, 0); !error && index < family->pages;
	     index = dozen_next_writable(family, last)) {
		last = index + 1;
		if (is_away(family, index))
			continue;
		last = min(dozen_next_unwritable(family, index), find_next_bit(family->away, family->pages, index));
		error = close_run(family, index, last);
	}
	return error;
}

/* These pages could not be written to, and are the same for all; from now on they may be. */
int dozen_guard_extend(struct dozen_family *family, unsigned long first, unsigned long last)
{
	return family->count == 1 ? 0 : close_run(family, first, last);
}

/* Pages that lie in frames of the member that came, and are not away. Most will not be used before the next switch. */
static void leave_out(struct dozen_family *family, unsigned long first, unsigned long end)
{
	unsigned long last;

	for (; first < end; first = last) {
		if (!test_bit(first, family->busy)) {
			last = min(find_next_bit(family->busy, family->pages, first), end);
			put_away(family, first, last);
			continue;
		}
		last = min(find_next_zero_bit(family->busy, family->pages, first), end);
		if (last - first < ROW_AWAY)
			bring(family, first, last);
		else
			put_away(family, first, last);
	}
}

/* The member that comes is resident already. */
void dozen_guard_take(struct dozen_member *member)
{
	struct dozen_family *family = member->family;
	unsigned long first, last;

	if (++family->turns % BUSY_TURNS == 0)
		bitmap_zero(family->busy, family->pages);
	for (first = 0; first < family->pages; first = last) {
		last = alike_end(member, first);
		if (!member->frame[first])
			continue;
		if (family->count == 1)
			bring(family, first, last);
		else if (!is_away(family, first))
			leave_out(family, first, last);
	}
}
