// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.flow;

import org.dozen.app.hostcalls.chart.Moments;
import org.dozen.app.hostcalls.chart.RunSpan;
import org.dozen.app.hostcalls.chart.Timeline;
import org.dozen.app.hostcalls.chart.TimelineSource;
import org.dozen.app.text.Text;
import org.dozen.engine.history.FlowMatrix;

import java.util.Optional;

/**
 * What led to what in the run or in the chosen span, brought up to date a few times a second while
 * somebody looks. Holds no node. All methods on one thread.
 */
public final class FlowModel {
    private static final long AGAIN_NANOS = 250_000_000L;
    private static final int MOST_SOURCES = 9;

    private final Timeline timeline;
    private FlowPicture picture = FlowPicture.none();
    private Optional<FlowMatrix> matrix = Optional.empty();
    private Optional<RunSpan> span = Optional.empty();
    private String of = "";
    private long asked;
    private long run = -1;
    private long timelineSeen = -1;
    private long version;

    public FlowModel(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Brings the picture up to date. */
    public void frame(long nowNanos) {
        boolean other = timelineSeen != timeline.version() || run != timeline.runs();
        if (!other && nowNanos - asked < AGAIN_NANOS) {
            return;
        }
        asked = nowNanos;
        timelineSeen = timeline.version();
        run = timeline.runs();
        span = timeline.chosen();
        Optional<FlowMatrix> now = timeline.source().map(this::ask);
        if (!now.equals(matrix) || other) {
            matrix = now;
            picture =
                    now.map(each -> FlowPicture.of(each, MOST_SOURCES)).orElse(FlowPicture.none());
            of = now.map(this::words).orElse("");
            version++;
        }
    }

    private FlowMatrix ask(TimelineSource source) {
        return span.map(chosen -> source.flow(chosen.fromNanos(), chosen.toNanos()))
                .orElseGet(source::flow);
    }

    private String words(FlowMatrix now) {
        if (span.isEmpty()) {
            return Text.of("flow.of.run");
        }
        RunSpan wide = new RunSpan(now.fromNanos(), now.toNanos());
        // Causes are kept in coarser steps than counts.
        return wide.equals(span.get())
                ? wide.words()
                : Text.of("flow.of.wider", wide.words(), Moments.step(now.resolutionNanos()));
    }

    FlowPicture picture() {
        return picture;
    }

    /** What time the picture is of. */
    String of() {
        return of;
    }

    /** Rises whenever there is something to draw. */
    long version() {
        return version;
    }

    /** Everything as text. */
    public String text() {
        return FlowSentence.table(picture, of);
    }
}
