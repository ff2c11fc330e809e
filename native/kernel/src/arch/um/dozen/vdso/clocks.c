// SPDX-License-Identifier: GPL-2.0-only
/* Puts the guest's vDSO into guest memory and keeps its clock page. */
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/string.h>
#include <linux/timekeeper_internal.h>
#include <asm/auxvec.h>
#include "clock.h"
#include "host.h"

extern const char dozen_vdso_image[], dozen_vdso_image_end[];

/* Programs find it by AT_SYSINFO_EHDR; 0: there is none. */
unsigned long dozen_guest_vdso;

static struct dozen_clock_page *page;

static int __init place_vdso(void)
{
	size_t bytes = dozen_vdso_image_end - dozen_vdso_image;
	char *memory = alloc_pages_exact(PAGE_SIZE + bytes, GFP_KERNEL | __GFP_ZERO);

	if (!memory)
		return -ENOMEM;
	page = (void *)memory;
	page->entry = dozen_site_entry;
	memcpy(memory + PAGE_SIZE, dozen_vdso_image, bytes);
	dozen_guest_vdso = (unsigned long)memory + PAGE_SIZE;
	return 0;
}
core_initcall(place_vdso);

/* Called by timekeeping with interrupts off, on every change. */
void update_vsyscall(struct timekeeper *tk)
{
	if (!page)
		return;
	page->sequence++;
	barrier();
	page->shift = tk->tkr_mono.shift;
	page->mult = tk->tkr_mono.mult;
	page->last = tk->tkr_mono.cycle_last;
	page->fraction = tk->tkr_mono.xtime_nsec;
	page->monotonic = tk->tkr_mono.base;
	page->realtime = ktime_add(tk->tkr_mono.base, tk->offs_real);
	page->boottime = ktime_add(tk->tkr_mono.base, tk->offs_boot);
	page->host_clock = strcmp(tk->tkr_mono.clock->name, "host") ? NULL : dozen_vdso_clock;
	barrier();
	page->sequence++;
}

void update_vsyscall_tz(void)
{
}

/* The host's vDSO turned out to make calls: guest programs ask the guest kernel from now on. */
void dozen_clock_page_off(void)
{
	if (page)
		page->host_clock = NULL;
}
