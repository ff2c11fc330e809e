// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

/**
 * The shared region as native/abi/dozen_abi.h lays it out. A test compiles that header and compares
 * every number here with it.
 */
final class Layout {
    static final long MAGIC = 0x314e455a4f44L;
    static final int VERSION = 3;
    static final int PAGE = 4096;
    static final int GUEST_CALLS = 512;
    static final int TEXT_BYTES = PAGE;
    static final int MAX_HOST_CALLS = 12;

    static final int GUEST_CALLS_AT = PAGE;
    static final int TEXT_AT = 2 * PAGE;
    static final int RING_AT = 3 * PAGE;

    // struct dozen_control
    static final int CONTROL_MAGIC = 0x000;
    static final int CONTROL_VERSION = 0x008;
    static final int REGION_BYTES = 0x00c;
    static final int RING_RECORDS = 0x010;
    static final int SEED = 0x018;
    static final int SEED_BYTES = 64;
    static final int REQUEST = 0x080;
    static final int COLUMNS = 0x084;
    static final int ROWS = 0x086;
    static final int RING_TAIL = 0x0c0;
    static final int RING_HEAD = 0x100;
    static final int RING_LOST = 0x108;
    static final int STATE = 0x140;
    static final int ENDING = 0x144;
    static final int FEATURES = 0x148;
    static final int EXIT_STATUS = 0x14c;
    static final int GATE_ADDRESS = 0x150;
    static final int IMAGE_BEGIN = 0x158;
    static final int RAM_BEGIN = 0x160;
    static final int RAM_END = 0x168;
    static final int MEMORY_TOTAL = 0x170;
    static final int MEMORY_FREE = 0x178;
    static final int GUEST_CALL_COUNT = 0x180;
    static final int GUEST_TRAPS = 0x188;
    static final int IDLE_NS = 0x190;
    static final int CONTEXT_SWITCHES = 0x198;
    static final int SIGNALS = 0x1a0;
    static final int SITES_REWRITTEN = 0x1a8;
    static final int GUEST_NAME = 0x1b0;
    static final int GUEST_NAME_BYTES = 16;
    static final int GUEST_PID = 0x1c0;
    static final int LISTENER_FD = 0x1c4;
    static final int TSC0 = 0x1d0;
    static final int NS0 = 0x1d8;
    static final int TSC1 = 0x1e0;
    static final int NS1 = 0x1e8;
    static final int PAIR_SEQUENCE = 0x1f0;
    static final int MILESTONE_NS = 0x1f8;
    static final int MILESTONES = 16;
    static final int HOST_COUNT = 0x278;
    static final int HOST_TICKS = 0x2f8;
    static final int HOST_BYTES = 0x378;
    static final int HOST_ERRORS = 0x3f8;
    static final int MESSAGE = 0x478;
    static final int MESSAGE_BYTES = 256;
    static final int TURNS = 0x578;
    static final int TURN_NS = 0x580;
    static final int TURN_LONGEST_NS = 0x588;
    static final int CONTROL_BYTES = 0x590;

    // struct dozen_record
    static final int RECORD_BYTES = 32;
    static final int RECORD_TSC = 0;
    static final int RECORD_ARGUMENT = 8;
    static final int RECORD_TICKS = 16;
    static final int RECORD_RESULT = 20;
    static final int RECORD_GUEST_PID = 24;
    static final int RECORD_GUEST_CALL = 28;
    static final int RECORD_ROW = 30;
    static final int RECORD_LAP = 31;

    private Layout() {}
}
