// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.Needs;
import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.image.Image;
import org.dozen.engine.registry.FakeRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/**
 * Whatever is done to images, it may be ended by force at any moment: everything is as before or as
 * it was to be, nothing half made is seen, and the next command works.
 *
 * <p>A few moments of each chore are tried; {@code -Ddozen.kills=N} tries so many, or all there are
 * (src-test/bench/kills).
 */
final class KilledChoreTest {
    private static final int KILLS = Integer.getInteger("dozen.kills", 2);
    private static final int KILLED = 137;

    @TempDir static Path shared;
    private static FakeRegistry registry;
    private static Path template;
    private static int copies;

    @BeforeAll
    static void prepare() throws Exception {
        Needs.program("cp");
        registry = new FakeRegistry(FakeRegistry.Fault.NONE);
        template = shared.resolve("template");
        java.nio.file.Files.createDirectory(template);
        Chore.prepare(template, registry.name());
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

    private static void remove(Path folder) throws IOException, InterruptedException {
        Workshops.run("rm", "-rf", folder.toString());
    }

    @ParameterizedTest
    @EnumSource(Chore.class)
    void leavesAllOrNothing(Chore chore) throws Exception {
        Library before = Library.of(template);
        Path whole = fresh();
        WorseDisk.Outcome counted = WorseDisk.run(whole, "none", chore);
        assertThat(counted.status()).as(counted.said()).isZero();
        Library after = Library.of(whole);
        remove(whole);

        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < Math.min(KILLS, 2 * counted.changes()); round++) {
            boolean all = KILLS >= 2 * counted.changes();
            long moment = all ? 1 + round / 2 : 1 + random.nextLong(counted.changes());
            // The last few changes are where a chore becomes visible.
            if (!all && round % 2 == 1) {
                moment = counted.changes() - random.nextLong(Math.min(6, counted.changes()));
            }
            String kind = (all ? round % 2 == 0 : random.nextBoolean()) ? "kill=" : "kill-first=";
            once(chore, kind + moment, before, after);
        }
    }

    private static void once(Chore chore, String fault, Library before, Library after)
            throws Exception {
        Path folder = fresh();
        String what = chore + " with " + fault + " of " + KILLS;
        WorseDisk.Outcome outcome = WorseDisk.run(folder, fault, chore);
        assertThat(outcome.status()).as(what + outcome.said()).isIn(0, KILLED);

        Library found = Library.of(folder);
        compare(what, found, before, after);
        check(what, folder, found);
        next(what, chore, folder, found, before, after);
        assertThat(Library.leftovers(folder)).as(what).isEmpty();
        remove(folder);
    }

    /** Each image is one of the two, and with its tags; nothing else is there. */
    private static void compare(String what, Library found, Library before, Library after) {
        if (found.equals(before) || found.equals(after)) {
            return;
        }
        among(what, found.images(), before.images(), after.images());
        among(what, found.trash(), before.trash(), after.trash());
        among(what, found.tags(), before.tags(), after.tags());
        among(what, found.files(), before.files(), after.files());
        assertThat(found.images().size() + found.trash().size())
                .as(what)
                .isGreaterThanOrEqualTo(before.images().size() + before.trash().size());
    }

    private static <T> void among(
            String what, Map<String, T> found, Map<String, T> before, Map<String, T> after) {
        found.forEach((name, value) -> {
            assertThat(before.containsKey(name) || after.containsKey(name))
                    .as(what + ": there is " + name)
                    .isTrue();
            assertThat(value.equals(before.get(name)) || value.equals(after.get(name)))
                    .as(what + ": " + name + " is " + value)
                    .isTrue();
        });
        before.keySet().stream()
                .filter(after::containsKey)
                .forEach(name -> assertThat(found).as(what).containsKey(name));
    }

    private static void check(String what, Path folder, Library found) throws Exception {
        for (Image image : Workshops.library(folder).list()) {
            if (!image.name().equals("ill")) {
                assertThat(Workshops.in(folder).check(image).clean()).as(image.name()).isTrue();
            }
        }
        assertThat(found.images()).as(what).containsKey("ill");
    }

    /** The same once more, where it was not done; otherwise something else. */
    private static void next(
            String what, Chore chore, Path folder, Library found, Library before, Library after)
            throws IOException {
        try {
            if (found.equals(before) && !before.equals(after)) {
                chore.run(folder);
                assertThat(Library.of(folder)).as(what + ", then again").isEqualTo(after);
            } else {
                Workshops.in(folder).make("next", "ext2", 8 << 20, false);
            }
        } catch (ImageFailure failure) {
            throw new AssertionError(what + ", then: " + failure.getMessage(), failure);
        }
    }
}
