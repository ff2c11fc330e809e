// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.image.Image;
import org.dozen.engine.registry.FakeRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * A library on a disk that runs full, is only read, or can do less than others, as network disks
 * do: all of it happens, or nothing does and it is said why.
 */
final class WorseDiskTest {
    private static final int FAILED = 1;
    private static final Set<Chore> READING = EnumSet.of(Chore.CHECK);

    @TempDir static Path shared;
    private static FakeRegistry registry;
    private static Path template;
    private static Library before;
    private static int copies;
    private static final Map<Chore, Whole> wholes = new EnumMap<>(Chore.class);

    /** A chore on a disk like any other. */
    private record Whole(WorseDisk.Outcome outcome, Library after) {}

    @BeforeAll
    static void prepare() throws Exception {
        registry = new FakeRegistry(FakeRegistry.Fault.NONE);
        template = Files.createDirectory(shared.resolve("template"));
        Chore.prepare(template, registry.name());
        before = Library.of(template);
    }

    @AfterAll
    static void end() {
        registry.close();
    }

    private static Path fresh() throws IOException, InterruptedException {
        Path folder = shared.resolve("copy" + copies++);
        Workshops.run("cp", "-a", "--sparse=always", template.toString(), folder.toString());
        return folder;
    }

    private static Whole whole(Chore chore) throws IOException, InterruptedException {
        Whole known = wholes.get(chore);
        if (known == null) {
            Path folder = fresh();
            WorseDisk.Outcome outcome = WorseDisk.run(folder, "none", chore);
            assertThat(outcome.status()).as(outcome.said()).isZero();
            known = new Whole(outcome, Library.of(folder));
            wholes.put(chore, known);
        }
        return known;
    }

    private static void assertNothingHappened(Path folder, WorseDisk.Outcome outcome, String words)
            throws Exception {
        assertThat(outcome.status()).as(outcome.said()).isEqualTo(FAILED);
        assertThat(outcome.said()).containsPattern("Failure: .*(" + words + ")");
        assertThat(outcome.said()).doesNotContain("Caused by: java.lang.");
        assertThat(Library.of(folder)).as(outcome.said()).isEqualTo(before);
        assertWhole(folder);
    }

    private static void assertWhole(Path folder) throws Exception {
        for (Image image : Workshops.library(folder).list()) {
            if (!image.name().equals("ill")) {
                assertThat(Workshops.in(folder).check(image).clean()).as(image.name()).isTrue();
            }
        }
        assertThat(Library.leftovers(folder)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Chore.class)
    void fullDisksLeaveAllAsItWas(Chore chore) throws Exception {
        long bytes = whole(chore).outcome().bytes();
        for (long room : new long[] {bytes / 2, bytes - 1}) {
            if (bytes == 0) {
                continue; // it writes nothing, so it needs no room
            }
            Path folder = fresh();
            WorseDisk.Outcome outcome = WorseDisk.run(folder, "full=" + room, chore);
            if (outcome.status() == 0) {
                assertThat(Library.of(folder))
                        .isEqualTo(whole(chore).after()); // it could do with less
                assertWhole(folder);
            } else {
                assertNothingHappened(folder, outcome, "full|No space left");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Chore.class)
    void readOnlyDisksStayAsTheyAre(Chore chore) throws Exception {
        Path folder = fresh();
        WorseDisk.Outcome outcome = WorseDisk.run(folder, "read-only", chore);
        if (READING.contains(chore)) {
            assertThat(outcome.status()).as(outcome.said()).isZero();
        } else {
            assertNothingHappened(folder, outcome, "[Rr]ead-only");
        }
    }

    /** No shared blocks or mappings, no holes to be found or made, no links, no safe renaming. */
    @ParameterizedTest
    @EnumSource(Chore.class)
    void poorDisksWillDo(Chore chore) throws Exception {
        Path folder = fresh();

        String faults = "no-clones,no-sharing,no-holes,no-links,no-exchange,no-allocation";
        WorseDisk.Outcome outcome = WorseDisk.run(folder, faults, chore);

        if (chore == Chore.COMPACT) {
            assertNothingHappened(folder, outcome, "cannot be given back");
        } else {
            assertThat(outcome.status()).as(outcome.said()).isZero();
            assertThat(Library.of(folder)).isEqualTo(whole(chore).after());
            assertWhole(folder);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Chore.class,
            names = {"IMPORT_TAR", "PUT", "RENAME", "TRASH", "COMPACT", "MERGE", "CHECK", "NOTE"})
    void disksWithoutLocksAreReadAndNotWritten(Chore chore) throws Exception {
        Path folder = fresh();
        WorseDisk.Outcome outcome = WorseDisk.run(folder, "no-locks", chore);
        if (READING.contains(chore) || chore == Chore.NOTE) {
            assertThat(outcome.status()).as(outcome.said()).isZero();
        } else {
            assertNothingHappened(folder, outcome, "has no locks");
        }
    }
}
