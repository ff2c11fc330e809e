// SPDX-License-Identifier: GPL-2.0-only
/*
 * The seal: a seccomp filter made from the twelve (native/abi/host_calls.tsv), installed by the process
 * itself before the first guest instruction. In this order:
 *
 *   not x86-64, or not from the gate          -> SIGSYS: this is a guest call
 *   one of the twelve, arguments in range     -> allow
 *   anything else at the gate                 -> the starter is told and the call fails
 *
 * In an audit run the twelve, too, are told to the starter, which lets them go on: its list is the host
 * kernel's own.
 *
 * The address test only tells guest calls from host calls: guest code can jump to the gate. The wall is
 * the twelve numbers, their arguments, and the descriptors that are already open.
 */
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <linux/string.h>
#include <uapi/linux/audit.h>
#include <uapi/linux/seccomp.h>
#include <asm/unistd_64.h>
#include "host.h"

enum rule_kind { RULE_NONE, RULE_CONSOLE_IN, RULE_CONSOLE_OUT, RULE_DISK, RULE_TIMER, RULE_EQUAL, RULE_MOST };

struct rule {
	u8 argument;
	u8 kind;
	u32 value;
};

static const struct call {
	u32 number;
	struct rule rules[3];
} calls[] __initconst = {
#define RULE(argument, kind) { argument, RULE_##kind, 0 },
#define RULE_EQ(argument, value) { argument, RULE_EQUAL, value },
#define RULE_LE(argument, value) { argument, RULE_MOST, value },
#define HOST_CALL(number, name, ...) { number, { __VA_ARGS__ } },
#include "host_calls_table.h"
#undef HOST_CALL
};

/* From here on host calls go through the gate. */
bool dozen_sealed __ro_after_init;

#define PROGRAM_MOST 256

static struct sock_filter program[PROGRAM_MOST] __initdata;
static unsigned int length __initdata;

static void __init add(u16 code, u8 yes, u8 no, u32 k)
{
	if (length == PROGRAM_MOST)
		dozen_start_failed("the seal's filter is longer than its buffer", 0);
	program[length++] = (struct sock_filter){ code, yes, no, k };
}

#define field(name) ((u32)offsetof(struct seccomp_data, name))
#define argument_low(n) (field(args) + 8 * (n))
#define LOAD (BPF_LD | BPF_W | BPF_ABS)
#define IF_EQUAL (BPF_JMP | BPF_JEQ | BPF_K)
#define IF_ABOVE (BPF_JMP | BPF_JGT | BPF_K)
#define IF_NOT_BELOW (BPF_JMP | BPF_JGE | BPF_K)
#define GIVE (BPF_RET | BPF_K)

static u32 __init refusal(void)
{
	switch (dozen_options.refuse) {
	case REFUSE_KILL:
		return SECCOMP_RET_KILL_PROCESS;
	case REFUSE_ERROR:
		return SECCOMP_RET_ERRNO | EPERM;
	default:
		return SECCOMP_RET_USER_NOTIF;
	}
}

/* Goes on where the low half of the argument lies in [low, high] and the high half is zero. */
static void __init want_range(unsigned int argument, u32 low, u32 high)
{
	add(LOAD, 0, 0, argument_low(argument) + 4);
	add(IF_EQUAL, 1, 0, 0);
	add(GIVE, 0, 0, refusal());
	add(LOAD, 0, 0, argument_low(argument));
	if (low == high) {
		add(IF_EQUAL, 1, 0, low);
	} else {
		if (low) {
			add(IF_NOT_BELOW, 1, 0, low);
			add(GIVE, 0, 0, refusal());
		}
		add(IF_ABOVE, 0, 1, high);
	}
	add(GIVE, 0, 0, refusal());
}

/*
 * Descriptors, timers and small numbers are ints for the host kernel, which ignores the upper half of the
 * register; the filter does not, so that nothing depends on who truncates what.
 */
static void __init want(const struct rule *rule)
{
	switch (rule->kind) {
	case RULE_CONSOLE_IN:
		return want_range(rule->argument, DOZEN_FD_CONSOLE_IN, DOZEN_FD_CONSOLE_IN);
	case RULE_CONSOLE_OUT:
		return want_range(rule->argument, DOZEN_FD_CONSOLE_OUT, DOZEN_FD_CONSOLE_OUT);
	case RULE_DISK:
		if (!dozen_options.disks)
			return add(GIVE, 0, 0, refusal());
		return want_range(rule->argument, DOZEN_FD_DISK0, DOZEN_FD_DISK0 + dozen_options.disks - 1);
	case RULE_TIMER:
		return want_range(rule->argument, dozen_timer_id, dozen_timer_id);
	case RULE_EQUAL:
		return want_range(rule->argument, rule->value, rule->value);
	case RULE_MOST:
		return want_range(rule->argument, 0, rule->value);
	}
}

static void __init allow(const struct call *call)
{
	unsigned int i, test;

	add(LOAD, 0, 0, field(nr));
	test = length;
	add(IF_EQUAL, 0, 0, call->number);
	for (i = 0; i < ARRAY_SIZE(call->rules) && call->rules[i].kind; i++)
		want(&call->rules[i]);
	add(GIVE, 0, 0, dozen_options.audit ? SECCOMP_RET_USER_NOTIF : SECCOMP_RET_ALLOW);
	program[test].jf = length - test - 1;
}

static void __init write_program(void)
{
	unsigned long gate = (unsigned long)dozen_gate_return;
	unsigned int i;

	add(LOAD, 0, 0, field(arch));
	add(IF_EQUAL, 1, 0, AUDIT_ARCH_X86_64);
	add(GIVE, 0, 0, SECCOMP_RET_TRAP);
	add(LOAD, 0, 0, field(instruction_pointer));
	add(IF_EQUAL, 1, 0, (u32)gate);
	add(GIVE, 0, 0, SECCOMP_RET_TRAP);
	add(LOAD, 0, 0, field(instruction_pointer) + 4);
	add(IF_EQUAL, 1, 0, (u32)(gate >> 32));
	add(GIVE, 0, 0, SECCOMP_RET_TRAP);
	for (i = 0; i < ARRAY_SIZE(calls); i++)
		allow(&calls[i]);
	add(GIVE, 0, 0, refusal());
}

void __init dozen_seal(void)
{
	struct sock_fprog whole = { .filter = program };
	bool listen = dozen_options.refuse == REFUSE_NOTIFY;
	long flags = listen ? SECCOMP_FILTER_FLAG_NEW_LISTENER : 0, result;

	BUILD_BUG_ON(ARRAY_SIZE(calls) > DOZEN_MAX_HOST_CALLS);
	write_program();
	whole.len = length;
	if (dozen_options.audit) /* a tick must not make the same call be told twice */
		flags |= SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV;
	result = dozen_start_call(__NR_seccomp, SECCOMP_SET_MODE_FILTER, flags, (long)&whole, 0, 0, 0);
	if (result < 0)
		dozen_start_failed("this host's kernel does not accept a seccomp filter, so the machine cannot be "
				   "sealed and is not started",
				   result);
	dozen_sealed = true;
	if (listen)
		dozen_control->listener_fd = result;
}
