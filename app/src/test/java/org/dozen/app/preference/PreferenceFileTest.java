// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

final class PreferenceFileTest {
    @TempDir Path folder = Path.of("set by the test framework");

    @Test
    void withoutAFileThereIsTheUsual() throws IOException {
        assertThat(file().read()).isEqualTo(Preferences.first());
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Preferences wanted =
                Preferences.first()
                        .withDark(false)
                        .withScale(1.5)
                        .withRankOrder(false)
                        .withLogBars(false)
                        .withWindow(1000, 700, true)
                        .withListShare(0.2)
                        .withPanelShare(0.5)
                        .withStart("my image=1:2", new StartChoice(256, true, true))
                        .withStart(
                                "all",
                                StartChoice.USUAL
                                        .withChanges(StartChoice.Changes.KEEP, "kept")
                                        .withRun(
                                                StartChoice.Run.LINE,
                                                "echo \"a=b c\" '\\' > /x # \u00fc+%20\t!")
                                        .withInit(StartChoice.Init.OWN)
                                        .withDisks(
                                                List.of(
                                                        new StartChoice.Disk("/a b=c", false),
                                                        new StartChoice.Disk("/d:ro", true),
                                                        new StartChoice.Disk("/a b=c", true)))
                                        .withKernelWords("loglevel=7 x"));
        file().write(wanted);
        assertThat(file().read()).isEqualTo(wanted);
    }

    @Test
    void onlyTheFileItselfIsLeftBehind() throws IOException {
        file().write(Preferences.first());
        file().write(Preferences.first().withDark(false));
        try (Stream<Path> left = Files.list(folder.resolve("dozen"))) {
            assertThat(left).containsExactly(folder.resolve("dozen/preferences"));
        }
    }

    @Test
    void nonsenseIsReplacedByTheUsualLineByLine() throws IOException {
        Path path = folder.resolve("dozen/preferences");
        Files.createDirectories(path.getParent());
        Files.writeString(
                path,
                """
                theme=light
                scale=huge
                window.width=-3
                new.key=1
                start.a=999999999999 run=fly changes= disk=%zz odd=1 x
                """);
        Preferences read = file().read();
        assertThat(read.dark()).isFalse();
        assertThat(read.scale()).isEqualTo(Preferences.first().scale());
        assertThat(read.windowWidth()).isEqualTo(Preferences.first().windowWidth());
        assertThat(read.start("a")).isEqualTo(StartChoice.USUAL);
    }

    @Test
    void aFolderThatCannotBeMadeIsAnErrorWithItsName() throws IOException {
        Files.writeString(folder.resolve("dozen"), "a file in the way");
        assertThatThrownBy(() -> file().write(Preferences.first())).isInstanceOf(IOException.class);
    }

    @Test
    void theStoreTellsAtOnceAndWritesTheNewest() throws IOException {
        PreferenceStore store = new PreferenceStore(file(), Runnable::run);
        boolean[] told = {false};
        store.now().subscribe((before, now) -> told[0] = true);
        store.change(now -> now.withDark(false));
        assertThat(told[0]).isTrue();
        assertThat(file().read().dark()).isFalse();
    }

    private PreferenceFile file() {
        return new PreferenceFile(folder.resolve("dozen/preferences"));
    }
}
