// SPDX-License-Identifier: GPL-2.0-only
/*
 * Programs linked to a fixed address.
 *
 * They live in a window of low addresses that is mapped before the seal. Any number of them run at once,
 * each over a span of its own; where spans overlap they take turns, as forked processes do (residency.c):
 * the window is one family. What differs:
 *
 *   - who is in place is known page by page, as spans differ: a process takes its own span only;
 *   - every page of a span counts, text as well;
 *   - pages that the program's header says it only reads are borrowed from the page cache instead of kept:
 *     they are never copied out, and between two runs of one program they are not even copied in.
 *
 * There are no page structures for the window, so its pages cannot be pinned.
 */
#include <linux/binfmts.h>
#include <linux/elf.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/workqueue.h>
#include <linux/dozen_residency.h>
#include "host.h"
#include "residency.h"

/* Whose contents are in place: a member's; or, with the bit set, those of this page of a file; or nobody's. */
union dozen_owner {
	struct dozen_member *member;
	struct page *left;
};

static struct dozen_family window = {
	.members = LIST_HEAD_INIT(window.members),
	.reserve = LIST_HEAD_INIT(window.reserve),
	.blocks = LIST_HEAD_INIT(window.blocks),
	.start = DOZEN_WINDOW_BEGIN,
	.pages = (DOZEN_WINDOW_END - DOZEN_WINDOW_BEGIN) >> PAGE_SHIFT,
};

unsigned long dozen_window_end;

static unsigned long page_in_window(unsigned long address)
{
	return (address - DOZEN_WINDOW_BEGIN) >> PAGE_SHIFT;
}

/* --- frames ---------------------------------------------------------------------------------------- */

/* Of members that overlap, all but one may need a frame for each page. */
unsigned long dozen_window_wants(void)
{
	unsigned long sum = 0, most = 0;
	struct dozen_member *member;

	list_for_each_entry(member, &window.members, in_family) {
		sum += member->own;
		most = max(most, member->own);
	}
	return sum - most;
}

/* --- pages that nobody has written to since they were compared ---------------------------------------- */

/*
 * The frame of the one whose contents are in place says what they are, and the host refuses stores: such a page need
 * not be compared. The first store ends that, the machine's own as well; nothing else is to be done then.
 */
static DECLARE_BITMAP(unchanged, (DOZEN_WINDOW_END - DOZEN_WINDOW_BEGIN) >> PAGE_SHIFT);

/*
 * Not those that were stored to lately, even if they are the same again: counts of references go up and down. They
 * are compared.
 */
static DECLARE_BITMAP(busy, (DOZEN_WINDOW_END - DOZEN_WINDOW_BEGIN) >> PAGE_SHIFT);
#define BUSY_TURNS 256
static unsigned int busy_turns;

/* Shorter rows are not worth a host call. */
#define ROW_LEAST 4
#define ROW_MOST 32

static long protect(unsigned long first, unsigned long last, int protection)
{
	unsigned long pages = last - first;

	return dozen_host_call(ROW_mprotect, protection | pages << 8, (long)place_of(&window, first),
			       pages << PAGE_SHIFT, protection, 0, 0);
}

static void keep_unchanged(unsigned long first, unsigned long last)
{
	if (last - first >= ROW_LEAST && !protect(first, last, PROT_READ | PROT_EXEC))
		bitmap_set(unchanged, first, last - first);
}

bool dozen_window_unchanged(unsigned long index)
{
	return test_bit(index, unchanged);
}

/* Where the host cannot cut its map any more, the whole is opened. */
bool dozen_window_fault(unsigned long address)
{
	unsigned long first = page_in_window(address), last;

	if (!dozen_window_unchanged(first))
		return false;
	set_bit(first, busy);
	last = dozen_row_end(&window, unchanged, first, ROW_MOST);
	if (protect(first, last, PROT_READ | PROT_WRITE | PROT_EXEC)) {
		first = 0;
		last = window.pages;
		if (protect(first, last, PROT_READ | PROT_WRITE | PROT_EXEC))
			panic("the host does not open the pages of a program");
	}
	bitmap_clear(unchanged, first, last - first);
	return true;
}

/* --- turns ---------------------------------------------------------------------------------------- */

/* This page comes into place. Is it one that both have, not from a file, and at rest? */
static bool take_page(struct dozen_member *member, unsigned long index)
{
	union dozen_owner owner = window.owner[index];
	struct page *frame;

	window.owner[index].member = member;
	if (frame_is_borrowed(owner.left)) {
		if (owner.left == *frame_slot(member, index))
			dozen_family_counts.pages_same++;
		else
			dozen_fill_page(&window, member, index);
		dozen_frame_put(&window, owner.left);
		return false;
	}
	if (!owner.member) {
		dozen_fill_page(&window, member, index);
		return false;
	}
	dozen_swap_page(&window, owner.member, member, index);
	frame = *frame_slot(member, index);
	return frame && !frame_is_borrowed(frame) && frame == *frame_slot(owner.member, index) &&
	       !test_bit(index, busy);
}

void dozen_window_take(struct dozen_member *member)
{
	unsigned long index = member->first, end = index + member->pages, row = index;

	for (; index < end; index++) {
		if (window.owner[index].member != member && take_page(member, index) && !dozen_window_unchanged(index))
			continue;
		keep_unchanged(row, index);
		row = index + 1;
	}
	keep_unchanged(row, end);
	if (++busy_turns % BUSY_TURNS == 0)
		bitmap_zero(busy, window.pages);
	window.resident = member;
}

bool dozen_window_owns(struct dozen_member *member, unsigned long address)
{
	return window.owner[page_in_window(address)].member == member;
}

/* What it had in place stays there; of pages of a file it is remembered which. */
void dozen_window_left(struct dozen_member *member)
{
	unsigned long index = member->first, end = index + member->pages;

	for (; index < end; index++) {
		struct page **slot = frame_slot(member, index);

		if (window.owner[index].member != member)
			continue;
		window.owner[index].left = NULL;
		if (frame_is_borrowed(*slot)) {
			window.owner[index].left = *slot;
			*slot = NULL;
		}
	}
}

/* --- the memory of a window that nobody uses goes back to the host -------------------------------- */

#define UNUSED_JIFFIES (10 * HZ)

static void give_back(struct work_struct *unused)
{
	unsigned long index, bytes = DOZEN_WINDOW_END - DOZEN_WINDOW_BEGIN;

	if (window.count || window.pins || !window.owner)
		return;
	for (index = 0; index < window.pages; index++)
		dozen_frame_put(&window, window.owner[index].left);
	kvfree(window.owner);
	window.owner = NULL;
	dozen_host_call(ROW_madvise, MADV_DONTNEED | (bytes >> PAGE_SHIFT) << 8, DOZEN_WINDOW_BEGIN, bytes,
			MADV_DONTNEED, 0, 0);
}

static DECLARE_DELAYED_WORK(unused_work, give_back);

void dozen_window_tidy(void)
{
	unsigned long wants = dozen_window_wants();

	if (window.pins)
		return;
	dozen_family_shrink(&window, wants > window.frames ? wants - window.frames : 0);
	if (!window.count)
		mod_delayed_work(system_wq, &unused_work, UNUSED_JIFFIES);
}

/* --- pages that differ from the file after all ---------------------------------------------------- */

int dozen_window_apart(struct dozen_member *member, unsigned long start, unsigned long end)
{
	unsigned long index = page_in_window(start), last = page_in_window(end - 1);
	bool changed = false;

	for (; index <= last; index++) {
		struct page **slot;

		if (index < member->first || index >= member->first + member->pages)
			continue;
		slot = frame_slot(member, index);
		if (window.owner[index].member != member || !frame_is_borrowed(*slot))
			continue;
		dozen_frame_put(&window, *slot);
		*slot = NULL;
		member->own++;
		changed = true;
	}
	return changed ? dozen_family_reserve(&window, 0) : 0;
}

int dozen_window_writable(unsigned long start, unsigned long end)
{
	struct dozen_member *member = current->mm && window.owner ? dozen_member_of(current->mm, &window) : NULL;

	return member ? dozen_window_apart(member, start, end) : 0;
}

/* --- a program comes in ---------------------------------------------------------------------------- */

/* Whoever reads a string asks for as much as one can be long. */
#define USABLE_END (DOZEN_WINDOW_END - MAX_ARG_STRLEN)

/* The bounds of what the header wants loaded; false where the window has no room for it. */
static bool span_of(const struct elf64_phdr *headers, unsigned int count, unsigned long *base, unsigned long *top)
{
	const struct elf64_phdr *header;

	*base = ULONG_MAX;
	*top = 0;
	for (header = headers; header < headers + count; header++) {
		if (header->p_type != PT_LOAD || !header->p_memsz)
			continue;
		if (header->p_vaddr < DOZEN_WINDOW_BEGIN || header->p_vaddr >= USABLE_END ||
		    header->p_memsz > USABLE_END - header->p_vaddr || header->p_filesz > header->p_memsz)
			return false;
		*base = min(*base, (unsigned long)header->p_vaddr & PAGE_MASK);
		*top = max(*top, PAGE_ALIGN((unsigned long)header->p_vaddr + header->p_memsz));
	}
	return *base < *top;
}

const char *dozen_window_refuses(const struct elf64_phdr *headers, unsigned int count)
{
	unsigned long base, top;

	if (!dozen_window_end)
		return "cannot run: it is linked to a fixed address, and the host does not let this machine have low "
		       "addresses; programs built with -pie or -static-pie run";
	if (!span_of(headers, count, &base, &top))
		return "cannot run: it is linked to addresses outside 2 MB to 130 MB; build it with -pie or -static-pie";
	return NULL;
}

/* Whole pages that are only read, and that another segment does not share. */
static void pages_to_borrow(const struct elf64_phdr *header, unsigned long *from, unsigned long *to)
{
	*from = *to = 0;
	if (header->p_flags & PF_W || (header->p_vaddr ^ header->p_offset) & ~PAGE_MASK)
		return;
	*from = PAGE_ALIGN((unsigned long)header->p_vaddr);
	*to = ((unsigned long)header->p_vaddr + header->p_filesz) & PAGE_MASK;
	if (*from > *to)
		*from = *to;
}

static struct page *cached_page(struct file *file, pgoff_t index, unsigned long more)
{
	struct address_space *mapping = file->f_mapping;
	struct page *page;

	if (!mapping->a_ops->read_folio)
		return NULL;
	page = find_get_page(mapping, index);
	if (!page)
		page_cache_sync_readahead(mapping, &file->f_ra, file, index, more);
	else
		put_page(page);
	page = read_mapping_page(mapping, index, file);
	return IS_ERR(page) ? NULL : page;
}

static void borrow(struct dozen_member *member, struct file *file, const struct elf64_phdr *header)
{
	unsigned long from, to, address;

	pages_to_borrow(header, &from, &to);
	for (address = from; address < to; address += PAGE_SIZE) {
		pgoff_t index = (header->p_offset + (address - header->p_vaddr)) >> PAGE_SHIFT;
		struct page **slot = frame_slot(member, page_in_window(address));
		struct page *page = cached_page(file, index, (to - address) >> PAGE_SHIFT);

		if (!page)
			return; /* then it is read like the rest */
		*slot = frame_borrowed(page);
		member->own--;
	}
}

/* Reads what was not borrowed. Its place holds zeros where the file has nothing. */
static int fill(struct dozen_member *member, struct file *file, const struct elf64_phdr *header)
{
	unsigned long at = header->p_vaddr, end = at + header->p_filesz;

	while (at < end) {
		unsigned long next = min((at & PAGE_MASK) + PAGE_SIZE, end);
		ssize_t got;

		if (frame_is_borrowed(*frame_slot(member, page_in_window(at)))) {
			at = next;
			continue;
		}
		while (next < end && !frame_is_borrowed(*frame_slot(member, page_in_window(next))))
			next = min(next + PAGE_SIZE, end);
		got = nommu_read(file, (void *)at, next - at, header->p_offset + (at - header->p_vaddr));
		if (got != next - at)
			return got < 0 ? got : -ENOEXEC;
		at = next;
	}
	return 0;
}

static int open_window(void)
{
	cancel_delayed_work(&unused_work);
	if (!window.owner)
		window.owner = kvcalloc(window.pages, sizeof(*window.owner), GFP_KERNEL | __GFP_NOWARN);
	return window.owner ? 0 : -ENOMEM;
}

long dozen_window_load(struct mm_struct *mm, struct file *file, const struct elf64_phdr *headers, unsigned int count)
{
	const struct elf64_phdr *header;
	struct dozen_member *member;
	unsigned long base, top, i;
	int error;

	if (!span_of(headers, count, &base, &top))
		return -ENOEXEC;
	window.pins++;
	error = open_window();
	if (error)
		goto out;
	error = nommu_add_area(mm, base, top, &window);
	if (error)
		goto out;
	error = -ENOMEM;
	member = dozen_family_join(mm, &window, 1, page_in_window(base), (top - base) >> PAGE_SHIFT);
	if (!member)
		goto out;
	for (i = 0; i < member->pages; i++)
		member->frame[i] = ZERO;
	member->own = member->pages;
	/* reading sleeps: the member has frames from here on, and takes its place when it goes on */
	for (header = headers; header < headers + count; header++)
		if (header->p_type == PT_LOAD)
			borrow(member, file, header);
	error = dozen_family_reserve(&window, 0);
	if (error)
		goto out;
	dozen_take_residence(mm);
	for (header = headers; !error && header < headers + count; header++)
		if (header->p_type == PT_LOAD)
			error = fill(member, file, header);
out:
	window.pins--;
	return error ? error : base;
}
