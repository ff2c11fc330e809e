// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import org.dozen.engine.console.Console;
import org.dozen.engine.console.ConsoleSize;
import org.dozen.engine.history.RunHistory;
import org.dozen.engine.seal.SealReport;
import org.dozen.engine.seal.WitnessReport;
import org.dozen.engine.trace.BootTimes;
import org.dozen.engine.trace.GuestCallCounts;
import org.dozen.engine.trace.HostCallFeed;
import org.dozen.engine.trace.HostCallSnapshot;
import org.dozen.engine.trace.HostCallTap;
import org.dozen.engine.trace.TurnTimes;
import org.dozen.engine.witness.AuditReport;
import org.dozen.engine.witness.SampleReport;
import org.dozen.engine.witness.WitnessBoard;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * One configured machine, running or not. It can be started again after it has ended; every start
 * is a new run with a new process, a new {@link Console} and counters from zero. What is asked
 * between runs is answered about the last one.
 *
 * <p>All methods may be called from any thread. None of them waits for the guest except {@link
 * #awaitEnd}; {@link #start} takes a few milliseconds (file system and process creation) and so
 * does not belong on a user interface's thread.
 */
public interface Machine extends AutoCloseable {
    /** A name for people, unique among the machines of an engine that are not closed. */
    String name();

    MachineSettings settings();

    MachineState state();

    /** How the last run ended; empty before the first end and while running. */
    Optional<Ending> ending();

    /**
     * Starts a run. Returns when the process exists; what follows is told to listeners.
     *
     * @param size size of the console from the first moment on
     * @throws org.dozen.engine.failure.EngineFailure if it cannot be started; the state is then
     *     {@link MachineState#FAILED}, with the same failure in {@link #ending()}
     * @throws IllegalStateException if it is active or closed
     */
    void start(ConsoleSize size);

    /** Asks the guest to power off in order. Does nothing unless starting or running. */
    void stop();

    /**
     * Ends the machine without asking guest programs: its kernel writes back what it holds and
     * stops; if it does not within a second, the process is killed.
     */
    void forceStop();

    /**
     * Asks the guest to power off and starts again when it has; starts at once when not active. A
     * guest that reboots by itself is started again without being asked, unless it runs a command.
     */
    void restart();

    /** The console of this run, or of the last one; empty before the first start. */
    Optional<Console> console();

    /** Host calls so far. Cheap: made for once per frame. */
    HostCallSnapshot hostCalls();

    /** Guest calls so far. Cheap. */
    GuestCallCounts guestCalls();

    /** Turns that forked processes took in their memory, in this run or the last. */
    TurnTimes turns();

    /**
     * Opens a feed of single host calls, from now on and through restarts.
     *
     * @param capacity most records it holds, 1..1048576
     */
    HostCallFeed feed(int capacity);

    /**
     * Lets somebody see every single host call, from now on and through restarts.
     *
     * @param tap is called on the run's thread and must be quick
     * @return ends it; may be closed twice
     */
    Listening tap(HostCallTap tap);

    /**
     * Host calls over time, marks and causes: of this run, or of the last one; empty before the
     * first. May be asked for every frame, and kept after the run.
     */
    Optional<RunHistory> history();

    /** The seal, as the host kernel last confirmed it. */
    SealReport seal();

    /** What the four witnesses say of this run, or of the last one. Cheap. */
    WitnessBoard witnesses();

    /**
     * Asks the third witness: watches some host calls of the running machine by ptrace, on a thread
     * of its own. The machine goes on, slower meanwhile. {@link #witnesses()} has the answer, too.
     *
     * @param calls how many, 1..1000000; a thousand take a tenth of a second on a busy machine
     * @param atMost ends the watching of a machine that makes few calls
     * @return comes when the machine is let go; fails with {@link IllegalStateException} if it is
     *     not running and sealed
     */
    CompletableFuture<SampleReport> sample(int calls, Duration atMost);

    /** Both lists of an audit run, see {@link MachineSettings#audit()}; empty if this was none. */
    Optional<AuditReport> audit();

    /** The comparison of counts, as last made. */
    WitnessReport witness();

    BootTimes boot();

    MachineMemory memory();

    /** Processor time the process has used, by the host kernel; in steps of 10 ms. */
    Duration processorTime();

    /** Process number on the host while active. */
    OptionalLong processId();

    /**
     * The exact command line of the process, to show and to copy. Descriptors are not part of it.
     */
    List<String> commandLine();

    /**
     * Copies what the runs wrote to a new image file, if they ran on a private copy of theirs
     * ({@link BootSettings#throwAway} or a shipped image). Takes as long as a copy.
     *
     * @return whether there was a private copy
     * @throws IllegalStateException if it is active
     */
    default boolean saveDisk(Path to) {
        return false;
    }

    /**
     * Adds a listener.
     *
     * @return ends the listening; may be closed twice
     */
    Listening listen(MachineListener listener);

    /**
     * Waits until the machine is not active.
     *
     * @return whether it is
     */
    boolean awaitEnd(Duration atMost) throws InterruptedException;

    /** Ends the machine by force if it is active, waits for that, and lets go of everything. */
    @Override
    void close();

    /** A registration that can be ended. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }
}
