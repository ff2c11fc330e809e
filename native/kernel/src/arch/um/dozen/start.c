// SPDX-License-Identifier: GPL-2.0-only
/*
 * From the first instruction to the seal: parse, validate, map, harden.
 *
 * Runs on the stack the host gave us, before anything of the guest kernel is set up: no printk, no
 * allocation, no interrupts. Any host call is still allowed; all go through dozen_start_call().
 */
#include <linux/elf.h>
#include <linux/fcntl.h>
#include <linux/init.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/sizes.h>
#include <linux/stat.h>
#include <linux/string.h>
#include <linux/time64.h>
#include <linux/close_range.h>
#include <linux/mman.h>
#include <uapi/linux/landlock.h>
#include <uapi/linux/prctl.h>
#include <uapi/linux/auxvec.h>
#include <uapi/linux/fs.h>
#include <asm/page.h>
#include <asm/sections.h>
#include <asm/setup.h>
#include <asm/unistd_64.h>
#include "host.h"

#define HOST_O_ASYNC 00020000
#define HOST_O_NONBLOCK 00004000

#define MEMORY_MIN SZ_16M
#define MEMORY_MAX (64UL * SZ_1G)

struct dozen_options dozen_options __ro_after_init = {
	.memory = SZ_64M,
	.disks = 1,
};
char dozen_command_line[COMMAND_LINE_SIZE];
u64 dozen_disk_sectors[DOZEN_MAX_DISKS];
int dozen_timer_id;
unsigned long dozen_vdso_begin, dozen_vdso_end;
int (*dozen_vdso_clock)(int clock, void *timespec);
unsigned long dozen_hwcap;
unsigned long dozen_ram_begin, dozen_ram_end;

long dozen_start_call(long nr, long a, long b, long c, long d, long e, long f)
{
	register long r10 asm("r10") = d;
	register long r8 asm("r8") = e;
	register long r9 asm("r9") = f;
	long result;

	asm volatile("syscall"
		     : "=a"(result)
		     : "0"(nr), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
		     : "rcx", "r11", "memory");
	return result;
}

#define call0(name) dozen_start_call(__NR_##name, 0, 0, 0, 0, 0, 0)
#define call1(name, a) dozen_start_call(__NR_##name, (long)(a), 0, 0, 0, 0, 0)
#define call2(name, a, b) dozen_start_call(__NR_##name, (long)(a), (long)(b), 0, 0, 0, 0)
#define call3(name, a, b, c) dozen_start_call(__NR_##name, (long)(a), (long)(b), (long)(c), 0, 0, 0)
#define call4(name, a, b, c, d) dozen_start_call(__NR_##name, (long)(a), (long)(b), (long)(c), (long)(d), 0, 0)

static unsigned int __init append(char *to, unsigned int at, unsigned int size, const char *text)
{
	while (*text && at + 1 < size)
		to[at++] = *text++;
	to[at] = 0;
	return at;
}

/* One line on the message descriptor and in the control page, then the end. */
void __init __noreturn dozen_start_failed(const char *what, long error)
{
	char line[256], digits[12];
	unsigned int at, i = sizeof(digits) - 1;

	at = append(line, 0, sizeof(line) - 1, "dozen-vm: ");
	at = append(line, at, sizeof(line) - 1, what);
	if (error) {
		error = error < 0 ? -error : error;
		digits[i] = 0;
		do {
			digits[--i] = '0' + error % 10;
			error /= 10;
		} while (error && i);
		at = append(line, at, sizeof(line) - 1, " (error ");
		at = append(line, at, sizeof(line) - 1, digits + i);
		at = append(line, at, sizeof(line) - 1, ")");
	}
	if (dozen_control) {
		append(dozen_control->message, 0, sizeof(dozen_control->message), line + strlen("dozen-vm: "));
		dozen_control->ending = DOZEN_ENDING_START;
		dozen_control->state = DOZEN_STATE_ENDED;
	}
	line[at++] = '\n';
	call3(write, DOZEN_FD_MESSAGES, line, at);
	for (;;)
		call1(exit_group, DOZEN_EXIT_START);
}

static const char *__init value_of(const char *word, const char *key)
{
	size_t length = strlen(key);

	return strncmp(word, key, length) == 0 && word[length] == '=' ? word + length + 1 : NULL;
}

static bool __init parse_number(const char **text, unsigned long *value)
{
	const char *from = *text;

	*value = 0;
	while (**text >= '0' && **text <= '9') {
		if (*value > (1UL << 52))
			return false;
		*value = *value * 10 + (*(*text)++ - '0');
	}
	return *text != from;
}

static void __init parse_memory(const char *value)
{
	unsigned long number;

	if (!parse_number(&value, &number))
		goto bad;
	switch (*value) {
	case 'G':
	case 'g':
		number <<= 10;
		fallthrough;
	case 'M':
	case 'm':
		number <<= 10;
		fallthrough;
	case 'K':
	case 'k':
		number <<= 10;
		value++;
	}
	if (*value)
		goto bad;
	dozen_options.memory = number & PAGE_MASK;
	return;
bad:
	dozen_start_failed("memory= wants a number with K, M or G, for example memory=128M", 0);
}

static void __init parse_readonly(const char *value)
{
	unsigned long disk;

	for (;;) {
		if (!parse_number(&value, &disk) || disk >= DOZEN_MAX_DISKS)
			break;
		dozen_options.readonly |= 1 << disk;
		if (!*value)
			return;
		if (*value++ != ',')
			break;
	}
	dozen_start_failed("readonly= wants disk numbers separated by commas, for example readonly=0,2", 0);
}

static void __init parse_disks(const char *value)
{
	unsigned long disks;

	if (!parse_number(&value, &disks) || *value || disks > DOZEN_MAX_DISKS)
		dozen_start_failed("disks= wants a number from 0 to 8", 0);
	dozen_options.disks = disks;
}

static void __init parse_option(const char *word)
{
	const char *value;

	if ((value = value_of(word, "memory")))
		parse_memory(value);
	else if ((value = value_of(word, "disks")))
		parse_disks(value);
	else if ((value = value_of(word, "readonly")))
		parse_readonly(value);
	else if (!strcmp(word, "refuse=notify"))
		dozen_options.refuse = REFUSE_NOTIFY;
	else if (!strcmp(word, "refuse=error"))
		dozen_options.refuse = REFUSE_ERROR;
	else if (!strcmp(word, "refuse=kill"))
		dozen_options.refuse = REFUSE_KILL;
	else if (!strcmp(word, "time=vdso"))
		dozen_options.call_for_time = false;
	else if (!strcmp(word, "time=call"))
		dozen_options.call_for_time = true;
	else if (!strcmp(word, "audit=off"))
		dozen_options.audit = false;
	else if (!strcmp(word, "audit=on"))
		dozen_options.audit = true;
	else if (!strcmp(word, "sites=rewrite"))
		dozen_options.trap_always = false;
	else if (!strcmp(word, "sites=trap"))
		dozen_options.trap_always = true;
	else if (!strcmp(word, "trace=ring"))
		dozen_options.counts_only = false;
	else if (!strcmp(word, "trace=counts"))
		dozen_options.counts_only = true;
	else
		dozen_start_failed(
			"unknown option; known are memory= disks= readonly= refuse= time= sites= trace= audit=, "
			"then -- and the guest's kernel command line",
			0);
}

static void __init parse(int argc, char **argv)
{
	unsigned int at;
	int i;

	for (i = 1; i < argc && strcmp(argv[i], "--"); i++)
		parse_option(argv[i]);
	/*
	 * For the first program: hardware is not to be waited for. An init that knows the word gives a login on the console
	 * without a device manager. A later word of the same name replaces it.
	 */
	at = append(dozen_command_line, 0, COMMAND_LINE_SIZE, "container=dozen");
	for (i++; i < argc; i++) {
		if (at + strlen(argv[i]) + 2 > COMMAND_LINE_SIZE)
			dozen_start_failed("the guest's kernel command line is longer than 4095 characters", 0);
		dozen_command_line[at++] = ' ';
		at = append(dozen_command_line, at, COMMAND_LINE_SIZE, argv[i]);
	}
}

static void __init validate(void)
{
	if (dozen_options.memory < MEMORY_MIN)
		dozen_start_failed("memory is below 16M, which no guest can boot in", 0);
	if (dozen_options.memory > MEMORY_MAX)
		dozen_start_failed("memory is above 64G, the most a machine can have", 0);
	if (dozen_options.audit && dozen_options.refuse != REFUSE_NOTIFY)
		dozen_start_failed("audit=on needs refuse=notify: every call is reported the same way", 0);
}

/* Find the host's clock_gettime in the vDSO: a small ELF file in memory with few symbols. */
static void __init read_vdso(unsigned long base)
{
	const struct elf64_hdr *header = (void *)base;
	const struct elf64_phdr *segment = (void *)(base + header->e_phoff);
	const struct elf64_sym *symbols = NULL;
	const char *names = NULL;
	const Elf64_Dyn *entry = NULL;
	const u32 *hash = NULL;
	unsigned long end = 0;
	u32 i;

	for (i = 0; i < header->e_phnum; i++) {
		if (segment[i].p_type == PT_LOAD)
			end = max_t(unsigned long, end, base + segment[i].p_vaddr + segment[i].p_memsz);
		if (segment[i].p_type == PT_DYNAMIC)
			entry = (void *)(base + segment[i].p_offset);
	}
	for (; entry && entry->d_tag != DT_NULL; entry++) {
		if (entry->d_tag == DT_SYMTAB)
			symbols = (void *)(base + entry->d_un.d_ptr);
		if (entry->d_tag == DT_STRTAB)
			names = (void *)(base + entry->d_un.d_ptr);
		if (entry->d_tag == DT_HASH)
			hash = (void *)(base + entry->d_un.d_ptr);
	}
	if (!symbols || !names)
		return;
	dozen_vdso_begin = base;
	dozen_vdso_end = PAGE_ALIGN(end);
	/* without the old hash table the number of symbols is unknown; the string table follows them */
	for (i = 0; hash ? i < hash[1] : (void *)&symbols[i + 1] <= (void *)names; i++)
		if (!strcmp(names + symbols[i].st_name, "__vdso_clock_gettime"))
			dozen_vdso_clock = (void *)(base + symbols[i].st_value);
}

static void __init read_auxiliary(const unsigned long *vector)
{
	bool fsgsbase = false;

	for (; vector[0] != AT_NULL; vector += 2) {
		if (vector[0] == AT_HWCAP)
			dozen_hwcap = vector[1];
		if (vector[0] == AT_HWCAP2)
			fsgsbase = vector[1] & 2;
		if (vector[0] == AT_SYSINFO_EHDR)
			read_vdso(vector[1]);
	}
	if (!fsgsbase)
		dozen_start_failed("this host's processor or kernel lacks FSGSBASE (Linux 5.9 and a processor "
				   "from 2012 or later have it), which machines need to switch between guest programs",
				   0);
}

static void __init map_shared(void)
{
	struct dozen_control *control;
	u64 wanted;
	long at;

	at = dozen_start_call(__NR_mmap, 0, 4 * DOZEN_PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, DOZEN_FD_SHARED, 0);
	if (at < 0)
		dozen_start_failed("descriptor 3 is not a shared region that can be mapped", at);
	control = (void *)at;
	if (control->magic != DOZEN_ABI_MAGIC || control->version != DOZEN_ABI_VERSION)
		dozen_start_failed("the shared region on descriptor 3 is of another version than this dozen-vm", 0);
	wanted = 3 * DOZEN_PAGE + (u64)control->ring_records * sizeof(struct dozen_record);
	if (control->region_bytes < wanted ||
	    (control->ring_records && (control->ring_records < 64 || control->ring_records > 4194304 ||
				       (control->ring_records & (control->ring_records - 1)))))
		dozen_start_failed("the shared region on descriptor 3 is too small for its ring, or the ring's size "
				   "is no power of two",
				   0);
	wanted = control->region_bytes;
	call2(munmap, at, 4 * DOZEN_PAGE);
	at = dozen_start_call(__NR_mmap, 0, wanted, PROT_READ | PROT_WRITE, MAP_SHARED, DOZEN_FD_SHARED, 0);
	if (at < 0)
		dozen_start_failed("the shared region on descriptor 3 cannot be mapped whole", at);
	dozen_control = (void *)at;
	dozen_guest_counts = (void *)at + DOZEN_PAGE;
	dozen_text = (void *)at + 2 * DOZEN_PAGE;
	dozen_ring_start(dozen_options.counts_only ? 0 : dozen_control->ring_records);
	dozen_control->state = DOZEN_STATE_STARTING;
}

static void __init map_memory(void)
{
	long at;

	dozen_ram_begin = PAGE_ALIGN((unsigned long)_end);
	dozen_ram_end = DOZEN_IMAGE_BASE + dozen_options.memory;
	at = dozen_start_call(__NR_mmap, dozen_ram_begin, dozen_ram_end - dozen_ram_begin,
			      PROT_READ | PROT_WRITE | PROT_EXEC,
			      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
	if (at != dozen_ram_begin)
		dozen_start_failed("the host refuses the guest's memory; is memory= more than the host allows "
				   "(ulimit -v), or does it forbid writable code?",
				   at);
	/*
	 * What every boot touches is touched by two faults instead of a thousand, each of which costs the
	 * host about a microsecond. Where the host has no huge pages nothing changes.
	 */
	call3(madvise, ALIGN(dozen_ram_begin, DOZEN_HUGE), DOZEN_HUGE_PAGES * DOZEN_HUGE, MADV_HUGEPAGE);
	dozen_control->image_begin = DOZEN_IMAGE_BASE;
	dozen_control->ram_begin = dozen_ram_begin;
	dozen_control->ram_end = dozen_ram_end;
}

/*
 * Low addresses for programs linked to a fixed address, and behind them a page of zeros, where a string
 * that has no end does end. A host may refuse: then those programs do not run, all others do.
 */
static void __init map_window(void)
{
	const unsigned long bytes = DOZEN_WINDOW_END - DOZEN_WINDOW_BEGIN;
	const int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE;
	long at = dozen_start_call(__NR_mmap, DOZEN_WINDOW_BEGIN, bytes, PROT_READ | PROT_WRITE | PROT_EXEC, flags, -1,
				   0);

	if (at != DOZEN_WINDOW_BEGIN)
		return;
	at = dozen_start_call(__NR_mmap, DOZEN_WINDOW_END, PAGE_SIZE, PROT_READ, flags, -1, 0);
	if (at != DOZEN_WINDOW_END) {
		call2(munmap, DOZEN_WINDOW_BEGIN, bytes);
		return;
	}
	dozen_window_end = DOZEN_WINDOW_END;
	dozen_control->features |= DOZEN_FEATURE_FIXED;
}

/* Size of a regular file or block device, in sectors of 512 bytes. */
static void __init read_disks(void)
{
	unsigned int i;
	long bytes;

	for (i = 0; i < dozen_options.disks; i++) {
		bytes = call3(lseek, DOZEN_FD_DISK0 + i, 0, SEEK_END);
		if (bytes < 0)
			dozen_start_failed("a disk descriptor is not open or has no size", bytes);
		dozen_disk_sectors[i] = bytes >> 9;
	}
}

static void __init prepare_console(void)
{
	long flags = call3(fcntl, DOZEN_FD_CONSOLE_IN, F_GETFL, 0);

	if (flags < 0)
		dozen_start_failed("descriptor 0 (console input) is not open", flags);
	call3(fcntl, DOZEN_FD_CONSOLE_IN, F_SETOWN, call0(getpid));
	call3(fcntl, DOZEN_FD_CONSOLE_IN, F_SETFL, flags | HOST_O_ASYNC | HOST_O_NONBLOCK);
	flags = call3(fcntl, DOZEN_FD_CONSOLE_OUT, F_GETFL, 0);
	if (flags < 0)
		dozen_start_failed("descriptor 1 (console output) is not open", flags);
	call3(fcntl, DOZEN_FD_CONSOLE_OUT, F_SETFL, flags | HOST_O_NONBLOCK);
}

static void __init make_timer(void)
{
	struct {
		void *value;
		int signal;
		int notify;
		u64 pad[6];
	} event = { .signal = SIGALRM, .notify = 0 /* SIGEV_SIGNAL */ };
	long error = call3(timer_create, CLOCK_MONOTONIC, &event, &dozen_timer_id);

	if (error)
		dozen_start_failed("the host refuses a timer", error);
}

static void __init stir_entropy(void)
{
	u8 more[sizeof(dozen_control->seed)];
	unsigned int i;

	if (call3(getrandom, more, sizeof(more), 1 /* GRND_NONBLOCK */) == sizeof(more))
		for (i = 0; i < sizeof(more); i++)
			dozen_control->seed[i] ^= more[i];
	memzero_explicit(more, sizeof(more));
}

/*
 * Landlock: no file may be opened, ever. The filter forbids open() as well; this holds even for a
 * descriptor or a call that somebody forgot.
 */
static void __init forbid_files(void)
{
	struct landlock_ruleset_attr rules = {};
	long version, ruleset;

	version = call3(landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	if (version < 1)
		return;
	rules.handled_access_fs = version >= 3 ? 0x7fff : version == 2 ? 0x3fff : 0x1fff;
	ruleset = call3(landlock_create_ruleset, &rules, sizeof(rules.handled_access_fs), 0);
	if (ruleset < 0)
		return;
	if (!call2(landlock_restrict_self, ruleset, 0))
		dozen_control->features |= DOZEN_FEATURE_LANDLOCK;
	call1(close, ruleset);
}

static void __init limit(unsigned int resource, u64 most)
{
	struct rlimit64 both = { most, most };

	call4(prlimit64, 0, resource, &both, NULL);
}

void __init dozen_harden(void)
{
	long error;

	error = call3(close_range, DOZEN_FD_DISK0 + dozen_options.disks, ~0U, 0);
	if (error)
		dozen_start_failed("close_range is missing: this host's Linux is older than 5.9", error);
	error = dozen_start_call(__NR_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0, 0);
	if (error)
		dozen_start_failed("no_new_privs cannot be set", error);
	forbid_files();
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_NPROC, 0);
	/* leaves one number, that of the closed message descriptor, for the refused-call listener */
	limit(RLIMIT_NOFILE, DOZEN_FD_DISK0 + dozen_options.disks);
	limit(RLIMIT_MEMLOCK, 0);
}

/* The first task takes over on its own stack. */
void dozen_enter_kernel(void) __noreturn;

void __noreturn dozen_start(unsigned long *stack);
void __init __noreturn dozen_start(unsigned long *stack)
{
	int argc = stack[0];
	char **argv = (char **)(stack + 1);
	unsigned long *vector = stack + argc + 2;
	u64 tsc = dozen_tsc(), entered;

	while (*vector++)
		; /* the environment is not looked at */
	parse(argc, argv);
	validate();
	map_shared();
	read_auxiliary(vector);
	if (dozen_options.call_for_time)
		dozen_vdso_clock = NULL;
	entered = dozen_monotonic();
	dozen_control->tsc0 = tsc;
	dozen_control->ns0 = entered;
	dozen_control->milestone_ns[DOZEN_AT_ENTRY] = entered;
	dozen_control->features |= DOZEN_FEATURE_FSGSBASE |
				   (dozen_options.refuse == REFUSE_KILL ? DOZEN_FEATURE_STRICT : 0) |
				   (dozen_vdso_clock ? DOZEN_FEATURE_VDSO_TIME : 0);
	dozen_control->gate_address = (unsigned long)dozen_gate;
	map_memory();
	map_window();
	read_disks();
	stir_entropy();
	dozen_signals_start(); /* before the console may send one */
	prepare_console();
	make_timer();
	dozen_milestone(DOZEN_AT_MAPPED);
	dozen_harden();
	call1(close, DOZEN_FD_MESSAGES);
	dozen_milestone(DOZEN_AT_HARDENED);
	dozen_seal();
	dozen_milestone(DOZEN_AT_SEALED);
	dozen_control->state = DOZEN_STATE_SEALED;
	dozen_enter_kernel();
}
