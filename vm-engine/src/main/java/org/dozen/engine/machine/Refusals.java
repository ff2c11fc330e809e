// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import org.dozen.engine.failure.HostFailure;
import org.dozen.engine.host.RefusalListener;
import org.dozen.engine.host.VmProcess;
import org.dozen.engine.hostcall.AllowedArguments;
import org.dozen.engine.hostcall.ArgumentText;
import org.dozen.engine.hostcall.HostCall;
import org.dozen.engine.hostcall.RefusedCall;
import org.dozen.engine.hostcall.RefusedCalls;
import org.dozen.engine.trace.SharedRegion;
import org.dozen.engine.witness.AuditLog;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Answers refused calls of one run on a thread of its own: the machine waits for each answer, and
 * the receiving call may block for as long as nothing is refused.
 */
final class Refusals {
    /** A flood of one kind is told at powers of two only. */
    private static final long TELL_EACH = 4;

    private static final int DISKS = 1; // as CommandWords says

    /** How long calls that were answered may take to be counted after the end. */
    private static final Duration LAST_CALLS = Duration.ofMillis(500);

    private static final int AUDIT_ARCH_X86_64 = 0xC000003E;

    private final VmProcess process;
    private final SharedRegion region;
    private final boolean strict;
    private final Optional<AuditLog> audit;
    private final Consumer<RefusedCall> told;
    private final RefusedCalls calls = new RefusedCalls();
    private final AtomicReference<Optional<RefusedCall>> ended =
            new AtomicReference<>(Optional.empty());
    private volatile Optional<RefusalListener> listener = Optional.empty();
    private volatile Optional<Thread> answering = Optional.empty();

    /**
     * Refused calls of a process.
     *
     * @param strict end the process at the first one
     * @param audit is told of allowed calls, which come as well in an audit run
     * @param told is told of them, on the thread of this object
     */
    Refusals(
            VmProcess process,
            SharedRegion region,
            boolean strict,
            Optional<AuditLog> audit,
            Consumer<RefusedCall> told) {
        this.audit = audit;
        this.process = process;
        this.region = region;
        this.strict = strict;
        this.told = told;
    }

    /**
     * Takes the listener and starts to answer.
     *
     * @return whether the host lets us; true as well if the process has ended already
     */
    boolean begin(String name) {
        try {
            listener = RefusalListener.takeFrom(process, region.listener());
        } catch (HostFailure denied) {
            return false;
        }
        answering =
                listener.map(open ->
                        Thread.ofPlatform()
                                .daemon()
                                .name("dozen-" + name + "-refusals")
                                .start(() -> answer(open)));
        return true;
    }

    private void answer(RefusalListener open) {
        while (open.await()) {
            open.receive().ifPresent(refusal -> answer(open, refusal));
        }
        open.close();
    }

    private void answer(RefusalListener open, RefusalListener.Refusal refusal) {
        if (audit.isPresent() && allowed(open, refusal, audit.get())) {
            return;
        }
        // Its texts can be read only while it waits, and what was interrupted comes again.
        RefusedCalls.Attempt attempt = attempt(open, refusal);
        if (strict ? ended.get().isPresent() : !open.refuse(refusal)) {
            return;
        }
        RefusedCall call = calls.add(attempt, Instant.now());
        if (strict) {
            // The call is never answered: it ends with its process.
            ended.compareAndSet(Optional.empty(), Optional.of(call));
            process.signal(VmProcess.SIGKILL);
        }
        if (call.count() <= TELL_EACH || Long.bitCount(call.count()) == 1) {
            told.accept(call);
        }
    }

    /** In an audit run the filter asks about every call; what it would let through goes on. */
    private static boolean allowed(
            RefusalListener open, RefusalListener.Refusal refusal, AuditLog log) {
        Optional<HostCall> call =
                refusal.architecture() == AUDIT_ARCH_X86_64
                        ? AllowedArguments.allowed(refusal.number(), refusal.arguments(), DISKS)
                        : Optional.empty();
        call.ifPresent(one -> {
            if (open.proceed(refusal)) {
                log.kernel(one, refusal.arguments());
            }
        });
        return call.isPresent();
    }

    private RefusedCalls.Attempt attempt(RefusalListener open, RefusalListener.Refusal refusal) {
        boolean native64 = refusal.architecture() == AUDIT_ARCH_X86_64;
        String arguments =
                ArgumentText.of(native64 ? refusal.number() : -1, refusal.arguments(), open::text);
        return new RefusedCalls.Attempt(
                refusal.number(),
                arguments,
                refusal.address(),
                region.guestPid(),
                region.guestName());
    }

    RefusedCalls calls() {
        return calls;
    }

    /** The call for which strict mode ended the process, if it did. */
    Optional<RefusedCall> ended() {
        return ended.get();
    }

    /**
     * Lets go of the listener once every call that was answered has been counted, too: the machine
     * goes on, and may end, as soon as it has its answer.
     */
    void close() {
        answering.ifPresent(thread -> {
            try {
                thread.join(LAST_CALLS);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        });
        listener.ifPresent(RefusalListener::close);
    }
}
