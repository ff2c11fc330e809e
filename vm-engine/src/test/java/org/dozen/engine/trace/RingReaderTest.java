// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

class RingReaderTest {
    private static final int RECORDS = 64;

    private final MemorySegment memory =
            Arena.ofAuto().allocate(SharedRegion.bytes(RECORDS), Layout.PAGE);
    private final SharedRegion region = new SharedRegion(memory, RECORDS);
    private final CopyOnWriteArrayList<QueueFeed> feeds = new CopyOnWriteArrayList<>();
    private final RingReader reader = new RingReader(region, feeds);
    private final QueueFeed feed = new QueueFeed(1000, feeds);
    private long head;

    @BeforeEach
    void listen() {
        region.prepare(new byte[64], "", 80, 24);
        feeds.add(feed);
    }

    @Test
    void whatTheMachineWroteArrivesInOrder() {
        for (int i = 0; i < 10; i++) {
            write(1, 100 + i);
        }
        assertThat(reader.drain()).isEqualTo(10);
        assertThat(taken())
                .extracting(HostCallRecord::result)
                .containsExactly(100, 101, 102, 103, 104, 105, 106, 107, 108, 109);
        assertThat(reader.lost()).isZero();
        assertThat(reader.damaged()).isFalse();
    }

    @Test
    void theMachineIsToldWhatWasTaken() {
        write(0, 1);
        write(0, 2);
        reader.drain();
        assertThat(memory.get(ValueLayout.JAVA_LONG, Layout.RING_TAIL)).isEqualTo(2);
    }

    @Test
    void recordsGoOnArrivingRoundAfterRound() {
        List<HostCallRecord> all = new ArrayList<>();
        for (int i = 0; i < RECORDS * 300; i++) {
            write(i % 12, i);
            if (i % 50 == 0) {
                reader.drain();
                all.addAll(taken());
            }
        }
        reader.drain();
        all.addAll(taken());
        assertThat(all).hasSize(RECORDS * 300);
        assertThat(reader.damaged()).isFalse();
        assertThat(all.getLast().sequence()).isEqualTo(RECORDS * 300 - 1);
    }

    @Test
    void aFeedThatIsFullSaysHowMuchItLeftOut() {
        QueueFeed small = new QueueFeed(4, feeds);
        feeds.clear();
        feeds.add(small);
        for (int i = 0; i < 60; i++) {
            write(1, i);
        }
        reader.drain();
        List<HostCallRecord> seen = new ArrayList<>();
        small.drain(seen::add, 100);
        assertThat(seen).hasSizeBetween(1, 4);
        assertThat(small.skipped()).isEqualTo(60 - seen.size());
    }

    @Test
    void whatTheMachineSaysItLostIsReported() {
        memory.set(ValueLayout.JAVA_LONG, Layout.RING_LOST, 17);
        assertThat(reader.lost()).isEqualTo(17);
    }

    @Test
    void aStaleRecordIsDamageAndNotShown() {
        write(1, 1);
        memory.set(ValueLayout.JAVA_BYTE, Layout.RING_AT + Layout.RECORD_LAP, (byte) 9);
        write(1, 2);
        reader.drain();
        assertThat(taken()).extracting(HostCallRecord::result).containsExactly(2);
        assertThat(reader.damaged()).isTrue();
        assertThat(reader.lost()).isEqualTo(1);
    }

    @Test
    void aRowThatThereIsNotIsDamage() {
        write(12, 1);
        write(255, 1);
        reader.drain();
        assertThat(taken()).isEmpty();
        assertThat(reader.damaged()).isTrue();
    }

    @Test
    void aHeadThatLeapsIsDamageAndReadingGoesOn() {
        head = 1_000_000;
        publish();
        reader.drain();
        assertThat(reader.damaged()).isTrue();
        write(2, 5);
        reader.drain();
        assertThat(taken()).extracting(HostCallRecord::result).containsExactly(5);
    }

    @Test
    void aHeadThatGoesBackIsDamageAndReadingGoesOn() {
        write(2, 1);
        write(2, 2);
        reader.drain();
        head = 0;
        write(2, 3);
        head = 0;
        publish();
        reader.drain();
        assertThat(reader.damaged()).isTrue();
        head = 0;
        write(2, 7);
        reader.drain();
        assertThat(reader.taken()).isEqualTo(1);
    }

    @Test
    void garbageOfAnyKindNeitherHangsNorThrows() {
        Random random = new Random(20261121);
        byte[] garbage = new byte[(int) memory.byteSize()];
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> {
                    for (int round = 0; round < 2000; round++) {
                        random.nextBytes(garbage);
                        MemorySegment.copy(
                                garbage, 0, memory, ValueLayout.JAVA_BYTE, 0, garbage.length);
                        if (round % 3 == 0) {
                            // A head that is only a little wrong gets further than a wild one.
                            memory.set(
                                    ValueLayout.JAVA_LONG,
                                    Layout.RING_HEAD,
                                    reader.taken() + random.nextInt(2 * RECORDS));
                        }
                        reader.drain();
                        readEverything();
                        taken();
                    }
                });
        assertThat(reader.damaged()).isTrue();
    }

    @Test
    void aWriterThatRunsWildMeanwhileNeitherHangsNorThrows() throws InterruptedException {
        Thread writer =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            Random random = new Random(12);
                            while (!Thread.interrupted()) {
                                long at = random.nextLong(memory.byteSize() / 8) * 8;
                                memory.set(ValueLayout.JAVA_LONG, at, random.nextLong(200));
                            }
                        });
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> {
                    for (int round = 0; round < 50_000; round++) {
                        reader.drain();
                        taken();
                    }
                });
        writer.interrupt();
        writer.join();
        assertThat(feed.skipped()).isNotNegative();
    }

    private void readEverything() {
        region.state();
        region.ending();
        region.message();
        region.commandStatus();
        region.guestName();
        region.guestCallCounts();
        region.milestones();
        region.clock().at(memory.get(ValueLayout.JAVA_LONG, Layout.RING_AT));
        region.memoryFree();
        region.headerIntact();
        region.withoutRing().state();
    }

    private List<HostCallRecord> taken() {
        List<HostCallRecord> records = new ArrayList<>();
        feed.drain(records::add, Integer.MAX_VALUE);
        return records;
    }

    private void write(int row, int result) {
        long at = Layout.RING_AT + (head % RECORDS) * Layout.RECORD_BYTES;
        memory.set(ValueLayout.JAVA_INT, at + Layout.RECORD_RESULT, result);
        memory.set(ValueLayout.JAVA_BYTE, at + Layout.RECORD_ROW, (byte) row);
        memory.set(ValueLayout.JAVA_BYTE, at + Layout.RECORD_LAP, (byte) (head / RECORDS + 1));
        head++;
        publish();
    }

    private void publish() {
        memory.set(ValueLayout.JAVA_LONG, Layout.RING_HEAD, head);
    }
}
