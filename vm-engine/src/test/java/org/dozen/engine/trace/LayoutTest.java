// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.CProgram;
import org.dozen.engine.hostcall.HostCall;
import org.dozen.engine.hostcall.TheTwelve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The Java side of the contract against the header itself, as the C compiler understands it. */
class LayoutTest {
    /** What the header calls the numbers of Layout. */
    private static final Map<String, String> IN_C = new LinkedHashMap<>();

    static {
        IN_C.put("MAGIC", "DOZEN_ABI_MAGIC");
        IN_C.put("VERSION", "DOZEN_ABI_VERSION");
        IN_C.put("PAGE", "DOZEN_PAGE");
        IN_C.put("GUEST_CALLS", "DOZEN_GUEST_CALLS");
        IN_C.put("TEXT_BYTES", "DOZEN_TEXT_BYTES");
        IN_C.put("MAX_HOST_CALLS", "DOZEN_MAX_HOST_CALLS");
        IN_C.put("GUEST_CALLS_AT", "DOZEN_PAGE");
        IN_C.put("TEXT_AT", "2 * DOZEN_PAGE");
        IN_C.put("RING_AT", "3 * DOZEN_PAGE");
        offset("CONTROL_MAGIC", "magic");
        offset("CONTROL_VERSION", "version");
        offset("REGION_BYTES", "region_bytes");
        offset("RING_RECORDS", "ring_records");
        offset("SEED", "seed");
        size("SEED_BYTES", "seed");
        offset("REQUEST", "request");
        offset("COLUMNS", "columns");
        offset("ROWS", "rows");
        offset("RING_TAIL", "ring_tail");
        offset("RING_HEAD", "ring_head");
        offset("RING_LOST", "ring_lost");
        offset("STATE", "state");
        offset("ENDING", "ending");
        offset("FEATURES", "features");
        offset("EXIT_STATUS", "exit_status");
        offset("GATE_ADDRESS", "gate_address");
        offset("IMAGE_BEGIN", "image_begin");
        offset("RAM_BEGIN", "ram_begin");
        offset("RAM_END", "ram_end");
        offset("MEMORY_TOTAL", "memory_total");
        offset("MEMORY_FREE", "memory_free");
        offset("GUEST_CALL_COUNT", "guest_calls");
        offset("GUEST_TRAPS", "guest_traps");
        offset("IDLE_NS", "idle_ns");
        offset("CONTEXT_SWITCHES", "context_switches");
        offset("SIGNALS", "signals");
        offset("SITES_REWRITTEN", "sites_rewritten");
        offset("GUEST_NAME", "guest_name");
        size("GUEST_NAME_BYTES", "guest_name");
        offset("GUEST_PID", "guest_pid");
        offset("LISTENER_FD", "listener_fd");
        offset("TSC0", "tsc0");
        offset("NS0", "ns0");
        offset("TSC1", "tsc1");
        offset("NS1", "ns1");
        offset("PAIR_SEQUENCE", "pair_sequence");
        offset("MILESTONE_NS", "milestone_ns");
        IN_C.put("MILESTONES", "DOZEN_MILESTONES");
        offset("HOST_COUNT", "host_count");
        offset("HOST_TICKS", "host_ticks");
        offset("HOST_BYTES", "host_bytes");
        offset("HOST_ERRORS", "host_errors");
        offset("MESSAGE", "message");
        size("MESSAGE_BYTES", "message");
        offset("TURNS", "turns");
        offset("TURN_NS", "turn_ns");
        offset("TURN_LONGEST_NS", "turn_longest_ns");
        IN_C.put("CONTROL_BYTES", "sizeof(struct dozen_control)");
        IN_C.put("RECORD_BYTES", "sizeof(struct dozen_record)");
        record("RECORD_TSC", "tsc");
        record("RECORD_ARGUMENT", "argument");
        record("RECORD_TICKS", "ticks");
        record("RECORD_RESULT", "result");
        record("RECORD_GUEST_PID", "guest_pid");
        record("RECORD_GUEST_CALL", "guest_call");
        record("RECORD_ROW", "row");
        record("RECORD_LAP", "lap");
    }

    private static void offset(String java, String field) {
        IN_C.put(java, "offsetof(struct dozen_control, " + field + ")");
    }

    private static void size(String java, String field) {
        IN_C.put(java, "sizeof(((struct dozen_control *)0)->" + field + ")");
    }

    private static void record(String java, String field) {
        IN_C.put(java, "offsetof(struct dozen_record, " + field + ")");
    }

    @TempDir Path folder;

    @Test
    void everyNumberOfTheLayoutIsTheOneInTheHeader() throws Exception {
        Map<String, Long> c = evaluate(IN_C);
        Map<String, Long> java = new HashMap<>();
        for (Field field : Layout.class.getDeclaredFields()) {
            java.put(field.getName(), ((Number) field.get(null)).longValue());
        }
        assertThat(java).isEqualTo(c);
    }

    @Test
    void everyNameWithANumberIsTheOneInTheHeader() throws Exception {
        Map<String, String> expressions = new LinkedHashMap<>();
        Map<String, Long> java = new HashMap<>();
        for (Milestone milestone : Milestone.values()) {
            expressions.put(milestone.name(), "DOZEN_AT_" + milestone.name());
            java.put(milestone.name(), (long) milestone.index());
        }
        for (SharedRegion.Request request : SharedRegion.Request.values()) {
            expressions.put("request " + request, "DOZEN_REQUEST_" + request.name());
            java.put("request " + request, (long) request.bit());
        }
        for (GuestState state : GuestState.values()) {
            expressions.put("state " + state, "DOZEN_STATE_" + state.name());
            java.put("state " + state, (long) state.number());
        }
        for (GuestEnding ending : GuestEnding.values()) {
            expressions.put("ending " + ending, "DOZEN_ENDING_" + ending.name());
            java.put("ending " + ending, (long) ending.number());
        }
        assertThat(java).isEqualTo(evaluate(expressions));
    }

    @Test
    void theTwelveAreTheCallsOfTheHostKernelByThoseNames() throws Exception {
        Map<String, String> expressions = new LinkedHashMap<>();
        Map<String, Long> java = new HashMap<>();
        for (HostCall call : TheTwelve.list()) {
            expressions.put(call.name(), "__NR_" + call.name());
            java.put(call.name(), (long) call.number());
        }
        assertThat(java).isEqualTo(evaluate(expressions));
        assertThat(TheTwelve.list()).hasSizeLessThanOrEqualTo(12);
    }

    private Map<String, Long> evaluate(Map<String, String> expressions) throws Exception {
        StringBuilder source = new StringBuilder();
        source.append("#include <stddef.h>\n#include <stdio.h>\n#include <asm/unistd.h>\n");
        source.append("#include \"dozen_abi.h\"\nint main(void)\n{\n");
        expressions.forEach((name, expression) ->
                source.append("\tprintf(\"%s=%lld\\n\", \"")
                        .append(name)
                        .append("\", (long long)(")
                        .append(expression)
                        .append("));\n"));
        source.append("\treturn 0;\n}\n");
        Map<String, Long> values = new HashMap<>();
        CProgram.run(CProgram.compile(folder, "values", source.toString()))
                .lines()
                .forEach(line -> {
                    int equals = line.indexOf('=');
                    values.put(
                            line.substring(0, equals), Long.parseLong(line.substring(equals + 1)));
                });
        return values;
    }
}
