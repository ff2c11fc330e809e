// SPDX-License-Identifier: Apache-2.0
package org.dozen.app;

import org.dozen.app.text.Text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Shows a file in the desktop's file manager: asks it over D-Bus, as desktops have agreed; where
 * nobody answers, opens the folder.
 */
final class RevealedFile {
    private static final int PATIENCE_SECONDS = 20;

    private RevealedFile() {}

    /** Shows it, and waits until somebody has taken that on. What went wrong, or empty. */
    static Optional<String> show(Path file) {
        String address = file.toUri().toString().replace(",", "%2C");
        Path folder = Optional.ofNullable(file.getParent()).orElse(file);
        boolean done =
                run(
                                List.of(
                                        "dbus-send",
                                        "--session",
                                        "--print-reply",
                                        "--dest=org.freedesktop.FileManager1",
                                        "/org/freedesktop/FileManager1",
                                        "org.freedesktop.FileManager1.ShowItems",
                                        "array:string:" + address,
                                        "string:"))
                        || run(List.of("xdg-open", folder.toString()))
                        || run(List.of("gio", "open", folder.toString()));
        return done ? Optional.empty() : Optional.of(Text.of("reveal.failed", file));
    }

    private static boolean run(List<String> words) {
        try {
            Process process =
                    new ProcessBuilder(words)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroy();
            return false;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
