/* SPDX-License-Identifier: GPL-2.0-only */
/* What residency.c and window.c share: families, members and frames. */
#ifndef DOZEN_RESIDENCY_PRIVATE_H
#define DOZEN_RESIDENCY_PRIVATE_H

#include <linux/list.h>
#include <linux/mm.h>
#include <linux/types.h>

struct dozen_member;

struct dozen_family {
	struct list_head members;
	struct dozen_member *resident; /* NULL: what is in place belonged to one who left */
	unsigned long start, pages;
	unsigned int count;	/* members */
	unsigned int pins;	/* somebody sleeps and comes back to it */
	unsigned long frames;	/* distinct frames in use */
	unsigned long reserved; /* in the reserve list */
	struct list_head reserve;
	union dozen_owner *owner; /* of the window, per page; NULL for all other families */
	struct list_head blocks;  /* of the reserve too: pages that are still in one piece */

	/* guard.c only */
	struct list_head in_guarded;
	unsigned long *closed, *away, *busy; /* a bit per page; closed is NULL where pages are compared */
	unsigned int turns;
	unsigned long row_next, row; /* stores to one page after the other */
};

struct dozen_member {
	struct list_head in_family, in_mm;
	struct dozen_family *family;
	struct mm_struct *mm;
	unsigned int areas;   /* areas of this process that refer to the region */
	unsigned long first;  /* page of the family */
	unsigned long pages;  /* from there on; all of the family's, but for the window */
	unsigned long own;    /* of these, not borrowed from a file; counted for the window only */
	struct page *frame[]; /* per page; ZERO for zeros; NULL for none, so what is in place */
};

/* A page of zeros. */
#define ZERO ((struct page *)1)

/*
 * A page of a file in the page cache, which a program never writes: its own frame is that page. What is in
 * place is the same, and need not be compared or kept.
 */
#define BORROWED 2UL

static inline bool frame_is_borrowed(const struct page *frame)
{
	return (unsigned long)frame & BORROWED;
}

static inline struct page *frame_page(struct page *frame)
{
	return (struct page *)((unsigned long)frame & ~BORROWED);
}

static inline struct page *frame_borrowed(struct page *page)
{
	return (struct page *)((unsigned long)page | BORROWED);
}

static inline struct page **frame_slot(struct dozen_member *member, unsigned long index)
{
	return &member->frame[index - member->first];
}

static inline bool frame_only_here(struct page *frame)
{
	return frame != ZERO && !frame_is_borrowed(frame) && page_ref_count(frame) == 1;
}

static inline void *place_of(const struct dozen_family *family, unsigned long index)
{
	return (void *)(family->start + (index << PAGE_SHIFT));
}

/* The pages of a family that may differ. */
#define for_each_writable(family, index) for_each_writable_from(family, index, 0)
#define for_each_writable_from(family, index, from)                              \
	for (index = dozen_next_writable(family, from); index < (family)->pages; \
	     index = dozen_next_writable(family, index + 1))

/* contents.c */
bool dozen_page_is_zero(const void *page);
bool dozen_pages_equal(const void *a, const void *b);
void dozen_pages_exchange(void *a, void *b);

/* Since the boot, or now: with the turns in the control page read as /proc/dozen/families. */
struct dozen_family_counts {
	u64 pages_same, pages_moved, pages_opened, forks, refused, members, families, frames, reserved;
};

/* residency.c */
extern struct dozen_family_counts dozen_family_counts;
struct dozen_member *dozen_member_of(struct mm_struct *mm, struct dozen_family *family);
struct dozen_member *dozen_family_join(struct mm_struct *mm, struct dozen_family *family, unsigned int areas,
				       unsigned long first, unsigned long pages);
int dozen_family_reserve(struct dozen_family *family, unsigned long more);
void dozen_family_shrink(struct dozen_family *family, unsigned long keep);
void dozen_swap_page(struct dozen_family *family, struct dozen_member *from, struct dozen_member *to,
		     unsigned long index);
void dozen_fill_page(struct dozen_family *family, struct dozen_member *to, unsigned long index);
struct page *dozen_frame_take(struct dozen_family *family); /* NULL: none; never, as far as was reserved */
struct page *dozen_frame_get(struct page *frame);
void dozen_frame_put(struct dozen_family *family, struct page *frame);
void dozen_no_frame(struct dozen_member *member);
unsigned long dozen_next_writable(const struct dozen_family *family, unsigned long index);
unsigned long dozen_next_unwritable(const struct dozen_family *family, unsigned long index);

/* guard.c */
bool dozen_guard_wanted(const struct mm_struct *mm, const struct dozen_family *family);
int dozen_guard_begin(struct dozen_family *family);
void dozen_guard_end(struct dozen_family *family);
int dozen_guard_fork(struct dozen_family *family, const struct dozen_member *parent, struct dozen_member *child);
void dozen_guard_show(struct dozen_family *family, unsigned long index);
int dozen_guard_extend(struct dozen_family *family, unsigned long first, unsigned long last);
void dozen_guard_take(struct dozen_member *member);
unsigned long dozen_row_end(struct dozen_family *family, const unsigned long *state, unsigned long first,
			    unsigned long most);

/* window.c */
unsigned long dozen_window_wants(void);
void dozen_window_take(struct dozen_member *member);
void dozen_window_left(struct dozen_member *member);
void dozen_window_tidy(void);
bool dozen_window_unchanged(unsigned long index);
bool dozen_window_fault(unsigned long address);
bool dozen_window_owns(struct dozen_member *member, unsigned long address);
int dozen_window_apart(struct dozen_member *member, unsigned long start, unsigned long end);
int dozen_window_writable(unsigned long start, unsigned long end);

#endif
