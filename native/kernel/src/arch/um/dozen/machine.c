// SPDX-License-Identifier: GPL-2.0-only
/*
 * The machine as its starter sees it: control page, requests, the ways to end, and the same for guest
 * programs under /proc/dozen.
 */
#include <linux/init.h>
#include <linux/kmsg_dump.h>
#include <linux/mm.h>
#include <linux/panic_notifier.h>
#include <linux/proc_fs.h>
#include <linux/reboot.h>
#include <linux/seq_file.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/vmstat.h>
#include <linux/workqueue.h>
#include "host.h"

void dozen_publish_memory(void)
{
	dozen_control->memory_total = totalram_pages() << PAGE_SHIFT;
	dozen_control->memory_free = global_zone_page_state(NR_FREE_PAGES) << PAGE_SHIFT;
}

/* --- the ways to end --------------------------------------------------------------------------- */

static int halting(struct notifier_block *block, unsigned long action, void *unused)
{
	dozen_milestone(DOZEN_AT_HALT);
	dozen_control->state = DOZEN_STATE_HALTING;
	/* what a command prints is all that its caller wants to see */
	if (dozen_text[0])
		dozen_console_quiet();
	return NOTIFY_DONE;
}

static struct notifier_block halting_block = { .notifier_call = halting };

void machine_power_off(void)
{
	dozen_end(DOZEN_ENDING_POWEROFF, NULL);
}

void machine_halt(void)
{
	dozen_end(DOZEN_ENDING_POWEROFF, NULL);
}

void machine_restart(char *command)
{
	dozen_end(DOZEN_ENDING_REBOOT, NULL);
}

/* reboot(2) turns "power off" into "halt" where this is empty. */
void (*pm_power_off)(void) = machine_power_off;
EXPORT_SYMBOL(pm_power_off);

static int panicked(struct notifier_block *block, unsigned long unused, void *reason)
{
	dozen_end(DOZEN_ENDING_PANIC, reason);
}

static struct notifier_block panic_block = { .notifier_call = panicked };

/* A panic of the first moments must end the machine too. */
void __init dozen_panics_start(void)
{
	atomic_notifier_chain_register(&panic_notifier_list, &panic_block);
}

static int __init watch_endings(void)
{
	register_reboot_notifier(&halting_block);
	dozen_milestone(DOZEN_AT_INITCALLS);
	return 0;
}
core_initcall(watch_endings);

/* What comes before there are devices to shut down waits until here. */
static bool listening, abandoned;

static int __init reached_root(void)
{
	dozen_milestone(DOZEN_AT_ROOT);
	listening = true;
	dozen_take_request();
	if (abandoned)
		dozen_abandoned();
	return 0;
}
late_initcall_sync(reached_root);

/* --- requests ---------------------------------------------------------------------------------- */

#define ASK_AGAIN_MS 1000 /* the first request may have come before init listened to signals */
#define PATIENCE_MS 15000 /* then the disks are written and the machine stops without init */

static void halt_now(struct work_struct *work)
{
	ksys_sync();
	kernel_power_off();
}
static DECLARE_WORK(halt_work, halt_now);
static DECLARE_DELAYED_WORK(patience_work, halt_now);

static bool reboot_wanted;

static void ask_init(struct work_struct *work)
{
	if (dozen_control->state >= DOZEN_STATE_HALTING)
		return;
	if (reboot_wanted)
		orderly_reboot();
	else
		orderly_poweroff(true);
}
static DECLARE_DELAYED_WORK(ask_work, ask_init);

static void end_orderly(bool reboot)
{
	reboot_wanted = reboot;
	if (dozen_control->state < DOZEN_STATE_RUNNING) {
		schedule_work(&halt_work); /* nothing runs that would have to be asked */
		return;
	}
	ask_init(NULL);
	schedule_delayed_work(&ask_work, msecs_to_jiffies(ASK_AGAIN_MS));
	if (!reboot)
		schedule_delayed_work(&patience_work, msecs_to_jiffies(PATIENCE_MS));
}

/* From the attention interrupt: the starter asks for something, or the console has another size. */
void dozen_take_request(void)
{
	u32 request = listening ? xchg(&dozen_control->request, 0) : 0;

	if (request & DOZEN_REQUEST_HALT_NOW)
		schedule_work(&halt_work);
	else if (request & (DOZEN_REQUEST_POWEROFF | DOZEN_REQUEST_REBOOT))
		end_orderly(!(request & DOZEN_REQUEST_POWEROFF));
	if (listening)
		dozen_console_resized();
}

/* Nobody listens any more: write everything to the disks and stop. */
void dozen_abandoned(void)
{
	abandoned = true;
	if (listening)
		schedule_work(&halt_work);
}

/* --- /proc/dozen ------------------------------------------------------------------------------- */

static int show_command(struct seq_file *m, void *unused)
{
	seq_write(m, dozen_text, strnlen(dozen_text, DOZEN_TEXT_BYTES));
	return 0;
}

static int show_gate(struct seq_file *m, void *unused)
{
	seq_printf(m, "0x%lx\n", (unsigned long)dozen_gate);
	return 0;
}

static int show_region(struct seq_file *m, void *unused)
{
	seq_printf(m, "0x%lx\n", (unsigned long)dozen_control);
	return 0;
}

static int show_boot(struct seq_file *m, void *unused)
{
	static const char *const names[] = { "entry",	  "mapped", "hardened", "sealed", "kernel", "memory",
					     "initcalls", "root",   "init",	"prompt", "halt" };
	u64 start = dozen_control->milestone_ns[DOZEN_AT_ENTRY];
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (dozen_control->milestone_ns[i])
			seq_printf(m, "%-10s %8llu us\n", names[i],
				   div_u64(dozen_control->milestone_ns[i] - start, 1000));
	return 0;
}

static ssize_t take_status(struct file *file, const char __user *from, size_t count, loff_t *pos)
{
	int status, error = kstrtoint_from_user(from, count, 10, &status);

	if (error)
		return error;
	dozen_control->exit_status = (status & 0xff) | 0x100;
	return count;
}

static const struct proc_ops status_ops = {
	.proc_write = take_status,
};

static int __init make_proc(void)
{
	struct proc_dir_entry *folder = proc_mkdir("dozen", NULL);

	proc_create_single("command", 0400, folder, show_command);
	proc_create_single("gate", 0444, folder, show_gate);
	proc_create_single("region", 0444, folder, show_region);
	proc_create_single("boot", 0444, folder, show_boot);
	proc_create("exit-status", 0200, folder, &status_ops);
	dozen_families_proc(folder);
	return 0;
}
fs_initcall(make_proc);
