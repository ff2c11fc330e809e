// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.flow;

import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;

import java.time.Duration;
import java.util.Locale;

/** Says in words what the picture shows. */
final class FlowSentence {
    /** From here on, "one in so many" says more than a percentage. */
    private static final double LEAST_RATIO = 1.5;

    private FlowSentence() {}

    /** The one sentence of it all. */
    static String headline(FlowPicture picture) {
        if (picture.guestCalls() == 0 && picture.hostCalls() == 0) {
            return Text.of("flow.headline.none");
        }
        return Text.of(
                "flow.headline",
                counted("flow.guest.one", "flow.guest", picture.guestCalls()),
                counted("flow.host.one", "flow.host", picture.hostCalls()));
    }

    /** What follows from it. */
    static String lesson(FlowPicture picture) {
        double ratio =
                picture.hostCalls() == 0 ? 0 : (double) picture.guestCalls() / picture.hostCalls();
        if (picture.guestCalls() > 0 && picture.hostCalls() == 0) {
            return Text.of("flow.lesson.nobody");
        }
        if (ratio >= LEAST_RATIO) {
            return Text.of("flow.lesson.ratio", Figures.count(Math.round(ratio)));
        }
        if (picture.hostCalls() == 0) {
            return "";
        }
        long kernel =
                picture.sources().stream()
                        .filter(source -> source.number() == FlowPicture.KERNEL)
                        .mapToLong(FlowPicture.Source::hostCalls)
                        .sum();
        return Text.of(
                2 * kernel > picture.hostCalls() ? "flow.lesson.kernel" : "flow.lesson.even");
    }

    /** A share of nearly all is not all: 99.7 %. Never rounded up to a hundred. */
    static String fine(double share) {
        if (share <= 0.99 || share >= 1) {
            return Figures.percent(share);
        }
        double tenths = Math.floor(share * 1000) / 10;
        return String.format(Locale.ROOT, "%.1f %%", tenths);
    }

    /** What the grey band means. */
    static String answered(FlowPicture picture) {
        return Text.of(
                "flow.explain.answered",
                Figures.count(picture.answered()),
                fine(picture.answeredShare()));
    }

    /** What a source has asked for. */
    static String source(FlowPicture picture, FlowPicture.Source source) {
        String asked =
                Text.of(
                        "flow.explain.asked",
                        counted("flow.host.one", "flow.host", source.hostCalls()),
                        Figures.percent(share(source.hostCalls(), picture.hostCalls())));
        return switch (source.number()) {
            case FlowPicture.KERNEL -> Text.of("flow.explain.kernel", asked);
            case FlowPicture.UNKNOWN ->
                    Text.of("flow.explain.unknown", Figures.count(source.hostCalls()));
            default -> {
                String made = source.name() + ": " + asked;
                yield source.made() == 0 ? made : made + " " + guestMade(source);
            }
        };
    }

    private static String guestMade(FlowPicture.Source source) {
        long inside = Math.max(0, source.made() - source.hostCalls());
        String made = counted("flow.made.one", "flow.made", source.made());
        return inside > 0
                ? Text.of("flow.explain.made", made, Figures.count(inside))
                : Text.of("flow.explain.madeAll", made);
    }

    /** What a host call was for. */
    static String target(FlowPicture picture, FlowPicture.Target target) {
        return target.call()
                .map(call ->
                        Text.of(
                                "flow.explain.target",
                                call.name(),
                                counted("flow.calls.one", "flow.calls", target.count()),
                                Figures.percent(share(target.count(), picture.hostCalls())),
                                call.why(),
                                call.guestActivity()))
                .orElseGet(() -> Text.of("flow.explain.unknown", Figures.count(target.count())));
    }

    /** Who asked for what, how much it moved and how long it took. */
    static String band(FlowPicture.Band band) {
        if (band.target().call().isEmpty()) {
            return Text.of("flow.explain.unknown", Figures.count(band.count()));
        }
        String call = band.target().call().get().name();
        String what =
                Text.of(
                        band.source().number() == FlowPicture.KERNEL
                                ? "flow.explain.bandKernel"
                                : "flow.explain.band",
                        band.source().name(),
                        Figures.count(band.count()),
                        call);
        String moved =
                band.bytes() > 0 ? Text.of("flow.explain.moved", Figures.bytes(band.bytes())) : "";
        return what
                + moved
                + Text.of("flow.explain.took", Figures.duration(Duration.ofNanos(band.nanos())));
    }

    /** Everything as text, to be pasted. */
    static String table(FlowPicture picture, String span) {
        StringBuilder text = new StringBuilder();
        text.append(headline(picture)).append(' ').append(lesson(picture));
        text.append(" (").append(span).append(")\n");
        text.append(String.join("\t", FlowRow.headings())).append('\n');
        for (FlowRow row : FlowRow.of(picture)) {
            text.append(String.join("\t", row.cells())).append('\n');
        }
        return text.toString();
    }

    static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static String counted(String one, String many, long count) {
        return Text.count(one, many, count);
    }
}
