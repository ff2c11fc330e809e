// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.export;

import org.dozen.engine.failure.TraceFailure;
import org.dozen.engine.history.Mark;
import org.dozen.engine.trace.HostCallBatch;
import org.dozen.engine.trace.HostCallRecord;
import org.dozen.engine.trace.HostCallTap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Writes every host call of a machine to a file while it runs: a tap on the one side, a thread of
 * its own on the other, and a bounded queue between them (a quarter of a million calls, 32 MB). A
 * machine that is faster than the disk for longer than that waits a little, and what still does not
 * fit is left out and counted: the file's end says how many.
 */
public final class TraceWriter implements HostCallTap, AutoCloseable {
    private static final int MOST_BATCHES = 64;
    private static final long PATIENCE_MILLIS = 20;

    private final TraceFile file;
    private final LongSupplier origin;
    private final Supplier<List<Mark>> marks;
    private final ArrayBlockingQueue<List<HostCallRecord>> queue =
            new ArrayBlockingQueue<>(MOST_BATCHES);
    private final AtomicLong leftOut = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final Thread thread;
    private volatile boolean closing;
    private volatile Optional<TraceFailure> failure = Optional.empty();
    private int marksWritten;

    /**
     * Starts to write.
     *
     * @param path replaced when the trace is finished, if there is such a file
     * @param origin what times are counted from, in {@link System#nanoTime()}; asked when calls
     *     come
     * @param marks marks of the run so far, in the order of their times; asked now and then
     * @throws TraceFailure if the file cannot be written
     */
    public TraceWriter(
            Path path, TraceFormat format, LongSupplier origin, Supplier<List<Mark>> marks) {
        this.file = new TraceFile(path, format);
        this.origin = origin;
        this.marks = marks;
        this.thread = Thread.ofPlatform().daemon().name("dozen-trace-file").start(this::write);
    }

    @Override
    public void records(HostCallBatch batch) {
        taken.addAndGet(batch.size());
        List<HostCallRecord> copy = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            copy.add(batch.record(i));
        }
        try {
            if (!queue.offer(copy, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                leftOut.addAndGet(copy.size());
            }
        } catch (InterruptedException interrupted) {
            leftOut.addAndGet(copy.size());
            Thread.currentThread().interrupt();
        }
    }

    /** Calls that have come so far. Any thread. */
    public long taken() {
        return taken.get();
    }

    private void write() {
        try {
            while (true) {
                List<HostCallRecord> batch = queue.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                if (batch != null) {
                    write(batch);
                } else if (closing && queue.isEmpty()) {
                    return;
                } else {
                    file.flush();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(List<HostCallRecord> batch) {
        List<Mark> known = marks.get();
        long originNanos = origin.getAsLong();
        for (HostCallRecord record : batch) {
            long at = record.startNanos() - originNanos;
            writeMarks(known, at);
            file.add(new TraceEvent.Call(startingAt(record, at)));
        }
    }

    private void writeMarks(List<Mark> known, long before) {
        while (marksWritten < known.size() && known.get(marksWritten).atNanos() <= before) {
            Mark mark = known.get(marksWritten++);
            file.add(
                    new TraceEvent.Note(
                            mark.atNanos(),
                            mark.kind().name().toLowerCase(Locale.ROOT),
                            mark.text()));
        }
    }

    private static HostCallRecord startingAt(HostCallRecord record, long at) {
        return new HostCallRecord(
                record.sequence(),
                record.call(),
                at,
                record.durationNanos(),
                record.argument(),
                record.result(),
                record.guestPid(),
                record.guestCall());
    }

    /**
     * Writes what is left and finishes the file. Called when the machine has ended or the tap was
     * taken away; further calls do nothing.
     *
     * @param lost calls that never came here, by the machine's and the reader's count
     * @return calls in the file
     * @throws TraceFailure if the file ends early because the disk was full, or cannot be renamed
     */
    public long finish(long lost) throws InterruptedException {
        if (closing) {
            failure.ifPresent(told -> {
                throw told;
            });
            return file.calls();
        }
        closing = true;
        thread.join();
        writeMarks(marks.get(), Long.MAX_VALUE);
        try {
            file.finish(lost + leftOut.get());
        } catch (TraceFailure early) {
            failure = Optional.of(early);
            throw early;
        }
        return file.calls();
    }

    /** Ends the writing without finishing the file, which keeps {@code .part} behind its name. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        file.close();
    }
}
