// SPDX-License-Identifier: Apache-2.0
package org.dozen.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.app.cli.ParsedRun;
import org.dozen.app.preference.StartChoice;
import org.dozen.app.start.RunLine;
import org.dozen.engine.image.FileSystemKind;
import org.dozen.engine.image.Image;
import org.dozen.engine.image.Partition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a click starts and what the shown command line starts is the same. */
final class MachineChoiceTest {
    private static final Image IMAGE =
            new Image(
                    "work",
                    Path.of("/images/work.ext4"),
                    FileSystemKind.EXT4,
                    "",
                    1 << 20,
                    1 << 20,
                    1 << 20,
                    0,
                    Instant.EPOCH,
                    false,
                    Partition.WHOLE,
                    Optional.empty());

    static Stream<StartChoice> choices() {
        StartChoice usual = StartChoice.USUAL;
        return Stream.of(
                usual,
                usual.withMemory(512).withStrict(true),
                usual.withReadOnly(true),
                usual.withReadOnly(true).withChanges(StartChoice.Changes.MERGE, ""),
                usual.withChanges(StartChoice.Changes.DISCARD, ""),
                usual.withChanges(StartChoice.Changes.KEEP, "kept"),
                usual.withChanges(StartChoice.Changes.MERGE, ""),
                usual.withRun(StartChoice.Run.IMAGE, "not this"),
                usual.withRun(StartChoice.Run.LINE, "echo 'a  b' \"$x\" \\ > /x"),
                usual.withRun(StartChoice.Run.LINE, "@file"),
                usual.withInit(StartChoice.Init.IMAGE),
                usual.withInit(StartChoice.Init.OWN),
                usual.withKernelWords("loglevel=7 -x"),
                usual.withDisks(
                        List.of(
                                new StartChoice.Disk("/a disk", false),
                                new StartChoice.Disk("/b", true))));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void theCommandLineStartsTheSameMachineAsAClick(StartChoice choice) {
        ParsedRun parsed = ParsedRun.of(RunLine.words(IMAGE, true, choice), IMAGE);

        assertThat(parsed.image()).isEqualTo("work");
        assertThat(parsed.settings()).isEqualTo(MachineChoice.settings(IMAGE, choice));
        String changes =
                choice.readOnly()
                        ? "write"
                        : switch (choice.changes()) {
                            case WRITE -> "write";
                            case DISCARD -> "discard";
                            case KEEP -> "keep=kept";
                            case MERGE -> "merge";
                        };
        assertThat(parsed.changes()).isEqualTo(changes);
    }

    @Test
    void anImageThatTheLibraryDoesNotListIsNamedByItsPath() {
        assertThat(RunLine.words(IMAGE, false, StartChoice.USUAL))
                .containsExactly("dozen", "run", "/images/work.ext4");
    }

    @Test
    void aShellReadsEachWordAsItIs() {
        assertThat(RunLine.quoted(List.of("dozen", "run", "a b", "it's", "$HOME", "", "x=1M")))
                .isEqualTo("dozen run 'a b' 'it'\\''s' '$HOME' '' x=1M");
    }
}
