// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How an image is booted, after somebody has looked into it.
 *
 * @param init the disk with an init of ours; empty for the image's own
 * @param start what that init is told
 */
public record BootPlan(Optional<Path> init, Start start) {
    /** The image's own init. */
    public static final BootPlan IMAGES_OWN = new BootPlan(Optional.empty(), Start.NOTHING);

    /** Makes plans. Takes milliseconds, and does not look at the image unless it has to. */
    @FunctionalInterface
    public interface Planner {
        /**
         * A plan for these settings.
         *
         * @throws org.dozen.engine.failure.EngineFailure if the image cannot be looked into, or
         *     does not say what it was asked to run
         */
        BootPlan plan(MachineSettings settings);
    }

    /**
     * What is run in the image.
     *
     * @param words program and arguments; empty for a shell, or for a line given otherwise
     * @param environment NAME=VALUE; empty for what is usual
     * @param folder where; empty for the root
     * @param user number
     * @param group number
     * @param groups further groups
     */
    public record Start(
            List<String> words,
            List<String> environment,
            String folder,
            long user,
            long group,
            List<Long> groups) {
        /** A shell for root. */
        public static final Start NOTHING = new Start(List.of(), List.of(), "", 0, 0, List.of());

        /** As {@code native/guest/enter.h} has it, padded to whole pages. */
        byte[] bytes() {
            StringBuilder text = new StringBuilder("DOZENRUN1\0");
            text.append(folder).append('\0').append(user).append('\0').append(group).append('\0');
            text.append(String.join(",", groups.stream().map(String::valueOf).toList()));
            text.append('\0');
            list(text, words);
            list(text, environment);
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            return Arrays.copyOf(bytes, (bytes.length + 4095) & ~4095);
        }

        private static void list(StringBuilder text, List<String> list) {
            text.append(list.size()).append('\0');
            list.forEach(each -> text.append(each.replace("\0", "")).append('\0'));
        }
    }
}
