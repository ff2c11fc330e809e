// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.workshop;

import org.dozen.engine.Needs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Does a chore in another process, whose disk is worse than ours: see native/tests/disk.c. */
final class WorseDisk {
    private static final long MOST_SECONDS = 120;

    private WorseDisk() {}

    /**
     * What came of it.
     *
     * @param status exit code; 137 if it was killed
     * @param said both outputs
     * @param changes made, or tried, below the folder
     * @param bytes written there
     */
    record Outcome(int status, String said, long changes, long bytes) {}

    static Outcome run(Path folder, String faults, Chore chore)
            throws IOException, InterruptedException {
        Path program =
                Needs.file(
                        Needs.root().resolve("native/build/tests/disk"),
                        "`make -C native` makes it");
        Path report = Files.createTempFile("disk-", ".report");
        Path said = Files.createTempFile("disk-", ".said");
        try {
            Process process =
                    new ProcessBuilder(words(program, folder, faults, report, chore))
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile())
                            .start();
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError(chore + " with " + faults + " does not end");
            }
            String[] counts = (Files.readString(report).strip() + " - - - -").split(" ", -1);
            String text = Files.readString(said, StandardCharsets.UTF_8);
            if (!counts[0].equals("changes")) {
                throw new AssertionError("the worse disk does not work here: " + text);
            }
            return new Outcome(
                    process.exitValue(),
                    text,
                    Long.parseLong(counts[1]),
                    Long.parseLong(counts[3]));
        } finally {
            Files.deleteIfExists(report);
            Files.deleteIfExists(said);
        }
    }

    private static List<String> words(
            Path program, Path folder, String faults, Path report, Chore chore) {
        return List.of(
                program.toString(),
                folder.toString(),
                faults,
                report.toString(),
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-Ddozen.root=" + Needs.root(),
                "-cp",
                System.getProperty("java.class.path"),
                Chore.class.getName(),
                folder.toString(),
                chore.name());
    }
}
