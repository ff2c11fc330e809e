// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import org.dozen.engine.console.Console;
import org.dozen.engine.console.ConsoleSize;
import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.history.RunHistory;
import org.dozen.engine.host.DiskFile;
import org.dozen.engine.hostcall.RefusedCall;
import org.dozen.engine.seal.SealReport;
import org.dozen.engine.seal.WitnessReport;
import org.dozen.engine.trace.BootTimes;
import org.dozen.engine.trace.GuestCallCounts;
import org.dozen.engine.trace.HostCallFeed;
import org.dozen.engine.trace.HostCallSnapshot;
import org.dozen.engine.trace.HostCallTap;
import org.dozen.engine.trace.QueueFeed;
import org.dozen.engine.trace.TurnTimes;
import org.dozen.engine.witness.AuditReport;
import org.dozen.engine.witness.SampleReport;
import org.dozen.engine.witness.WitnessBoard;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A machine whose runs are processes of this host. */
public final class ProcessMachine implements Machine {
    private static final Duration END_PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final MachineSettings settings;
    private final Path program;
    private final MachineDisk disk;
    private final Path scratch;
    private final BootPlan.Planner planner;
    private final Consumer<Machine> closedTold;
    private final Events events;
    private final StateCell state;
    private final CopyOnWriteArrayList<QueueFeed> feeds = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<HostCallTap> taps = new CopyOnWriteArrayList<>();
    private final Object lifecycle = new Object();
    private volatile Optional<MachineRun> run = Optional.empty();
    private volatile Optional<Ending> ending = Optional.empty();
    private volatile boolean startAgain;
    private boolean closed;

    /**
     * A machine, stopped.
     *
     * @param name unique among machines
     * @param program the machine program
     * @param scratch folder for private copies
     * @param planner says how the image is booted
     * @param closedTold is told when the machine has been closed
     */
    public ProcessMachine(
            String name,
            MachineSettings settings,
            Path program,
            Path scratch,
            BootPlan.Planner planner,
            Consumer<Machine> closedTold) {
        this.name = name;
        this.settings = settings;
        this.program = program;
        this.disk = new MachineDisk(settings, scratch);
        this.scratch = scratch;
        this.planner = planner;
        this.closedTold = closedTold;
        this.events = new Events(name);
        this.state =
                new StateCell((from, to) -> events.tell(each -> each.stateChanged(this, from, to)));
    }

    @Override
    public void start(ConsoleSize size) {
        synchronized (lifecycle) {
            MachineState from = state.get();
            if (closed || from.active() || !state.move(from, MachineState.STARTING)) {
                throw new IllegalStateException("machine " + name + " is " + state.get());
            }
            startAgain = false;
            begin(size);
        }
    }

    /** In state STARTING. */
    private void begin(ConsoleSize size) {
        long now = System.nanoTime();
        ending = Optional.empty();
        try {
            settings.image()
                    .problem()
                    .ifPresent(problem -> {
                        throw problem;
                    });
            CommandWords.of(settings, BootPlan.IMAGES_OWN, "notify");
            launch(openDisks(), size, now);
        } catch (EngineFailure failure) {
            ending =
                    Optional.of(
                            new Ending(
                                    Ending.Kind.NOT_STARTED,
                                    OptionalInt.empty(),
                                    0,
                                    Optional.of(failure)));
            state.end(MachineState.FAILED);
            throw failure;
        }
    }

    private OpenDisks openDisks() {
        DiskFile image = disk.open();
        try {
            return OpenDisks.of(image, settings, planner.plan(settings), scratch);
        } catch (EngineFailure failure) {
            disk.letGo(image);
            throw failure;
        }
    }

    private void launch(OpenDisks open, ConsoleSize size, long startNanos) {
        try {
            launch(open, size, true, startNanos);
        } catch (EngineFailure failure) {
            letGo(open);
            throw failure;
        }
    }

    private void letGo(OpenDisks open) {
        open.closeOthers();
        disk.letGo(open.image());
    }

    private void launch(OpenDisks disk, ConsoleSize size, boolean notify, long startNanos) {
        String refuse = notify ? "notify" : settings.strict() ? "kill" : "error";
        Launch launch = Launch.of(settings, program, disk, size, refuse, startNanos);
        MachineRun begun =
                new MachineRun(
                        name, settings, launch, disk, size, notify, feeds, taps, new FromRun());
        run = Optional.of(begun);
        begun.begin();
    }

    /** What the run tells, on its thread. */
    private final class FromRun implements MachineRun.Told {
        @Override
        public void running() {
            state.move(MachineState.STARTING, MachineState.RUNNING);
        }

        @Override
        public void halting() {
            state.move(MachineState.RUNNING, MachineState.STOPPING);
        }

        @Override
        public void refused(RefusedCall call) {
            events.tell(each -> each.refused(ProcessMachine.this, call));
        }

        @Override
        public void warned(String sentence) {
            events.tell(each -> each.warned(ProcessMachine.this, sentence));
        }

        @Override
        public void ended(MachineRun over, Ending how) {
            synchronized (lifecycle) {
                if (over.listenerDenied() && !over.forced() && !closed) {
                    goOnWithoutListener(over);
                    return;
                }
                finish(over, how);
            }
        }
    }

    private void goOnWithoutListener(MachineRun over) {
        over.console().close();
        events.tell(each ->
                each.warned(
                        this,
                        "This host does not let Dozen see refused calls of "
                                + name
                                + ": they are refused all the same, but not shown."));
        try {
            launch(over.disks(), over.console().size(), false, System.nanoTime());
        } catch (EngineFailure failure) {
            finish(
                    over,
                    new Ending(
                            Ending.Kind.NOT_STARTED, OptionalInt.empty(), 0, Optional.of(failure)));
        }
    }

    private void finish(MachineRun over, Ending how) {
        letGo(over.disks());
        boolean again =
                !closed
                        && !over.forced()
                        && ((startAgain && how.failure().isEmpty())
                                || (how.kind() == Ending.Kind.REBOOT
                                        && settings.command().isEmpty()));
        startAgain = false;
        ending = Optional.of(how);
        if (again && state.get() != MachineState.STARTING) {
            state.end(MachineState.ENDED);
            restartFrom(over.console().size());
            return;
        }
        state.end(how.failure().isPresent() ? MachineState.FAILED : MachineState.ENDED);
    }

    private void restartFrom(ConsoleSize size) {
        MachineState from = state.get();
        if (!from.active() && state.move(from, MachineState.STARTING)) {
            try {
                begin(size);
            } catch (EngineFailure told) {
                // The state and the ending say it; nobody waits for this start.
                assert state.get() == MachineState.FAILED;
            }
        }
    }

    @Override
    public void stop() {
        startAgain = false;
        askToPowerOff();
    }

    private void askToPowerOff() {
        if (state.move(MachineState.STARTING, MachineState.STOPPING)
                || state.move(MachineState.RUNNING, MachineState.STOPPING)) {
            run.ifPresent(MachineRun::powerOff);
        }
    }

    @Override
    public void forceStop() {
        startAgain = false;
        MachineState from = state.get();
        if (from.active()) {
            run.ifPresent(MachineRun::force);
            if (from != MachineState.STOPPING) {
                state.move(from, MachineState.STOPPING);
            }
        }
    }

    @Override
    public void restart() {
        synchronized (lifecycle) {
            if (state.get().active()) {
                startAgain = true;
                askToPowerOff();
            } else {
                start(run.map(last -> last.console().size()).orElse(ConsoleSize.USUAL));
            }
        }
    }

    @Override
    public void close() {
        synchronized (lifecycle) {
            if (closed) {
                return;
            }
            closed = true;
        }
        forceStop();
        try {
            awaitEnd(END_PATIENCE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        run.ifPresent(last -> last.console().close());
        feeds.forEach(QueueFeed::close);
        synchronized (lifecycle) {
            disk.close();
        }
        events.close();
        closedTold.accept(this);
    }

    @Override
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
        return state.awaitInactive(atMost);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public MachineSettings settings() {
        return settings;
    }

    @Override
    public MachineState state() {
        return state.get();
    }

    @Override
    public Optional<Ending> ending() {
        return ending;
    }

    @Override
    public Optional<Console> console() {
        return run.map(MachineRun::console);
    }

    @Override
    public HostCallSnapshot hostCalls() {
        return run.map(MachineRun::hostCalls).orElseGet(HostCallSnapshot::none);
    }

    @Override
    public TurnTimes turns() {
        return run.map(last -> last.region().turns()).orElse(TurnTimes.NONE);
    }

    @Override
    public GuestCallCounts guestCalls() {
        return run.map(last -> last.region().guestCallCounts()).orElseGet(GuestCallCounts::none);
    }

    @Override
    public HostCallFeed feed(int capacity) {
        QueueFeed feed = new QueueFeed(capacity, feeds);
        feeds.add(feed);
        return feed;
    }

    @Override
    public Listening tap(HostCallTap tap) {
        taps.add(tap);
        return () -> taps.remove(tap);
    }

    @Override
    public Optional<RunHistory> history() {
        return run.map(MachineRun::history);
    }

    @Override
    public SealReport seal() {
        return run.map(last -> last.host().seal()).orElseGet(SealReport::notYet);
    }

    @Override
    public WitnessReport witness() {
        return run.map(last -> last.host().witness()).orElseGet(WitnessReport::unknown);
    }

    @Override
    public WitnessBoard witnesses() {
        return run.map(MachineRun::witnesses).orElseGet(WitnessBoard::empty);
    }

    @Override
    public CompletableFuture<SampleReport> sample(int calls, Duration atMost) {
        Optional<MachineRun> now = run.filter(last -> last.region().state().sealed());
        return state.get().active() && now.isPresent()
                ? now.get().sample(calls, atMost)
                : CompletableFuture.failedFuture(
                        new IllegalStateException("machine " + name + " does not run"));
    }

    @Override
    public Optional<AuditReport> audit() {
        return run.flatMap(MachineRun::audit);
    }

    @Override
    public BootTimes boot() {
        return run.map(MachineRun::boot).orElseGet(BootTimes::none);
    }

    @Override
    public MachineMemory memory() {
        return run.map(MachineRun::memory)
                .orElseGet(() -> new MachineMemory(settings.memoryBytes(), 0, 0, 0, 0));
    }

    @Override
    public Duration processorTime() {
        return run.map(last -> last.host().processorTime()).orElse(Duration.ZERO);
    }

    @Override
    public OptionalLong processId() {
        Optional<MachineRun> last = run;
        return state.get().active() && last.isPresent()
                ? OptionalLong.of(last.get().pid())
                : OptionalLong.empty();
    }

    @Override
    public List<String> commandLine() {
        return run.map(MachineRun::words)
                .orElseGet(() ->
                        Stream.concat(
                                        Stream.of(program.toString()),
                                        CommandWords.of(settings, BootPlan.IMAGES_OWN, "notify")
                                                .stream())
                                .toList());
    }

    @Override
    public boolean saveDisk(Path to) {
        synchronized (lifecycle) {
            if (state.get().active()) {
                throw new IllegalStateException("machine " + name + " runs");
            }
            return disk.save(to);
        }
    }

    @Override
    public Listening listen(MachineListener listener) {
        return events.add(listener);
    }
}
