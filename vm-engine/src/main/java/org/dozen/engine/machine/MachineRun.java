// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import org.dozen.engine.console.ConsoleSize;
import org.dozen.engine.history.Mark;
import org.dozen.engine.history.RunHistory;
import org.dozen.engine.host.ExitStatus;
import org.dozen.engine.host.VmProcess;
import org.dozen.engine.hostcall.HostCall;
import org.dozen.engine.hostcall.RefusedCall;
import org.dozen.engine.hostcall.TheTwelve;
import org.dozen.engine.trace.BootTimes;
import org.dozen.engine.trace.GuestState;
import org.dozen.engine.trace.HostCallBatch;
import org.dozen.engine.trace.HostCallCount;
import org.dozen.engine.trace.HostCallSnapshot;
import org.dozen.engine.trace.HostCallTap;
import org.dozen.engine.trace.Milestone;
import org.dozen.engine.trace.QueueFeed;
import org.dozen.engine.trace.RingReader;
import org.dozen.engine.trace.SharedRegion;
import org.dozen.engine.trace.TickClock;
import org.dozen.engine.witness.AuditLog;
import org.dozen.engine.witness.AuditReport;
import org.dozen.engine.witness.CallSampler;
import org.dozen.engine.witness.SampleReport;
import org.dozen.engine.witness.WitnessBoard;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * One run of a machine: one process from its start to its end, watched by one thread that drains
 * the ring, notices states, carries out what was asked and reaps the process.
 */
final class MachineRun {
    /** What a run tells its machine, on the run's thread. */
    interface Told {
        void running();

        void halting();

        void refused(RefusedCall call);

        void warned(String sentence);

        void ended(MachineRun run, Ending ending);
    }

    private static final int BUSY_MILLIS = 2;
    private static final int IDLE_MILLIS = 16;
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long FORCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long ASK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final String name;
    private final MachineSettings settings;
    private final Launch launch;
    private final VmProcess process;
    private final OpenDisks disks;
    private final boolean notify;
    private final Told told;
    private final MachineConsole console;
    private final Refusals refusals;
    private final HostWatch host;
    private final DiskWatch diskWatch;
    private final RingReader reader;
    private final RunHistory history;
    private final List<HostCallTap> taps;
    private final Optional<AuditLog> audit;
    private volatile Optional<SampleReport> sample = Optional.empty();
    private volatile boolean over;
    private volatile SharedRegion region;
    private volatile boolean attention;
    private volatile boolean poweroff;
    private volatile boolean forced;
    private volatile boolean listenerDenied;
    private volatile long forceAt = Long.MAX_VALUE;
    private long askAgainAt = Long.MAX_VALUE;
    private boolean sawSeal;
    private boolean sawRunning;
    private boolean sawHalting;

    MachineRun(
            String name,
            MachineSettings settings,
            Launch launch,
            OpenDisks disks,
            ConsoleSize size,
            boolean notify,
            List<QueueFeed> feeds,
            List<HostCallTap> taps,
            Told told) {
        this.name = name;
        this.settings = settings;
        this.launch = launch;
        this.process = launch.process();
        this.region = launch.region();
        this.disks = disks;
        this.notify = notify;
        this.told = told;
        history = new RunHistory(launch.startNanos());
        this.taps = taps;
        console =
                new MachineConsole(
                        launch.console(),
                        size,
                        this::resize,
                        line -> history.mark(Mark.Kind.COMMAND, line));
        audit = settings.audit() && notify ? Optional.of(new AuditLog()) : Optional.empty();
        refusals = new Refusals(process, region, settings.strict(), audit, this::refused);
        host = new HostWatch(process.pid(), region);
        diskWatch = new DiskWatch(disks.image(), region, told::warned);
        reader =
                new RingReader(region, (CopyOnWriteArrayList<QueueFeed>) feeds, List.of(this::tap));
    }

    void begin() {
        Thread.ofPlatform().daemon().name("dozen-" + name).start(this::watch);
    }

    private void watch() {
        long lookAt = System.nanoTime() + LOOK_NANOS;
        int pause = 1;
        while (!process.awaitEnd(pause)) {
            int taken = drain(false);
            notice();
            long now = System.nanoTime();
            carryOut(now);
            if (!sawRunning) {
                host.glance();
            }
            if (now - lookAt > 0) {
                lookAt = now + LOOK_NANOS;
                host.look();
                diskWatch.look();
            }
            pause = !sawRunning ? 1 : taken > 0 ? BUSY_MILLIS : Math.min(IDLE_MILLIS, pause * 2);
        }
        finish();
    }

    private int drain(boolean last) {
        history.beforeDrain(region);
        int taken = reader.drain();
        history.afterDrain(region, reader, last);
        return taken;
    }

    private void tap(HostCallBatch batch) {
        history.records(batch);
        audit.ifPresent(log -> log.records(batch));
        taps.forEach(tap -> tap.records(batch));
    }

    private void refused(RefusedCall call) {
        history.mark(Mark.Kind.REFUSED, call.name() + "(" + call.arguments() + ")");
        told.refused(call);
    }

    private void notice() {
        GuestState state = region.state();
        if (!sawSeal && state.sealed()) {
            sawSeal = true;
            host.look();
            if (notify && !refusals.begin(name)) {
                listenerDenied = true;
                process.signal(VmProcess.SIGKILL);
            }
            attention |= poweroff || forced;
        }
        if (!sawRunning && state.compareTo(GuestState.RUNNING) >= 0) {
            sawRunning = true;
            told.running();
        }
        if (!sawHalting && state.compareTo(GuestState.HALTING) >= 0) {
            sawHalting = true;
            told.halting();
        }
    }

    private void carryOut(long now) {
        if (poweroff && now > askAgainAt && !sawHalting) {
            // The guest may not have been ready to hear it the first time.
            region.request(SharedRegion.Request.POWEROFF);
            attention = true;
        }
        if (attention && sawSeal) {
            attention = false;
            askAgainAt = now + ASK_AGAIN_NANOS;
            process.signal(VmProcess.SIGUSR1);
        }
        if (now > forceAt) {
            process.signal(VmProcess.SIGKILL);
        }
    }

    private void finish() {
        drain(true);
        notice();
        host.lookLast();
        ExitStatus status = process.reap();
        refusals.close();
        Ending ending =
                new RunEnd(name, status, region, process.messages())
                        .ending(forced, settings.strict(), refusals.ended());
        diskWatch.look();
        diskWatch.rescue();
        region = region.withoutRing();
        over = true;
        process.close();
        told.ended(this, ending);
    }

    /** Asks the guest to power off. */
    void powerOff() {
        poweroff = true;
        region.request(SharedRegion.Request.POWEROFF);
        askForAttention();
    }

    /** Ends the run, by force if need be. */
    void force() {
        forced = true;
        region.request(SharedRegion.Request.HALT_NOW);
        forceAt = System.nanoTime() + FORCE_NANOS;
        askForAttention();
    }

    private void resize(ConsoleSize size) {
        region.consoleSize(size.columns(), size.rows());
        askForAttention();
    }

    /** Before the seal the signal would kill the process: then the run's thread sends it later. */
    private void askForAttention() {
        if (region.state().sealed()) {
            process.signal(VmProcess.SIGUSR1);
        } else {
            attention = true;
        }
    }

    HostCallSnapshot hostCalls() {
        SharedRegion seen = region;
        TickClock clock = seen.clock();
        List<HostCallCount> rows =
                TheTwelve.list().stream().map(call -> count(seen, clock, call)).toList();
        return new HostCallSnapshot(
                System.nanoTime(),
                rows,
                refusals.calls().list(),
                refusals.calls().total(),
                reader.lost(),
                history.damaged(),
                seen.guestCalls(),
                seen.guestTraps());
    }

    private static HostCallCount count(SharedRegion seen, TickClock clock, HostCall call) {
        int row = call.row();
        return new HostCallCount(
                call,
                seen.hostCount(row),
                clock.nanos(seen.hostTicks(row)),
                seen.hostBytes(row),
                seen.hostErrors(row));
    }

    BootTimes boot() {
        Map<Milestone, Duration> reached = new EnumMap<>(Milestone.class);
        region.milestones()
                .forEach((milestone, at) ->
                        reached.put(milestone, Duration.ofNanos(at - launch.startNanos())));
        return new BootTimes(reached);
    }

    MachineMemory memory() {
        return new MachineMemory(
                settings.memoryBytes(),
                region.memoryTotal(),
                region.memoryFree(),
                host.resident().bytes(),
                host.resident().peak());
    }

    SharedRegion region() {
        return region;
    }

    /** What the four witnesses say. */
    WitnessBoard witnesses() {
        return WitnessBoard.of(host.seal(), host.witness(), host.countsSentence(), sample, audit());
    }

    /** Both lists of an audit run; empty if this is none. */
    Optional<AuditReport> audit() {
        SharedRegion seen = region;
        long[] reported =
                TheTwelve.list().stream().mapToLong(call -> seen.hostCount(call.row())).toArray();
        return audit.map(log -> log.report(reported, over));
    }

    /** Watches some calls by ptrace. */
    CompletableFuture<SampleReport> sample(int calls, Duration atMost) {
        return CallSampler.start(process, region.gateAddress(), calls, atMost)
                .whenComplete((report, never) -> sample = Optional.of(report));
    }

    RunHistory history() {
        return history;
    }

    MachineConsole console() {
        return console;
    }

    HostWatch host() {
        return host;
    }

    OpenDisks disks() {
        return disks;
    }

    int pid() {
        return process.pid();
    }

    List<String> words() {
        return launch.words();
    }

    /** The host does not let us have the listener, so the run was ended for another try. */
    boolean listenerDenied() {
        return listenerDenied;
    }

    boolean forced() {
        return forced;
    }
}
