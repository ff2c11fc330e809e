// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.image.Image;
import org.dozen.engine.registry.FakeRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two programs, such as two windows, do something to one library at the same time. */
final class TwoProgramsTest {
    private static final int FAILED = 1;

    @TempDir Path folder;
    private FakeRegistry registry;

    @BeforeEach
    void prepare() throws Exception {
        registry = new FakeRegistry(FakeRegistry.Fault.NONE);
        Chore.prepare(folder, registry.name());
    }

    @AfterEach
    void end() {
        registry.close();
    }

    private List<WorseDisk.Outcome> both(Chore one, Chore other) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<WorseDisk.Outcome> first =
                    threads.submit(() -> WorseDisk.run(folder, "none", one));
            Future<WorseDisk.Outcome> second =
                    threads.submit(() -> WorseDisk.run(folder, "none", other));
            return List.of(first.get(), second.get());
        }
    }

    private void assertWhole() throws Exception {
        for (Image image : Workshops.library(folder).list()) {
            if (!image.name().equals("ill")) {
                assertThat(Workshops.in(folder).check(image).clean()).as(image.name()).isTrue();
            }
        }
        assertThat(Library.leftovers(folder)).isEmpty();
    }

    /** One has the name; the other is told so, or comes later and finds it taken. */
    @ParameterizedTest
    @CsvSource({
        "IMPORT_TAR,IMPORT_TAR",
        "IMPORT_CONTAINER,DUPLICATE",
        "IMPORT_FROM_REGISTRY,IMPORT_FROM_REGISTRY",
        "MAKE,KEEP",
        "DUPLICATE,MAKE"
    })
    void ofTwoThatMakeOneNameOneDoes(Chore one, Chore other) throws Exception {
        List<WorseDisk.Outcome> outcomes = both(one, other);

        assertThat(outcomes.stream().map(WorseDisk.Outcome::status))
                .as(outcomes.toString())
                .containsExactlyInAnyOrder(0, FAILED);
        outcomes.stream()
                .filter(each -> each.status() == FAILED)
                .forEach(each -> assertThat(each.said()).containsPattern("just now|already"));
        Chore winner = outcomes.getFirst().status() == 0 ? one : other;
        String notes = Library.of(folder).tags().getOrDefault("new", "none");
        assertThat(notes.contains("tag of dear")).isEqualTo(winner == Chore.DUPLICATE);
        assertThat(notes.contains("/d1/f1")).isEqualTo(winner == Chore.IMPORT_CONTAINER);
        assertWhole();
    }

    /** Each is done whole or refused; nothing of one is lost by the other. */
    @ParameterizedTest
    @CsvSource({
        "PUT,REMOVE",
        "MODE,REMOVE",
        "GROW,PUT",
        "COMPACT,PUT",
        "MERGE,REMOVE",
        "RENAME,TRASH",
        "TRASH,PUT",
        "RESTORE,TRASH",
        "NOTE,RENAME"
    })
    void ofTwoThatChangeOneImageNothingIsMixed(Chore one, Chore other) throws Exception {
        Library before = Library.of(folder);
        List<WorseDisk.Outcome> outcomes = both(one, other);

        assertThat(outcomes).as(outcomes.toString()).anyMatch(each -> each.status() == 0);
        outcomes.stream()
                .filter(each -> each.status() != 0)
                .forEach(each ->
                        assertThat(each.said())
                                .containsPattern("in use|just now|no image|removed|meanwhile"));
        Library after = Library.of(folder);
        assertThat(after.images().size() + after.trash().size())
                .isEqualTo(before.images().size() + before.trash().size());
        assertThat(after.tags().values()).anyMatch(each -> each.contains("tag of dear"));
        assertThat(after.tags().values()).anyMatch(each -> each.contains("tag of gone"));
        assertWhole();
    }

    @Test
    void twoNotesAreBothKept() throws Exception {
        ImageWorkshop workshop = Workshops.in(folder);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<WorseDisk.Outcome> there =
                    threads.submit(() -> WorseDisk.run(folder, "none", Chore.NOTE));
            while (!there.isDone()) {
                workshop.notes()
                        .update("dear", notes -> notes.withTags(List.of("tag of dear", "more")));
            }
            assertThat(there.get().status()).as(there.get().said()).isZero();
        }
        assertThat(workshop.notes().of("dear").text()).isEqualTo("written");
        assertThat(workshop.notes().of("dear").tags()).contains("more");
    }
}
