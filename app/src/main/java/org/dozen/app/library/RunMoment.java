// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import org.dozen.app.text.Text;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A moment that has passed, as people speak of it. */
final class RunMoment {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    private RunMoment() {}

    /** Empty for the epoch, which stands for never. */
    static String words(Instant moment, Instant now) {
        if (moment.equals(Instant.EPOCH)) {
            return "";
        }
        Duration since = Duration.between(moment, now);
        if (since.compareTo(Duration.ofSeconds(50)) < 0) {
            return Text.of("library.when.now");
        }
        if (since.compareTo(Duration.ofMinutes(60)) < 0) {
            return Text.of("library.when.minutes", Math.max(1, since.toMinutes()));
        }
        ZonedDateTime then = moment.atZone(ZoneId.systemDefault());
        LocalDate today = now.atZone(ZoneId.systemDefault()).toLocalDate();
        if (then.toLocalDate().equals(today)) {
            return Text.of("library.when.today", CLOCK.format(then));
        }
        if (then.toLocalDate().equals(today.minusDays(1))) {
            return Text.of("library.when.yesterday", CLOCK.format(then));
        }
        return DAY.format(then);
    }
}
