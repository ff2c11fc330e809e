// SPDX-License-Identifier: Apache-2.0
package org.dozen.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.app.compare.CompareViewModel;
import org.dozen.app.hostcalls.BarScale;
import org.dozen.app.hostcalls.CallOrder;
import org.dozen.app.hostcalls.CallRow;
import org.dozen.app.hostcalls.HostCallsViewModel;
import org.dozen.app.hostcalls.PanelState;
import org.dozen.app.hostcalls.RunSource;
import org.dozen.app.hostcalls.chart.TimelineSource;
import org.dozen.app.hostcalls.log.LogTap;
import org.dozen.engine.compare.Comparison;
import org.dozen.engine.compare.PhaseTally;
import org.dozen.engine.compare.RunTally;
import org.dozen.engine.history.RunHistory;
import org.dozen.engine.hostcall.TheTwelve;
import org.dozen.engine.seal.SealReport;
import org.dozen.engine.seal.WitnessReport;
import org.dozen.engine.trace.HostCallCount;
import org.dozen.engine.trace.HostCallSnapshot;
import org.dozen.engine.trace.RingReader;
import org.dozen.engine.trace.SharedRegion;
import org.dozen.engine.trace.TickClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A shared region full of lies, from the ring to the words on the screen: whatever a machine
 * writes, nothing throws, nothing hangs, every length on screen stays within bounds, and damage is
 * said. Seeds are fixed, and named when something goes wrong.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ForgedReportTest {
    private static final int RECORDS = 64;
    private static final int RECORD_BYTES = 32;
    private static final int SEEDS = 300;
    private static final long FRAME = 16_666_667L;

    // Where native/abi/dozen_abi.h has them; a test of the engine compares these with the header.
    private static final long RING_HEAD = 0x100;
    private static final long HOST_COUNT = 0x278;
    private static final long CONTROL_BYTES = 0x578;
    private static final long RING_AT = 3 * 4096;

    private Arena arena = Arena.ofShared();
    private MemorySegment memory = MemorySegment.NULL;
    private SharedRegion region = new SharedRegion(MemorySegment.ofArray(new long[4096]), 0);
    private RingReader reader = new RingReader(region, new CopyOnWriteArrayList<>());
    private RunHistory history = new RunHistory(System.nanoTime());
    private LogTap tap = new LogTap();
    private HostCallsViewModel model = new HostCallsViewModel(new Lies(), tap);
    private long now = 1;

    /** What the panel would be told of such a machine. */
    private final class Lies implements RunSource {
        @Override
        public HostCallSnapshot hostCalls() {
            TickClock clock = region.clock();
            List<HostCallCount> rows =
                    TheTwelve.list().stream()
                            .map(call ->
                                    new HostCallCount(
                                            call,
                                            region.hostCount(call.row()),
                                            clock.nanos(region.hostTicks(call.row())),
                                            region.hostBytes(call.row()),
                                            region.hostErrors(call.row())))
                            .toList();
            return new HostCallSnapshot(
                    System.nanoTime(),
                    rows,
                    List.of(),
                    0,
                    reader.lost(),
                    history.damaged(),
                    region.guestCalls(),
                    region.guestTraps());
        }

        @Override
        public SealReport seal() {
            return new SealReport(SealReport.State.SEALED, 2, 1, true, Instant.EPOCH);
        }

        @Override
        public WitnessReport witness() {
            return WitnessReport.unknown();
        }

        @Override
        public Optional<TimelineSource> history() {
            return Optional.of(TimelineSource.of(history));
        }

        @Override
        public boolean active() {
            return true;
        }

        @Override
        public long beginNanos() {
            return 1;
        }
    }

    @BeforeEach
    void begin() {
        arena = Arena.ofShared();
        memory = arena.allocate(SharedRegion.bytes(RECORDS), 4096);
        region = new SharedRegion(memory, RECORDS);
        region.prepare(new byte[64], "", 80, 24);
        history = new RunHistory(System.nanoTime());
        tap = new LogTap();
        reader = new RingReader(region, new CopyOnWriteArrayList<>(), List.of(history, tap));
        model = new HostCallsViewModel(new Lies(), tap);
    }

    @AfterEach
    void end() {
        arena.close();
    }

    @Test
    void garbageInRingAndCountersReachesTheScreenWithinBounds() {
        for (int seed = 0; seed < SEEDS; seed++) {
            end();
            begin();
            Random random = new Random(seed);
            for (int round = 0; round < 8; round++) {
                forge(random);
                step();
                handle(random);
                isWithinBounds("seed " + seed + ", round " + round);
            }
        }
    }

    @Test
    void tornRecordsAreDamageAndTheCountersGoOn() {
        Random random = new Random(7);
        for (int i = 0; i < RECORDS; i++) {
            fill(random, RING_AT + (long) i * RECORD_BYTES, RECORD_BYTES);
        }
        memory.set(ValueLayout.JAVA_LONG, RING_HEAD, RECORDS / 2);
        step();
        assertThat(model.state().damaged()).isTrue();
        assertThat(model.state().notice()).contains("report is damaged");
        memory.set(ValueLayout.JAVA_LONG, HOST_COUNT + 8, 4321);
        step();
        assertThat(model.rows().get(1).count()).isEqualTo(4321);
        assertThat(model.rows().get(1).countText().replace('\u00a0', ' ')).isEqualTo("4 321");
    }

    @Test
    void aHeaderOfAnotherVersionChangesNothingForTheReader() {
        fill(new Random(3), 0, 0x40);
        assertThat(region.headerIntact()).isFalse();
        memory.set(ValueLayout.JAVA_LONG, HOST_COUNT, 5);
        step();
        assertThat(model.rows().getFirst().count()).isEqualTo(5);
        isWithinBounds("another version");
    }

    @Test
    void aWriterThatStopsLeavesTheLastNumbersStanding() {
        memory.set(ValueLayout.JAVA_LONG, HOST_COUNT, 77);
        step();
        for (int i = 0; i < 200; i++) {
            step();
        }
        assertThat(model.rows().getFirst().count()).isEqualTo(77);
        assertThat(model.state().damaged()).isFalse();
    }

    @Test
    void aWriterThatRunsWildMeanwhileIsShownWithinBounds() throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        Thread wild =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            Random random = new Random(11);
                            while (!stop.get()) {
                                forge(random);
                            }
                        });
        try {
            Random random = new Random(12);
            for (int i = 0; i < 1500; i++) {
                step();
                handle(random);
                isWithinBounds("frame " + i);
            }
        } finally {
            stop.set(true);
            wild.join();
        }
    }

    /** Writes something that no honest machine would. */
    private void forge(Random random) {
        switch (random.nextInt(6)) {
            case 0 -> fill(random, 0x40, CONTROL_BYTES - 0x40);
            case 1 -> fill(random, RING_AT, (long) RECORDS * RECORD_BYTES);
            case 2 -> memory.set(ValueLayout.JAVA_LONG, RING_HEAD, random.nextLong());
            case 3 -> memory.set(ValueLayout.JAVA_LONG, RING_HEAD, random.nextInt(3 * RECORDS));
            case 4 ->
                    memory.set(
                            ValueLayout.JAVA_LONG,
                            HOST_COUNT + 8L * random.nextInt(48),
                            extreme(random));
            default -> fill(random, 4096, 4096);
        }
    }

    private static long extreme(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> Long.MAX_VALUE;
            case 1 -> Long.MIN_VALUE;
            case 2 -> -1;
            case 3 -> 0;
            default -> random.nextLong();
        };
    }

    private void fill(Random random, long from, long bytes) {
        for (long at = from; at < from + bytes; at += 8) {
            memory.set(ValueLayout.JAVA_LONG, at, random.nextLong());
        }
    }

    /** One turn of the run's thread, one frame of the window. */
    private void step() {
        history.beforeDrain(region);
        reader.drain();
        history.afterDrain(region, reader, false);
        now += FRAME;
        model.frame(now);
    }

    /** What a person may do meanwhile. */
    private void handle(Random random) {
        switch (random.nextInt(12)) {
            case 0 -> model.countFromNow();
            case 1 -> model.countAll();
            case 2 -> model.setFrozen(random.nextBoolean());
            case 3 -> model.setOrder(CallOrder.TABLE);
            case 4 -> model.setScale(BarScale.LINEAR);
            case 5 -> model.setOrder(CallOrder.RANK);
            case 6 -> compared();
            default -> model.setScale(BarScale.LOGARITHMIC);
        }
    }

    private void compared() {
        RunTally tally = RunTally.of("forged", new Lies().hostCalls());
        Comparison both = Comparison.of(tally, new RunTally("none", java.util.Map.of()));
        assertThat(CompareViewModel.verdict(both)).isNotBlank();
        assertThat(PhaseTally.of(history).counts()).isNotNull();
    }

    private void isWithinBounds(String where) {
        for (CallRow row : model.rows()) {
            assertThat(row.bar()).as(where).isBetween(0.0, 1.0);
            assertThat(row.share()).as(where).isBetween(0.0, 1.0);
            assertThat(row.place()).as(where).isBetween(0.0, 11.0);
            assertThat(row.rate()).as(where).isNotNegative().isFinite();
            assertThat(row.countText()).as(where).hasSizeLessThan(24);
            assertThat(row.timeText()).as(where).hasSizeLessThan(40);
            assertThat(row.bytesText()).as(where).hasSizeLessThan(24);
        }
        PanelState state = model.state();
        assertThat(state.badge()).as(where).isNotBlank();
        assertThat(state.hostCalls()).as(where).hasSizeLessThan(24);
        assertThat(model.ranked()).as(where).hasSize(12).doesNotHaveDuplicates();
        if (history.damaged() && state.damaged()) {
            assertThat(state.notice()).as(where).contains("damaged");
        }
    }
}
