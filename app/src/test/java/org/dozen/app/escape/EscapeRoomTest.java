// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.escape;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.hostcall.SystemCalls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class EscapeRoomTest {
    private final Console console = new Console();
    private final EscapeRoomModel model = new EscapeRoomModel(console);

    private static final class Console implements GuestConsole {
        private final List<String> typed = new ArrayList<>();
        private boolean running = true;
        private boolean prompted = true;
        private String screen = "welcome\n/ # \n\n";

        @Override
        public boolean running() {
            return running;
        }

        @Override
        public boolean prompted() {
            return prompted;
        }

        @Override
        public String screen() {
            return screen;
        }

        @Override
        public void type(String line) {
            typed.add(line);
        }
    }

    @Test
    void everyAttemptIsTypedAtThePrompt() {
        for (EscapeAttempt attempt : EscapeAttempt.values()) {
            if (attempt != EscapeAttempt.GATE) {
                assertThat(model.attempt(attempt)).isEmpty();
            }
        }
        assertThat(console.typed)
                .containsExactly(
                        "escape socket",
                        "escape execve",
                        "escape open",
                        "escape ptrace",
                        "escape flood",
                        "escape ring");
    }

    @Test
    void everyAttemptSaysInASentenceWhatItTries() {
        for (EscapeAttempt attempt : EscapeAttempt.values()) {
            assertThat(attempt.sentence()).endsWith(".").hasSizeGreaterThan(20);
        }
    }

    @Test
    void whereNobodyListensTheReasonIsSaidAndNothingTyped() {
        console.prompted = false;
        assertThat(model.attempt(EscapeAttempt.OPEN).orElseThrow()).contains("booting");
        console.running = false;
        assertThat(model.attempt(EscapeAttempt.OPEN).orElseThrow()).contains("not run");
        assertThat(console.typed).isEmpty();
    }

    @Test
    void aBusyConsoleAndALineBegunAreLeftAlone() {
        console.screen = "/ # sleep 100\n";
        assertThat(model.obstacle().orElseThrow()).contains("typed at the prompt");
        console.screen = "/ # top\nMem: 3M used\n  PID USER\n";
        assertThat(model.obstacle().orElseThrow()).contains("A program is using");
        console.screen = "";
        assertThat(model.obstacle()).isPresent();
        console.screen = "user@here:~$ ";
        assertThat(model.obstacle()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"41, 41", "0x29, 41", "socket, 41", "' SOCKET ', 41", "9999, 9999", "0, 0"})
    void aNumberOrANameIsTyped(String written, int number) {
        assertThat(model.attempt(GateNumber.of(written))).isEmpty();
        assertThat(console.typed).containsExactly("escape gate " + number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "-1", "4294967296", "0xfffffffff", "sockets", "41; reboot", "4 1"})
    void whatIsNoCallIsRefusedInASentence(String written) {
        GateNumber number = GateNumber.of(written);
        assertThat(number.usable()).isFalse();
        assertThat(number.sentence()).endsWith(".");
        assertThat(model.attempt(number)).isEqualTo(Optional.of(number.sentence()));
        assertThat(console.typed).isEmpty();
    }

    @Test
    void whatTheNumberMeansIsSaidBeforeItIsTried() {
        assertThat(GateNumber.of("41").sentence()).contains("socket").contains("network");
        assertThat(GateNumber.of("400").sentence()).contains("no call");
        assertThat(GateNumber.of("exit_group").sentence()).contains("the machine ends");
        assertThat(GateNumber.of("clock_gettime").sentence()).contains("lets it through");
        for (int number : SystemCalls.numbers()) {
            assertThat(GateNumber.of(Integer.toString(number)).sentence())
                    .contains(SystemCalls.name(number));
        }
    }
}
