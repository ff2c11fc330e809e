// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.machine;

import org.dozen.app.text.Text;
import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.machine.Ending;

/** How a run ended, in words. */
final class EndingWords {
    private EndingWords() {}

    /** A few words. */
    static String title(Ending ending) {
        return switch (ending.kind()) {
            case POWERED_OFF -> Text.of("ending.off");
            case REBOOT -> Text.of("ending.reboot");
            case FORCED -> Text.of("ending.forced");
            case PANIC -> Text.of("ending.panic");
            case REFUSED_CALL -> Text.of("ending.refused");
            case KILLED -> Text.of("ending.killed");
            case NOT_STARTED -> Text.of("ending.notStarted");
        };
    }

    /** The reason, or what it means. */
    static String sentence(Ending ending) {
        return ending.failure()
                .map(EngineFailure::sentence)
                .orElseGet(() ->
                        ending.commandStatus().isPresent()
                                ? Text.of("ending.status", ending.commandStatus().getAsInt())
                                : Text.of("ending.clean"));
    }

    /** Whether nothing went wrong. */
    static boolean good(Ending ending) {
        return ending.failure().isEmpty();
    }
}
