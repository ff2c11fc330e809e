// SPDX-License-Identifier: GPL-2.0-only
/*
 * Call sites. The first use of a `syscall` instruction in a guest program traps; on that occasion the site
 * is rewritten, if that can be done safely, so that later uses come in by a jump (dozen_site_entry).
 *
 * Two ways, neither of which moves an instruction:
 *
 *   mov $nr,%eax; syscall        the five bytes of the mov become a jump to a stub that does the mov. The
 *                                syscall stays: a branch straight to it, or a thread that stands before
 *                                it, traps as ever.
 *   syscall ... ret; <padding>   the two bytes of the syscall become a short jump to padding behind an
 *                                unconditional end of control flow nearby, which holds a jump to a stub.
 *                                The padding is never executed otherwise. A thread that stands before the
 *                                site executes the new bytes, with the same meaning.
 *
 * Stubs belong to the address space they serve and are freed with it. There is one processor, and nobody
 * runs guest code while this does; so the bytes need not change in one step.
 */
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <linux/dozen_residency.h>
#include <asm/insn.h>
#include <asm/mmu.h>
#include "host.h"
#include "rewrite.h"

#define STUB_BYTES 32
#define STUBS_PER_PAGE ((PAGE_SIZE - STUB_BYTES) / STUB_BYTES)
#define PAGES_MOST 64 /* of stubs per address space; beyond that sites go on trapping */
#define REACH 126     /* of a two-byte jump, from its end */
#define JUMP_BYTES 5

struct stub_page {
	struct stub_page *next;
	unsigned int used;
} __aligned(STUB_BYTES);

/* One for an address space; a forked child shares its parent's, as it shares the rewritten text. */
struct dozen_stubs {
	unsigned int users;
	unsigned int pages;
	struct stub_page *newest;
};

/* --- sites that were found unfit, so that each trap does not look again --------------------------- */

#define UNFIT_SLOTS 256

static unsigned long unfit[UNFIT_SLOTS];

static unsigned long *unfit_slot(unsigned long site)
{
	return &unfit[(site ^ site >> 8) % UNFIT_SLOTS];
}

/* --- stubs ---------------------------------------------------------------------------------------- */

static struct dozen_stubs *stubs_of(struct mm_struct *mm)
{
	struct dozen_stubs *stubs = mm->context.stubs;

	if (!stubs) {
		stubs = kzalloc(sizeof(*stubs), GFP_KERNEL | __GFP_NOWARN);
		if (stubs)
			stubs->users = 1;
		mm->context.stubs = stubs;
	}
	return stubs;
}

static struct stub_page *page_with_room(struct mm_struct *mm)
{
	struct dozen_stubs *stubs = stubs_of(mm);
	struct stub_page *page = stubs ? stubs->newest : NULL;

	if (page && page->used < STUBS_PER_PAGE)
		return page;
	if (!stubs || stubs->pages >= PAGES_MOST)
		return NULL;
	page = (void *)__get_free_page(GFP_KERNEL | __GFP_NOWARN);
	if (!page)
		return NULL;
	page->next = stubs->newest;
	page->used = 0;
	stubs->newest = page;
	stubs->pages++;
	return page;
}

int dozen_stubs_fork(struct mm_struct *parent, struct mm_struct *child)
{
	struct dozen_stubs *stubs = stubs_of(parent);

	if (!stubs)
		return -ENOMEM;
	stubs->users++;
	child->context.stubs = stubs;
	return 0;
}

void dozen_stubs_free(struct mm_struct *mm)
{
	struct dozen_stubs *stubs = mm->context.stubs;
	struct stub_page *page, *next;

	mm->context.stubs = NULL;
	if (!stubs || --stubs->users)
		return;
	for (page = stubs->newest; page; page = next) {
		next = page->next;
		free_page((unsigned long)page);
	}
	kfree(stubs);
}

static u8 *put32(u8 *to, u32 value)
{
	memcpy(to, &value, sizeof(value));
	return to + sizeof(value);
}

static bool reaches(unsigned long from_end, unsigned long to)
{
	return (long)(to - from_end) == (s32)(to - from_end);
}

static void put_jump(u8 *at, unsigned long to)
{
	*at = 0xe9;
	put32(at + 1, to - ((unsigned long)at + JUMP_BYTES));
}

/*
 * [mov $nr,%eax;] lea back(%rip),%rcx; mov $entry,%r11d; jmp *%r11: the kernel's image lies below 4 GB
 * wherever guest memory ends, and a system call may change %rcx and %r11. NULL: no stub to be had, or none
 * near enough.
 */
static u8 *make_stub(struct mm_struct *mm, unsigned long jump_end, unsigned long back, const u32 *nr)
{
	struct stub_page *page = page_with_room(mm);
	u8 *stub, *at;

	if (!page)
		return NULL;
	stub = at = (u8 *)page + STUB_BYTES * (page->used + 1);
	if (!reaches(jump_end, (unsigned long)stub) || !reaches((unsigned long)stub + STUB_BYTES, back))
		return NULL;
	if (nr) {
		*at++ = 0xb8;
		at = put32(at, *nr);
	}
	*at++ = 0x48;
	*at++ = 0x8d;
	*at++ = 0x0d;
	at = put32(at, back - ((unsigned long)at + 4));
	if (reaches((unsigned long)at + JUMP_BYTES, (unsigned long)dozen_site_entry)) {
		put_jump(at, (unsigned long)dozen_site_entry);
	} else {
		*at++ = 0x41;
		*at++ = 0xbb;
		at = put32(at, (unsigned long)dozen_site_entry);
		*at++ = 0x41;
		*at++ = 0xff;
		*at++ = 0xe3;
	}
	page->used++;
	return stub;
}

/* --- mov $nr,%eax; syscall ------------------------------------------------------------------------ */

/*
 * The five bytes before the syscall read as the mov, and the register holds what it would have put there.
 * They could still be the tail of a longer instruction that stores the same number elsewhere; the byte
 * patterns of those are turned down.
 */
static bool is_mov(const u8 *mov, u32 nr)
{
	u32 value;

	memcpy(&value, mov + 1, sizeof(value));
	if (mov[0] != 0xb8 || value != nr)
		return false;
	if ((mov[-1] & 0xf0) == 0x40 || mov[-1] == 0x66)
		return false;
	/* store or arithmetic with an address byte 0xb8 before a 32-bit number */
	return !(mov[-1] == 0xc7 || mov[-2] == 0xc7 || mov[-3] == 0xc7 || mov[-1] == 0x81 || mov[-2] == 0x81 ||
		 mov[-3] == 0x81 || mov[-1] == 0x69 || mov[-2] == 0x69 || mov[-3] == 0x69);
}

static bool rewrite_mov(struct mm_struct *mm, u8 *syscall, u32 nr)
{
	u8 *mov = syscall - JUMP_BYTES, *stub;

	if (!is_mov(mov, nr))
		return false;
	stub = make_stub(mm, (unsigned long)syscall, (unsigned long)syscall + 2, &nr);
	if (!stub)
		return false;
	put_jump(mov, (unsigned long)stub);
	return true;
}

/* --- syscall ... padding -------------------------------------------------------------------------- */

static bool ends_flow(const struct insn *insn)
{
	u8 first = insn->opcode.bytes[0];

	if (first == 0xc3 || first == 0xe9 || first == 0xeb) /* ret, jmp */
		return true;
	return first == 0xff && X86_MODRM_REG(insn->modrm.value) == 4; /* jmp *... */
}

static bool is_padding(const struct insn *insn)
{
	u8 first = insn->opcode.bytes[0];

	if (first == 0x90 || first == 0xcc) /* nop, int3 */
		return true;
	return first == 0x0f && insn->opcode.bytes[1] == 0x1f; /* long nop */
}

/* Instructions are read one after the other from the one behind the syscall, whose start is certain. */
static u8 *find_padding(u8 *from, u8 *most)
{
	u8 *at = from, *padding = NULL;
	bool after_end = false;
	struct insn insn;

	while (at < most) {
		if (insn_decode(&insn, at, MAX_INSN_SIZE, INSN_MODE_64) || !insn.length)
			return NULL;
		if (after_end && is_padding(&insn)) {
			if (!padding)
				padding = at;
			if (at + insn.length - padding >= JUMP_BYTES)
				return padding;
		} else {
			padding = NULL;
			after_end = ends_flow(&insn);
		}
		at += insn.length;
	}
	return NULL;
}

static bool rewrite_padding(struct mm_struct *mm, u8 *syscall, unsigned long end)
{
	u8 *after = syscall + 2, *padding, *stub;

	if ((unsigned long)after + REACH + 2 * MAX_INSN_SIZE > end)
		return false;
	padding = find_padding(after, after + REACH);
	if (!padding || padding - after > REACH)
		return false;
	stub = make_stub(mm, (unsigned long)padding + JUMP_BYTES, (unsigned long)after, NULL);
	if (!stub)
		return false;
	put_jump(padding, (unsigned long)stub);
	syscall[0] = 0xeb;
	syscall[1] = padding - after;
	return true;
}

/* --- */

static bool rewrite(struct mm_struct *mm, unsigned long site, u32 nr)
{
	struct vm_area_struct *area = find_vma(mm, site);
	u8 *syscall = (u8 *)site;

	/* only memory of the program's own: text shared with others would outlive the stubs */
	if (!area || area->vm_start + 8 > site || site + 2 > area->vm_end || is_nommu_shared_mapping(area->vm_flags))
		return false;
	if (syscall[0] != 0x0f || syscall[1] != 0x05)
		return false;
	/* text that a process has in common with others is its own from here on */
	if (dozen_in_window(site) &&
	    dozen_pages_writable(site - JUMP_BYTES, min(site + 2 + REACH + JUMP_BYTES, area->vm_end), true))
		return false;
	return rewrite_mov(mm, syscall, nr) || rewrite_padding(mm, syscall, area->vm_end);
}

/* On the task's kernel stack, interrupts on, from a guest call that came as SIGSYS. */
void dozen_rewrite_site(struct pt_regs *regs, u32 nr)
{
	unsigned long site = regs->ip - 2;
	struct mm_struct *mm = current->mm;

	if (dozen_options.trap_always || !mm || !access_ok((void __user *)site, 2))
		return;
	if (*unfit_slot(site) == site)
		return;
	if (mmap_write_lock_killable(mm))
		return;
	if (rewrite(mm, site, nr))
		dozen_control->sites_rewritten++;
	else
		*unfit_slot(site) = site;
	mmap_write_unlock(mm);
}
