// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.machine;

import org.dozen.app.text.Text;
import org.dozen.engine.trace.Milestone;

import java.time.Duration;

/**
 * A milestone of a boot.
 *
 * @param milestone which
 * @param at since the start was asked for
 * @param took since the milestone before
 */
public record BootStep(Milestone milestone, Duration at, Duration took) {
    /** What was reached, in words. */
    public String words() {
        return switch (milestone) {
            case ENTRY -> Text.of("boot.entry");
            case MAPPED -> Text.of("boot.mapped");
            case HARDENED -> Text.of("boot.hardened");
            case SEALED -> Text.of("boot.sealed");
            case KERNEL -> Text.of("boot.kernel");
            case MEMORY -> Text.of("boot.memory");
            case INITCALLS -> Text.of("boot.initcalls");
            case ROOT -> Text.of("boot.root");
            case INIT -> Text.of("boot.init");
            case CONSOLE_READ -> Text.of("boot.prompt");
            case HALT -> Text.of("boot.halt");
        };
    }
}
