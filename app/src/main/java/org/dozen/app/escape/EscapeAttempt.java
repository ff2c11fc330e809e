// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.escape;

import org.dozen.app.text.Text;

import java.util.Locale;

/** What can be tried, with the program {@code escape} of every shipped image. */
public enum EscapeAttempt {
    SOCKET {
        @Override
        public String sentence() {
            return Text.of("escape.socket");
        }
    },
    EXECVE {
        @Override
        public String sentence() {
            return Text.of("escape.execve");
        }
    },
    OPEN {
        @Override
        public String sentence() {
            return Text.of("escape.open");
        }
    },
    PTRACE {
        @Override
        public String sentence() {
            return Text.of("escape.ptrace");
        }
    },
    GATE {
        @Override
        public String sentence() {
            return Text.of("escape.gate");
        }
    },
    FLOOD {
        @Override
        public String sentence() {
            return Text.of("escape.flood");
        }
    },
    RING {
        @Override
        public String sentence() {
            return Text.of("escape.ring");
        }
    };

    /** What it tries, in one sentence. */
    public abstract String sentence();

    /** What is typed, but for the number that {@link #GATE} wants. */
    public String command() {
        return "escape " + name().toLowerCase(Locale.ROOT);
    }
}
