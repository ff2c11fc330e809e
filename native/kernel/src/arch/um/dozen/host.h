/* SPDX-License-Identifier: GPL-2.0-only */
/* What the rooms of the host layer share. */
#ifndef DOZEN_HOST_H
#define DOZEN_HOST_H

#include <linux/types.h>
#include <linux/signal.h>
#include <asm/ptrace.h>
#include <asm/timex.h>
#include "dozen_abi.h"

/* Rows of the twelve, in the order of native/abi/host_calls.tsv. */
enum dozen_row {
#define HOST_CALL(number, name, ...) ROW_##name,
#include "host_calls_table.h"
#undef HOST_CALL
	DOZEN_ROWS
};

/* Huge pages of the host; the first few hold what the kernel takes while it starts. */
#define DOZEN_HUGE (2UL << 20)
#define DOZEN_HUGE_PAGES 2

/* What the command line of the process says; parsed first, then validated, then applied. */
struct dozen_options {
	unsigned long memory; /* bytes, image included */
	unsigned int disks;
	unsigned int readonly; /* bit per disk */
	enum { REFUSE_NOTIFY, REFUSE_ERROR, REFUSE_KILL } refuse;
	bool call_for_time;
	bool counts_only;
	bool audit;	  /* the twelve, too, go through user notification */
	bool trap_always; /* never rewrite a call site */
};

extern struct dozen_options dozen_options;
extern char dozen_command_line[];
extern u64 dozen_disk_sectors[DOZEN_MAX_DISKS];
extern int dozen_timer_id;
extern unsigned long dozen_vdso_begin, dozen_vdso_end;
extern int (*dozen_vdso_clock)(int clock, void *timespec);

extern struct dozen_control *dozen_control; /* the shared region */
extern u64 *dozen_guest_counts;
extern char *dozen_text;

/* start-up: any host call, straight from here */
long dozen_start_call(long nr, long a, long b, long c, long d, long e, long f);
void __noreturn dozen_start_failed(const char *what, long error);
void dozen_seal(void);
extern bool dozen_sealed;
void dozen_ring_start(u32 records);
void dozen_harden(void);

/* after the seal: one of the twelve, counted and traced */
long dozen_host_call(enum dozen_row row, u64 digest, long a, long b, long c, long d, long e);
void dozen_count(enum dozen_row row, u64 begin, u64 end, long result, u64 digest);
void __noreturn dozen_end(enum dozen_ending ending, const char *message);

/* clocks, in nanoseconds */
u64 dozen_monotonic(void);
u64 dozen_realtime(void);
void dozen_milestone(enum dozen_milestone which);
void dozen_clock_pair(void);
void dozen_clock_start(void);
void dozen_clock_page_off(void);
void dozen_panics_start(void);
void dozen_irqs_request(void);

/* signals */
void dozen_signals_start(void);
extern char dozen_gate[], dozen_gate_return[], dozen_signal_return[];
extern char dozen_site_entry[];
extern char dozen_exit_begin[], dozen_exit_end[];
extern char dozen_xrstor_at[], dozen_xrstor_failed[];
int dozen_xrstor(const void *image);
void __noreturn dozen_go_on(struct pt_regs *regs, void (*what)(struct pt_regs *regs));

/* processor time */
void dozen_timer_arm(void);
extern u64 dozen_next_event;
void dozen_time_interrupt(void);

/* console */
bool dozen_console_wants_output(void);
void dozen_console_event(void);
void dozen_console_resized(void);
extern bool dozen_console_listening;
bool dozen_console_prompted(void);
void dozen_console_quiet(void);

/* idle */
extern bool dozen_idle_waiting;
void dozen_idle_cut_short(void);

/* the window's requests */
void dozen_take_request(void);
void dozen_abandoned(void);
void dozen_publish_memory(void);

/* families of forked processes */
bool dozen_guard_fault(unsigned long address, bool store);
void dozen_residency_start(void);
struct proc_dir_entry;
void dozen_families_proc(struct proc_dir_entry *folder);

/* guest calls and traps */
void dozen_guest_call(struct pt_regs *regs);
void dozen_trapped_call(struct pt_regs *regs);
void dozen_exit_work(struct pt_regs *regs);
void dozen_do_signal(struct pt_regs *regs);
extern struct pt_regs *dozen_interrupted;

static inline u64 dozen_tsc(void)
{
	return get_cycles();
}

#endif
