// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.escape;

import org.dozen.app.text.Text;

import java.util.Optional;
import java.util.regex.Pattern;

/** Types attempts at a console when somebody can answer there, and otherwise says what is wrong. */
public final class EscapeRoomModel {
    /** A shell that waits: its sign is the last thing on the screen. */
    private static final Pattern PROMPT = Pattern.compile(".*[#$] ?");

    private static final Pattern BEGUN = Pattern.compile(".*[#$] \\S.*");

    private final GuestConsole console;

    public EscapeRoomModel(GuestConsole console) {
        this.console = console;
    }

    /** Why nothing can be typed now, as a sentence; empty if it can. */
    public Optional<String> obstacle() {
        if (!console.running()) {
            return Optional.of(Text.of("escape.notRunning"));
        }
        if (!console.prompted()) {
            return Optional.of(Text.of("escape.booting"));
        }
        String line = lastLine(console.screen());
        if (PROMPT.matcher(line).matches()) {
            return Optional.empty();
        }
        return Optional.of(Text.of(BEGUN.matcher(line).matches() ? "escape.begun" : "escape.busy"));
    }

    /**
     * Types an attempt.
     *
     * @return why it was not typed; empty if it was
     */
    public Optional<String> attempt(EscapeAttempt attempt) {
        return type(attempt.command());
    }

    /**
     * Types an attempt with a host call of somebody's choice.
     *
     * @return why it was not typed; empty if it was
     */
    public Optional<String> attempt(GateNumber number) {
        return number.usable()
                ? type(EscapeAttempt.GATE.command() + " " + number.number())
                : Optional.of(number.sentence());
    }

    private Optional<String> type(String line) {
        Optional<String> obstacle = obstacle();
        if (obstacle.isEmpty()) {
            console.type(line);
        }
        return obstacle;
    }

    private static String lastLine(String screen) {
        return screen.lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .reduce((before, line) -> line)
                .orElse("");
    }
}
