// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import org.dozen.app.text.Text;

import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;

/** What the library is sorted by. */
public enum ImageOrder {
    NAME,
    SYSTEM,
    STATE,
    SIZE,
    DISK,
    USED,
    LAST_RUN,
    TAGS;

    private Comparator<ImageEntry> first() {
        return switch (this) {
            case NAME -> Comparator.comparing(ImageEntry::name, String.CASE_INSENSITIVE_ORDER);
            case SYSTEM -> wordsFirst(ImageEntry::system);
            case STATE -> Comparator.comparingInt(entry -> rank(entry.state()));
            case SIZE -> Comparator.comparingLong(entry -> -entry.image().sizeBytes());
            case DISK -> Comparator.comparingLong(entry -> -entry.image().diskBytes());
            case USED -> Comparator.comparingLong(entry -> -entry.image().usedBytes());
            case LAST_RUN ->
                    Comparator.comparing((ImageEntry entry) -> entry.about().notes().lastRun())
                            .reversed();
            case TAGS -> wordsFirst(ImageEntry::tagWords);
        };
    }

    /** By words; those that have none come last. */
    private static Comparator<ImageEntry> wordsFirst(Function<ImageEntry, String> words) {
        return Comparator.comparing((ImageEntry entry) -> words.apply(entry).isEmpty())
                .thenComparing(words, String.CASE_INSENSITIVE_ORDER);
    }

    /** In this order; equal ones by name. */
    public Comparator<ImageEntry> comparator(boolean descending) {
        Comparator<ImageEntry> first = descending ? first().reversed() : first();
        return first.thenComparing(ImageEntry::name, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(entry -> entry.image().path());
    }

    /** The heading of its column. */
    public String words() {
        return switch (this) {
            case NAME -> Text.of("library.column.name");
            case SYSTEM -> Text.of("library.column.system");
            case STATE -> Text.of("library.column.state");
            case SIZE -> Text.of("library.column.size");
            case DISK -> Text.of("library.column.disk");
            case USED -> Text.of("library.column.used");
            case LAST_RUN -> Text.of("library.column.lastRun");
            case TAGS -> Text.of("library.column.tags");
        };
    }

    /** As it is kept in the preferences. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The order of a key; by name if there is none. */
    public static ImageOrder of(String key) {
        for (ImageOrder order : values()) {
            if (order.key().equals(key)) {
                return order;
            }
        }
        return NAME;
    }

    /** The most lively first. */
    private static int rank(ImageState state) {
        return switch (state) {
            case RUNNING -> 0;
            case CHANGING -> 1;
            case FAILED -> 2;
            case STOPPED -> 3;
            case UNUSABLE -> 4;
        };
    }
}
