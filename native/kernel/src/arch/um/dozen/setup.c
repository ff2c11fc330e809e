// SPDX-License-Identifier: GPL-2.0-only
/* Bringing the guest kernel up in memory that is already mapped, and what it says of its processor. */
#include <linux/cpu.h>
#include <linux/init.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/random.h>
#include <linux/sched/signal.h>
#include <linux/sizes.h>
#include <linux/seq_file.h>
#include <linux/string.h>
#include <linux/utsname.h>
#include <asm/processor.h>
#include <asm/sections.h>
#include <asm/setup.h>
#include <asm/text-patching.h>
#include "host.h"

struct cpuinfo_um boot_cpu_data;
EXPORT_SYMBOL(boot_cpu_data);

unsigned long empty_zero_page[PAGE_SIZE / sizeof(unsigned long)] __page_aligned_bss;
EXPORT_SYMBOL(empty_zero_page);

void __init setup_arch(char **command_line)
{
	phys_addr_t image = PAGE_ALIGN((unsigned long)_end) - PAGE_OFFSET;

	dozen_panics_start();
	dozen_clock_start();
	dozen_milestone(DOZEN_AT_KERNEL);
	setup_initial_init_mm(_stext, _etext, _edata, _end);
	/* what the kernel takes at the start lies together, right behind the image */
	memblock_set_bottom_up(true);
	memblock_add(0, dozen_options.memory);
	memblock_reserve(0, image);
	/* early allocations go to the huge pages; the rest before them is free again in mem_init() */
	memblock_reserve(image, ALIGN(image, DOZEN_HUGE) - image);
	min_low_pfn = 0;
	max_low_pfn = max_pfn = PFN_DOWN(dozen_options.memory);
	high_memory = __va(dozen_options.memory);

	strscpy(boot_command_line, dozen_command_line, COMMAND_LINE_SIZE);
	*command_line = dozen_command_line;
	strscpy(init_utsname()->machine, "x86_64", sizeof(init_utsname()->machine));

	/* stacks are given whole: what a program gets without asking depends on how much there is */
	current->signal->rlim[RLIMIT_STACK].rlim_cur =
		clamp(rounddown_pow_of_two(dozen_options.memory / 128), SZ_256K, SZ_8M);

	add_bootloader_randomness(dozen_control->seed, sizeof(dozen_control->seed));
	memzero_explicit(dozen_control->seed, sizeof(dozen_control->seed));

	{
		unsigned long zones[MAX_NR_ZONES] = { [ZONE_NORMAL] = max_pfn };

		free_area_init(zones);
	}
	dozen_residency_start();
}

void __init mem_init(void)
{
	phys_addr_t image = PAGE_ALIGN((unsigned long)_end) - PAGE_OFFSET;

	memblock_phys_free(image, ALIGN(image, DOZEN_HUGE) - image);
	memblock_free_all();
	dozen_milestone(DOZEN_AT_MEMORY);
}

/* The sections lie in the process's own file mapping, which is not writable where it is code. */
void free_initmem(void)
{
}

void __init arch_cpu_finalize_init(void)
{
}

/* Nothing in this kernel is patched while it runs: the alternatives stay as they were compiled. */
void apply_seal_endbr(s32 *start, s32 *end)
{
}

void apply_retpolines(s32 *start, s32 *end)
{
}

void apply_returns(s32 *start, s32 *end)
{
}

void apply_fineibt(s32 *start_retpoline, s32 *end_retpoline, s32 *start_cfi, s32 *end_cfi)
{
}

void apply_alternatives(struct alt_instr *start, struct alt_instr *end)
{
}

static int show_cpuinfo(struct seq_file *m, void *unused)
{
	char name[49] = "";
	u32 *words = (u32 *)name;
	u32 leaf;

	for (leaf = 0; leaf < 3; leaf++)
		asm volatile("cpuid"
			     : "=a"(words[4 * leaf]), "=b"(words[4 * leaf + 1]), "=c"(words[4 * leaf + 2]),
			       "=d"(words[4 * leaf + 3])
			     : "0"(0x80000002 + leaf), "2"(0));
	seq_printf(m, "processor\t: 0\nvendor_id\t: Dozen\nmodel name\t: %s\n", name);
	seq_puts(m, "mmu\t\t: none\nflags\t\t: fpu fsgsbase xsave\n");
	seq_printf(m, "cache_alignment\t: %d\n\n", L1_CACHE_BYTES);
	return 0;
}

static void *c_start(struct seq_file *m, loff_t *pos)
{
	return *pos < nr_cpu_ids ? &boot_cpu_data : NULL;
}

static void *c_next(struct seq_file *m, void *v, loff_t *pos)
{
	++*pos;
	return c_start(m, pos);
}

static void c_stop(struct seq_file *m, void *v)
{
}

const struct seq_operations cpuinfo_op = {
	.start = c_start,
	.next = c_next,
	.stop = c_stop,
	.show = show_cpuinfo,
};
