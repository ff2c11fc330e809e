/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The contract between a machine (dozen-vm) and whoever starts it.
 *
 * One shared region (a memfd, inherited as descriptor DOZEN_FD_SHARED) holds, in this order:
 *
 *   page 0           struct dozen_control
 *   page 1           guest call counters, one u64 per guest call number (DOZEN_GUEST_CALLS of them)
 *   page 2           text area: the command line that init runs, NUL-terminated (may be empty)
 *   page 3..         trace ring: control.ring_records records of 32 bytes, a power of two
 *
 * Everything is little-endian, naturally aligned and has the same size for C and Java.
 * It is included by the kernel, by host programs and by the test that compares it with Java.
 *
 * TRUST: the machine's guest shares the address space this region is mapped in. A reader outside
 * must treat every field as a claim: bound it, never use it as an index or a length unchecked.
 *
 * Raise DOZEN_ABI_VERSION with every change of layout or meaning.
 */
#ifndef DOZEN_ABI_H
#define DOZEN_ABI_H

#ifdef __KERNEL__
#include <linux/types.h>
#define DZ_U8 u8
#define DZ_U16 u16
#define DZ_U32 u32
#define DZ_U64 u64
#define DZ_S32 s32
#else
#include <stdint.h>
#define DZ_U8 uint8_t
#define DZ_U16 uint16_t
#define DZ_U32 uint32_t
#define DZ_U64 uint64_t
#define DZ_S32 int32_t
#endif

#define DOZEN_ABI_MAGIC 0x314e455a4f44ULL /* "DOZEN1", first byte lowest */
#define DOZEN_ABI_VERSION 3

/* Descriptors a machine is started with. Nothing else may be open. */
#define DOZEN_FD_CONSOLE_IN 0
#define DOZEN_FD_CONSOLE_OUT 1
#define DOZEN_FD_MESSAGES 2 /* start-up errors, one line each; closed before the seal */
#define DOZEN_FD_SHARED 3
#define DOZEN_FD_DISK0 4 /* disk N is descriptor 4 + N */
#define DOZEN_MAX_DISKS 8

#define DOZEN_PAGE 4096
#define DOZEN_MAX_HOST_CALLS 12 /* rows of host_calls.tsv; the list never grows past twelve */
#define DOZEN_GUEST_CALLS 512
#define DOZEN_TEXT_BYTES DOZEN_PAGE

/* Signal that tells a machine to look at .request and at the console size (SIGUSR1). */
#define DOZEN_ATTENTION_SIGNAL 10

enum dozen_state {
	DOZEN_STATE_NEW = 0,	  /* as written by the starter */
	DOZEN_STATE_STARTING = 1, /* parsing, mapping, hardening */
	DOZEN_STATE_SEALED = 2,	  /* the filter is installed, no guest instruction has run */
	DOZEN_STATE_RUNNING = 3,  /* the first guest program runs */
	DOZEN_STATE_HALTING = 4,  /* power-off or reboot under way */
	DOZEN_STATE_ENDED = 5	  /* .ending says how */
};

enum dozen_ending {
	DOZEN_ENDING_NONE = 0, /* still running, or killed from outside */
	DOZEN_ENDING_POWEROFF = 1,
	DOZEN_ENDING_REBOOT = 2,
	DOZEN_ENDING_PANIC = 3, /* .message says why */
	DOZEN_ENDING_START = 4	/* could not start; .message says why */
};

/* Process exit codes of dozen-vm. */
#define DOZEN_EXIT_POWEROFF 0
#define DOZEN_EXIT_PANIC 70
#define DOZEN_EXIT_START 71
#define DOZEN_EXIT_REBOOT 72

/* Boot milestones: index into .milestone_ns. Each is CLOCK_MONOTONIC in ns, 0 = not reached. */
enum dozen_milestone {
	DOZEN_AT_ENTRY = 0,	   /* first instruction of dozen-vm */
	DOZEN_AT_MAPPED = 1,	   /* memory mapped, features read */
	DOZEN_AT_HARDENED = 2,	   /* descriptors closed, rlimits, Landlock */
	DOZEN_AT_SEALED = 3,	   /* seccomp filter installed */
	DOZEN_AT_KERNEL = 4,	   /* start_kernel() entered */
	DOZEN_AT_MEMORY = 5,	   /* page allocator up */
	DOZEN_AT_INITCALLS = 6,	   /* before the driver initcalls */
	DOZEN_AT_ROOT = 7,	   /* initcalls done, before the root file system is mounted */
	DOZEN_AT_INIT = 8,	   /* first guest program started */
	DOZEN_AT_CONSOLE_READ = 9, /* first time a guest program waits for console input: the prompt is there */
	DOZEN_AT_HALT = 10,	   /* power-off or reboot requested */
	DOZEN_MILESTONES = 16
};

/* Bits of .request, set by the starter, cleared by the machine when taken up. */
#define DOZEN_REQUEST_POWEROFF 1u /* orderly: the guest's own poweroff program */
#define DOZEN_REQUEST_REBOOT 2u
#define DOZEN_REQUEST_HALT_NOW 4u /* sync the disks and stop, without asking guest programs */

/* .features, written by the machine. */
#define DOZEN_FEATURE_FSGSBASE 1u
#define DOZEN_FEATURE_VDSO_TIME 2u /* time without a host call */
#define DOZEN_FEATURE_LANDLOCK 4u
#define DOZEN_FEATURE_STRICT 8u /* a refused call kills the machine */
#define DOZEN_FEATURE_FIXED 16u /* programs linked to a fixed address run */

struct dozen_control {
	/* 0x000: written by the starter before the start, read once by the machine */
	DZ_U64 magic;
	DZ_U32 version;
	DZ_U32 region_bytes;
	DZ_U32 ring_records; /* power of two, 64..4194304; 0: counters only, no ring */
	DZ_U32 start_reserved;
	DZ_U8 seed[64]; /* entropy; the machine overwrites it with zeros */
	DZ_U64 start_pad[5];

	/* 0x080: written by the starter while the machine runs */
	DZ_U32 request;
	DZ_U16 columns; /* console size in cells; 0 = unknown */
	DZ_U16 rows;
	DZ_U64 app_pad[7];

	/* 0x0c0: ring tail, written by the reader only */
	DZ_U64 ring_tail; /* records taken so far */
	DZ_U64 tail_pad[7];

	/* 0x100: ring head, written by the machine only */
	DZ_U64 ring_head; /* records written so far; record i lies at index i % ring_records */
	DZ_U64 ring_lost; /* records not written because the reader was a whole ring behind */
	DZ_U64 head_pad[6];

	/* 0x140: what the machine says of itself */
	DZ_U32 state;  /* enum dozen_state */
	DZ_U32 ending; /* enum dozen_ending */
	DZ_U32 features;
	DZ_U32 exit_status;  /* of the command init ran: status + 0x100, 0 = none reported */
	DZ_U64 gate_address; /* the gate's `syscall` instruction; the kernel reports address + 2 */
	DZ_U64 image_begin;  /* kernel image and guest RAM: [begin, ram_end) */
	DZ_U64 ram_begin;
	DZ_U64 ram_end;
	DZ_U64 memory_total; /* bytes the guest kernel manages */
	DZ_U64 memory_free;  /* bytes, updated at least once per busy tick and when going idle */
	DZ_U64 guest_calls;  /* guest calls so far */
	DZ_U64 guest_traps;  /* of these, how many came by SIGSYS */
	DZ_U64 idle_ns;	     /* time spent waiting in ppoll */
	DZ_U64 context_switches;
	DZ_U64 signals;		/* host signals taken, SIGSYS apart */
	DZ_U64 sites_rewritten; /* call sites rewritten so far (0 until the engine rewrites) */
	char guest_name[16];	/* command name of the guest process that runs or ran last */
	DZ_U32 guest_pid;	/* and its process id */
	DZ_U32 listener_fd;	/* where the starter takes the refused-call listener by pidfd_getfd; 0: none */
	DZ_U64 say_reserved[1];

	/* 0x1d0: clock pairs; ns = ns0 + (tsc - tsc0) * (ns1 - ns0) / (tsc1 - tsc0) */
	DZ_U64 tsc0;
	DZ_U64 ns0;  /* CLOCK_MONOTONIC */
	DZ_U64 tsc1; /* updated now and then; pair_sequence is odd while it is written */
	DZ_U64 ns1;
	DZ_U64 pair_sequence;

	DZ_U64 milestone_ns[DOZEN_MILESTONES];

	/* exact counts per host call, by row of host_calls.tsv; independent of the ring */
	DZ_U64 host_count[16];
	DZ_U64 host_ticks[16];	/* time spent, in TSC ticks */
	DZ_U64 host_bytes[16];	/* sum of non-negative results of read- and write-like calls */
	DZ_U64 host_errors[16]; /* negative results */

	char message[256]; /* panic or start-up failure, one line, NUL-terminated */

	/* forked processes that took turns in their memory */
	DZ_U64 turns;
	DZ_U64 turn_ns; /* all of them together */
	DZ_U64 turn_longest_ns;
};

/* One host call. 32 bytes. */
struct dozen_record {
	DZ_U64 tsc;	   /* when it began */
	DZ_U64 argument;   /* digest, see below */
	DZ_U32 ticks;	   /* duration in TSC ticks, saturated */
	DZ_S32 result;	   /* saturated; negative errno on failure */
	DZ_U32 guest_pid;  /* guest process on whose behalf, 0 = the kernel itself */
	DZ_U16 guest_call; /* its guest call in progress, 0xffff = none */
	DZ_U8 row;	   /* row of host_calls.tsv, 0..11 */
	DZ_U8 lap;	   /* (record number / ring_records) + 1, low 8 bits: tells torn or stale records */
};

/*
 * Argument digest, low bits first:
 *   read, write              8 bits fd, 32 bits length
 *   pread64, pwrite64,
 *   fallocate                8 bits fd, 16 bits length in 512-byte sectors, 40 bits offset in sectors
 *   fdatasync                8 bits fd
 *   ppoll                    8 bits number of descriptors, 56 bits timeout in ns (all ones: none)
 *   timer_settime            8 bits timer id, 56 bits ns until it fires (0: disarmed)
 *   clock_gettime            8 bits clock
 *   mprotect                 8 bits protection, 24 bits length in pages, 32 bits page number in guest RAM
 *   madvise                  8 bits advice, 24 bits length in pages, 32 bits page number in guest RAM
 *   exit_group               8 bits status
 */

#endif /* DOZEN_ABI_H */
