// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import org.dozen.app.text.Figures;
import org.dozen.engine.hostcall.HostCall;

import java.time.Duration;
import java.util.Arrays;

/**
 * One of the twelve as the panel shows it. Changed once per frame, read by the drawing of the same
 * frame.
 */
public final class CallRow {
    static final int TRAIL = 40;

    private final HostCall call;
    private final double[] live = new double[TRAIL];
    private double[] trail = live;
    private long count;
    private long nanos;
    private long bytes;
    private long errors;
    private double rate;
    private double bar;
    private double place;
    private int rank;
    private double share;
    private boolean ever;
    private String countText = "";
    private String rateText = "";
    private String shareText = "";
    private String timeText = "";
    private String bytesText = "";

    CallRow(HostCall call) {
        this.call = call;
        this.place = call.row();
        this.rank = call.row();
    }

    public HostCall call() {
        return call;
    }

    public long count() {
        return count;
    }

    /** Whether there are calls in what is shown. */
    public boolean used() {
        return count > 0;
    }

    /** Whether the call was made in this run at all, shown or not. */
    public boolean ever() {
        return ever;
    }

    /** Part of all calls shown, 0..1. */
    public double share() {
        return share;
    }

    public String shareText() {
        return shareText;
    }

    /** Time spent, as written; empty if there is none. */
    public String timeText() {
        return timeText;
    }

    /** Bytes moved, as written; empty for none. */
    public String bytesText() {
        return bytesText;
    }

    /** Time spent in these calls. */
    public long nanos() {
        return nanos;
    }

    /** Bytes moved, for calls that move some. */
    public long bytes() {
        return bytes;
    }

    /** Calls that gave an error. */
    public long errors() {
        return errors;
    }

    /** Calls per second over the last second. */
    public double rate() {
        return rate;
    }

    /** Length of the bar, 0..1, on its way to where it belongs. */
    public double bar() {
        return bar;
    }

    /** Place from the top in rows, on its way to {@link #rank()}. */
    public double place() {
        return place;
    }

    /** Place from the top, 0..11. */
    public int rank() {
        return rank;
    }

    /** The count as it is written. Empty for a call that was never made. */
    public String countText() {
        return countText;
    }

    public String rateText() {
        return rateText;
    }

    /** Calls of the steps that the trail shows, the newest last; only their proportions count. */
    public double trail(int step) {
        return trail[step];
    }

    void clear() {
        Arrays.fill(live, 0);
        trail = live;
        setCount(0);
        setTotals(0, 0, 0);
        setShare(0);
        setEver(false);
        setRate(0);
        bar = 0;
    }

    void setTotals(long spentNanos, long movedBytes, long failed) {
        if (nanos != spentNanos) {
            timeText = spentNanos > 0 ? Figures.duration(Duration.ofNanos(spentNanos)) : "";
        }
        if (bytes != movedBytes) {
            bytesText = movedBytes > 0 ? Figures.bytes(movedBytes) : "";
        }
        nanos = spentNanos;
        bytes = movedBytes;
        errors = failed;
    }

    void setEver(boolean now) {
        ever = now;
    }

    void setShare(double now) {
        if (now != share) {
            share = now;
            shareText = now > 0 ? Figures.percent(now) : "";
        }
    }

    boolean setCount(long now) {
        if (now == count) {
            return false;
        }
        count = now;
        countText = now > 0 ? Figures.count(now) : "";
        return true;
    }

    void setRate(double now) {
        if (now != rate) {
            rate = now;
            rateText = Figures.rate(now);
        }
    }

    void setRank(int now) {
        rank = now;
    }

    void pushTrail(double perSecond) {
        System.arraycopy(live, 1, live, 0, TRAIL - 1);
        live[TRAIL - 1] = perSecond;
    }

    /** Shows the course of the last seconds. */
    void showLiveTrail() {
        trail = live;
    }

    /** Shows the course of a span, {@link #TRAIL} points. */
    void showTrail(double[] ofSpan) {
        trail = ofSpan;
    }

    /** Moves bar and place towards where they belong; says whether something moved. */
    boolean glide(double wantedBar, double share) {
        double bars = wantedBar - bar;
        double rows = rank - place;
        bar = Math.abs(bars) < 0.001 ? wantedBar : bar + bars * share;
        place = Math.abs(rows) < 0.01 ? rank : place + rows * share;
        return bars != 0 || rows != 0;
    }
}
