// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.witness;

import org.dozen.engine.failure.HostFailure;
import org.dozen.engine.host.CallBurst;
import org.dozen.engine.host.VmProcess;
import org.dozen.engine.hostcall.HostCall;
import org.dozen.engine.hostcall.SystemCalls;
import org.dozen.engine.hostcall.TheTwelve;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The third witness: watches some calls of a running machine by ptrace. */
public final class CallSampler implements CallBurst.Seen {
    private static final int MOST_STRANGERS = 10;
    private static final int GUEST_CALLS_EACH = 50;

    private static final int SIGSYS = 31;

    private final int wanted;
    private final long gate;
    private final int[] counts = new int[TheTwelve.list().size()];
    private final List<String> strangers = new ArrayList<>();
    private int hostCalls;
    private int refused;
    private int guestCalls;
    private long lastNumber;
    private long lastAddress;
    private boolean owesSignal;
    private boolean owesRefusal;

    private CallSampler(int wanted, long gate) {
        this.wanted = wanted;
        this.gate = gate;
    }

    /**
     * Watches a sealed machine, on a thread of its own.
     *
     * @param gateAddress of the gate's {@code syscall} instruction
     * @param calls how many host calls, 1..1000000
     * @param atMost ends the watching of a machine that makes few calls
     * @return comes when the machine is let go; never fails
     */
    public static CompletableFuture<SampleReport> start(
            VmProcess process, long gateAddress, int calls, Duration atMost) {
        CallSampler sampler = new CallSampler(Math.clamp(calls, 1, 1_000_000), gateAddress + 2);
        CompletableFuture<SampleReport> report = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .name("dozen-sample-" + process.pid())
                .start(() -> report.complete(sampler.watch(process, atMost)));
        return report;
    }

    private SampleReport watch(VmProcess process, Duration atMost) {
        long begin = System.nanoTime();
        String unavailable = "";
        try {
            CallBurst.watch(process, atMost, this);
        } catch (HostFailure refusal) {
            unavailable = "This host does not let Dozen watch calls: " + refusal.sentence();
        }
        return new SampleReport(
                wanted,
                hostCalls,
                refused,
                guestCalls,
                Arrays.stream(counts).boxed().toList(),
                strangers,
                Duration.ofNanos(System.nanoTime() - begin),
                Instant.now(),
                unavailable);
    }

    @Override
    public boolean entered(long number, long address) {
        if (owesSignal) {
            stranger("was carried out although it did not come from the gate");
        }
        lastNumber = number;
        lastAddress = address;
        owesSignal = address != gate;
        owesRefusal = false;
        if (owesSignal) {
            // A guest that traps much must not be held for long.
            guestCalls++;
            return guestCalls < (long) wanted * GUEST_CALLS_EACH;
        }
        int row = rowOf(number);
        if (row < 0) {
            owesRefusal = true;
            refused++;
            return refused < wanted;
        }
        counts[row]++;
        hostCalls++;
        return hostCalls < wanted;
    }

    @Override
    public void left(long result) {
        // A negative result is a refusal, or a wait for it that a signal interrupted.
        if (owesRefusal && result >= 0) {
            stranger("is none of the twelve and was not refused");
        }
        owesRefusal = false;
    }

    @Override
    public void signalled(int signal) {
        if (signal == SIGSYS) {
            owesSignal = false;
        }
    }

    private void stranger(String what) {
        if (strangers.size() < MOST_STRANGERS) {
            strangers.add(
                    SystemCalls.name((int) lastNumber)
                            + " from 0x"
                            + Long.toHexString(lastAddress)
                            + " "
                            + what);
        }
    }

    private static int rowOf(long number) {
        for (HostCall call : TheTwelve.list()) {
            if (call.number() == number) {
                return call.row();
            }
        }
        return -1;
    }
}
