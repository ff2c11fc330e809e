// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import org.dozen.app.hostcalls.chart.Timeline;
import org.dozen.app.hostcalls.log.LogModel;
import org.dozen.app.hostcalls.log.LogTap;
import org.dozen.app.text.Text;
import org.dozen.engine.hostcall.RefusedCall;
import org.dozen.engine.seal.SealReport;
import org.dozen.engine.seal.WitnessReport;
import org.dozen.engine.trace.HostCallCount;
import org.dozen.engine.trace.HostCallSnapshot;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the panel shows, worked out once per frame from one snapshot. All methods on one thread.
 * Holds no node; the views ask {@link #version()} whether there is something to draw.
 */
public final class HostCallsViewModel {
    private static final long TRAIL_NANOS = 250_000_000L;
    private static final long RANK_NANOS = 300_000_000L;
    private static final double GLIDE_NANOS = 70e6;

    private final RunSource source;
    private final List<CallRow> rows;
    private final List<CallRow> ranked;
    private final Timeline timeline;
    private final LogModel log;
    private final SpanFigures spanFigures = new SpanFigures();
    private final RateWindow window;
    private final long[] counts;
    private final long[] trailCounts;
    private CallOrder order = CallOrder.RANK;
    private BarScale scale = BarScale.LOGARITHMIC;
    private CallFigure figure = CallFigure.RATE;
    private final ShownPart part = new ShownPart();
    private List<RefusedCall> refused = List.of();
    private PanelState state = PanelState.before();
    private @Nullable Object sealSeen;
    private @Nullable Object witnessSeen;
    private long begin;
    private long lastFrame;
    private long lastTrail;
    private long lastRank;
    private boolean rankDue;
    private long version;
    private boolean ofSpan;

    /**
     * Makes the model of a machine's panel.
     *
     * @param tap is given every host call of the machine
     */
    public HostCallsViewModel(RunSource source, LogTap tap) {
        this.source = source;
        this.rows = source.hostCalls().rows().stream().map(row -> new CallRow(row.call())).toList();
        this.ranked = new ArrayList<>(rows);
        this.timeline = new Timeline(source::history);
        this.log = new LogModel(timeline, tap);
        this.window = new RateWindow(rows.size());
        this.counts = new long[rows.size()];
        this.trailCounts = new long[rows.size()];
        this.begin = source.beginNanos();
    }

    /** The twelve in the order of their table; each knows its place on screen. */
    public List<CallRow> rows() {
        return rows;
    }

    /** The twelve in the order on screen. */
    public List<CallRow> ranked() {
        return ranked;
    }

    /** The run's time, shared with chart, log and flow. */
    public Timeline timeline() {
        return timeline;
    }

    /** The single calls. */
    public LogModel log() {
        return log;
    }

    /** Kinds of refused calls, the newest first. */
    public List<RefusedCall> refused() {
        return refused;
    }

    /** Everything that is said once and not per row. */
    public PanelState state() {
        return state;
    }

    /** Rises whenever rows or state are to be drawn again. */
    public long version() {
        return version;
    }

    public CallOrder order() {
        return order;
    }

    public void setOrder(CallOrder wanted) {
        order = wanted;
        rank();
    }

    public BarScale scale() {
        return scale;
    }

    public void setScale(BarScale wanted) {
        scale = wanted;
    }

    /** The figure that has a column even where there is little room. */
    public CallFigure figure() {
        return figure;
    }

    public void setFigure(CallFigure wanted) {
        figure = wanted;
        version++;
    }

    /** From now on the numbers are of what comes after this moment. */
    public void countFromNow() {
        timeline.chooseAll();
        part.since(source.hostCalls());
        version++;
    }

    /** The numbers are of the whole run again. */
    public void countAll() {
        part.whole();
        version++;
    }

    /** Holds the numbers still, or lets them go on. The machine goes on in any case. */
    public void setFrozen(boolean frozen) {
        if (frozen) {
            part.freeze(source.hostCalls());
        } else {
            part.thaw();
        }
        version++;
    }

    public boolean frozen() {
        return part.frozenNanos().isPresent();
    }

    /** When the numbers stopped, since the run began; empty while they go on. */
    public Optional<Duration> frozenAt() {
        return part.frozenNanos().map(this::sinceBegin);
    }

    /**
     * From when on calls are counted, since the run began; empty for all of them, or those of a
     * span.
     */
    public Optional<Duration> countedFrom() {
        return ofSpan ? Optional.empty() : part.sinceNanos().map(this::sinceBegin);
    }

    private Duration sinceBegin(long atNanos) {
        return Duration.ofNanos(begin == 0 ? 0 : Math.max(0, atNanos - begin));
    }

    /** Takes what has happened since the last frame. */
    public void frame(long nowNanos) {
        HostCallSnapshot snapshot = source.hostCalls();
        if (source.beginNanos() != begin) {
            begin = source.beginNanos();
            clear();
        }
        timeline.frame(snapshot.total());
        log.frame(nowNanos);
        HostCallSnapshot shown = part.of(snapshot);
        boolean changed = take(snapshot, shown, nowNanos);
        takeState(shown, changed);
        boolean sampled = window.offer(nowNanos, counts);
        if (ofSpan) {
            rows.forEach(row -> row.setRate(spanFigures.perSecond(row.call().row())));
        } else if ((sampled || changed) && !frozen()) {
            rows.forEach(row -> row.setRate(window.perSecond(row.call().row())));
        }
        trail(nowNanos);
        rankDue |= changed;
        if (rankDue && nowNanos - lastRank >= RANK_NANOS) {
            lastRank = nowNanos;
            rankDue = false;
            rank();
        }
        glide(nowNanos);
        lastFrame = nowNanos;
    }

    private boolean take(HostCallSnapshot snapshot, HostCallSnapshot shown, long nowNanos) {
        for (HostCallCount row : snapshot.rows()) {
            counts[row.call().row()] = row.count();
        }
        boolean spanNow = spanFigures.frame(timeline, nowNanos);
        boolean changed = spanNow != ofSpan;
        ofSpan = spanNow;
        List<HostCallCount> now = ofSpan ? spanFigures.rows() : shown.rows();
        double total = Math.max(1, now.stream().mapToDouble(HostCallCount::count).sum());
        for (HostCallCount figures : now) {
            CallRow row = rows.get(figures.call().row());
            row.setTotals(figures.nanos(), figures.bytes(), figures.errors());
            row.setShare(Math.clamp(figures.count() / total, 0, 1));
            row.setEver(counts[figures.call().row()] > 0);
            changed |= row.setCount(figures.count());
            if (ofSpan) {
                row.showTrail(spanFigures.trail(figures.call().row()));
            } else {
                row.showLiveTrail();
            }
        }
        return changed;
    }

    private void takeState(HostCallSnapshot snapshot, boolean changed) {
        SealReport seal = source.seal();
        WitnessReport witness = source.witness();
        Totals totals = ofSpan ? spanFigures.totals() : Totals.of(snapshot);
        boolean same =
                !changed
                        && Objects.equals(seal, sealSeen)
                        && Objects.equals(witness, witnessSeen)
                        && state.covers(snapshot, totals);
        if (same) {
            return;
        }
        if (!sameKinds(snapshot.refused())) {
            refused =
                    snapshot.refused().stream()
                            .sorted(Comparator.comparing(RefusedCall::last).reversed())
                            .toList();
        }
        sealSeen = seal;
        witnessSeen = witness;
        state = PanelState.of(snapshot, totals, glance(), seal, witness);
        version++;
    }

    private String glance() {
        long used = rows.stream().filter(CallRow::used).count();
        String words =
                ofSpan || part.sinceNanos().isPresent()
                        ? Text.of("calls.glance.part", used, rows.size())
                        : Text.of("calls.glance", used, rows.size() - used);
        return refused.isEmpty() ? words : words + Text.of("calls.glance.refused", refused.size());
    }

    private boolean sameKinds(List<RefusedCall> now) {
        return now.size() == refused.size() && now.stream().allMatch(refused::contains);
    }

    private void trail(long nowNanos) {
        long since = nowNanos - lastTrail;
        if (since < TRAIL_NANOS || frozen()) {
            return;
        }
        boolean first = lastTrail == 0;
        lastTrail = nowNanos;
        for (CallRow row : rows) {
            int index = row.call().row();
            double calls = Math.max(0, counts[index] - trailCounts[index]);
            trailCounts[index] = counts[index];
            row.pushTrail(first ? 0 : calls * 1e9 / since);
        }
        if (source.active()) {
            version++;
        }
    }

    private void rank() {
        Comparator<CallRow> table = Comparator.comparingInt(row -> row.call().row());
        ranked.sort(
                order == CallOrder.TABLE
                        ? table
                        : Comparator.comparingLong(CallRow::count).reversed().thenComparing(table));
        for (int i = 0; i < ranked.size(); i++) {
            ranked.get(i).setRank(i);
        }
    }

    private void glide(long nowNanos) {
        long most = 0;
        for (CallRow row : rows) {
            most = Math.max(most, row.count());
        }
        double share = lastFrame == 0 ? 1 : 1 - Math.exp(-(nowNanos - lastFrame) / GLIDE_NANOS);
        boolean moved = false;
        for (CallRow row : rows) {
            moved |= row.glide(scale.length(row.count(), most), share);
        }
        if (moved) {
            version++;
        }
    }

    private void clear() {
        window.clear();
        refused = List.of();
        part.whole();
        part.thaw();
        for (CallRow row : rows) {
            row.clear();
            counts[row.call().row()] = 0;
            trailCounts[row.call().row()] = 0;
        }
        rank();
        version++;
    }
}
