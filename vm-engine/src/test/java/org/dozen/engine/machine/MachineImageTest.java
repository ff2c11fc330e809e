// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dozen.engine.console.ConsoleSize;
import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.image.Image;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What becomes of the image that a real machine runs on. */
class MachineImageTest extends RealMachines {
    @Test
    void twoMachinesOfTheShippedImageRunBesideEachOtherAndLeaveItAlone() throws Exception {
        byte[] before = Files.readAllBytes(starter.path());
        Machine first = command("echo 1 > /file; sync; sleep 1; cat /file");
        Machine second = command("echo 2 > /file; sync; sleep 1; cat /file");
        assertThat(first.name()).isNotEqualTo(second.name());
        first.start(ConsoleSize.USUAL);
        second.start(ConsoleSize.USUAL);
        assertThat(readToEnd(first)).isEqualTo("1\n");
        assertThat(readToEnd(second)).isEqualTo("2\n");
        assertThat(Files.readAllBytes(starter.path())).isEqualTo(before);
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
    }

    @Test
    void anImageOfOnesOwnKeepsWhatIsWritten() throws Exception {
        Image mine = engine.images().bringIn(starter.path(), "mine");
        outputOf(engine.machine(MachineSettings.of(mine).withCommand("echo kept > /file")));
        Machine again = engine.machine(MachineSettings.of(mine).withCommand("cat /file"));
        assertThat(outputOf(again)).isEqualTo("kept\n");
    }

    @Test
    void aReadOnlyMachineWritesNothing() throws Exception {
        Image mine = engine.images().bringIn(starter.path(), "mine");
        byte[] before = Files.readAllBytes(mine.path());
        Machine machine =
                engine.machine(
                        MachineSettings.of(mine)
                                .withReadOnly(true)
                                .withCommand("echo x > /file || echo refused"));
        assertThat(outputOf(machine)).contains("refused");
        assertThat(Files.readAllBytes(mine.path())).isEqualTo(before);
    }

    @Test
    void anImageThatWasNotShutDownInOrderIsNotStartedReadOnly() throws Exception {
        Image mine = engine.images().bringIn(starter.path(), "mine");
        Machine killed = engine.machine(MachineSettings.of(mine));
        killed.start(ConsoleSize.USUAL);
        readUntil(killed, "# ");
        type(killed, "echo dear > /file; sync; echo do''ne\n");
        readUntil(killed, "done");
        ProcessHandle.of(killed.processId().orElseThrow()).orElseThrow().destroyForcibly();
        assertThat(killed.awaitEnd(LONG)).isTrue();
        refuses(MachineSettings.of(mine).withReadOnly(true), "journal");
        Machine again = engine.machine(MachineSettings.of(mine).withCommand("cat /file"));
        assertThat(outputOf(again)).isEqualTo("dear\n");
    }

    @Test
    void anImageInUseIsAFailureAndTheOtherMachineGoesOn() throws Exception {
        Image mine = engine.images().bringIn(starter.path(), "mine");
        Machine first = engine.machine(MachineSettings.of(mine));
        first.start(ConsoleSize.USUAL);
        Machine second = engine.machine(MachineSettings.of(mine));
        assertThatThrownBy(() -> second.start(ConsoleSize.USUAL))
                .isInstanceOfSatisfying(
                        ImageFailure.class,
                        failure ->
                                assertThat(failure.reason()).isEqualTo(ImageFailure.Reason.IN_USE));
        assertThat(second.state()).isEqualTo(MachineState.FAILED);
        assertThat(second.ending().orElseThrow().failure()).isPresent();
        readUntil(first, "# ");
        first.forceStop();
        readToEnd(first);
        assertThat(first.awaitEnd(LONG)).isTrue();
        second.start(ConsoleSize.USUAL);
        readUntil(second, "# ");
    }

    @Test
    void anImageRemovedWhileItsMachineRunsIsKeptBesideIt() throws Exception {
        Image mine = engine.images().bringIn(starter.path(), "mine");
        Machine machine = engine.machine(MachineSettings.of(mine));
        List<String> warnings = new CopyOnWriteArrayList<>();
        try (Machine.Listening listening =
                machine.listen(
                        new MachineListener() {
                            @Override
                            public void warned(Machine which, String sentence) {
                                warnings.add(sentence);
                            }
                        })) {
            machine.start(ConsoleSize.USUAL);
            readUntil(machine, "# ");
            type(machine, "echo dear > /file; sync; echo do''ne\n");
            readUntil(machine, "done");
            Files.delete(mine.path());
            machine.stop();
            readToEnd(machine);
            assertThat(machine.awaitEnd(LONG)).as("%s", listening).isTrue();
            awaitSize(warnings, 1);
        }
        List<Image> left = engine.images().list();
        assertThat(left).hasSize(2);
        Machine again = engine.machine(MachineSettings.of(left.getLast()).withCommand("cat /file"));
        assertThat(outputOf(again)).isEqualTo("dear\n");
    }
}
