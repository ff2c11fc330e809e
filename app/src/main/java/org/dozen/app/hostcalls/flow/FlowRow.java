// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.flow;

import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of the table beside the picture.
 *
 * @param guest who asked
 * @param host what was asked of the host; "none" for what the guest answered
 * @param count how often
 * @param share of all host calls, 0..1; for what the guest answered: of all guest calls
 * @param bytes moved
 * @param nanos spent
 * @param asked the host was asked
 */
record FlowRow(
        String guest,
        String host,
        long count,
        double share,
        long bytes,
        long nanos,
        boolean asked) {
    /** All rows: what the guest answered, then those that asked the host, most first. */
    static List<FlowRow> of(FlowPicture picture) {
        List<FlowRow> rows = new ArrayList<>();
        for (FlowPicture.Band band : picture.bands()) {
            rows.add(
                    new FlowRow(
                            band.source().name(),
                            band.target()
                                    .call()
                                    .map(call -> call.name())
                                    .orElseGet(() -> Text.of("flow.target.unknown")),
                            band.count(),
                            FlowSentence.share(band.count(), picture.hostCalls()),
                            band.bytes(),
                            band.nanos(),
                            true));
        }
        rows.sort((one, other) -> Long.compare(other.count(), one.count()));
        if (picture.answered() > 0) {
            rows.addFirst(
                    new FlowRow(
                            Text.of("flow.row.guestCalls"),
                            Text.of("flow.row.none"),
                            picture.answered(),
                            picture.answeredShare(),
                            0,
                            0,
                            false));
        }
        return rows;
    }

    static List<String> headings() {
        return List.of(
                Text.of("flow.column.guest"),
                Text.of("flow.column.host"),
                Text.of("flow.column.count"),
                Text.of("flow.column.share"),
                Text.of("flow.column.bytes"),
                Text.of("flow.column.time"));
    }

    List<String> cells() {
        return List.of(guest, host, countText(), shareText(), bytesText(), timeText());
    }

    String countText() {
        return Figures.count(count);
    }

    String shareText() {
        return FlowSentence.fine(share);
    }

    String bytesText() {
        return bytes > 0 ? Figures.bytes(bytes) : "";
    }

    String timeText() {
        return nanos > 0 ? Figures.duration(Duration.ofNanos(nanos)) : "";
    }
}
