// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Small C programs, compiled by the tests that run them. */
public final class CProgram {
    private CProgram() {}

    /** Compiles a program that may include our ABI header; gives the program. */
    public static Path compile(Path folder, String name, String source)
            throws IOException, InterruptedException {
        Needs.program("cc");
        Path file = folder.resolve(name + ".c");
        Files.writeString(file, source);
        Path program = folder.resolve(name);
        Process compiler =
                new ProcessBuilder(
                                List.of(
                                        "cc",
                                        "-O1",
                                        "-Wall",
                                        "-Werror",
                                        "-I",
                                        Needs.root().resolve("native/abi").toString(),
                                        "-o",
                                        program.toString(),
                                        file.toString()))
                        .redirectErrorStream(true)
                        .start();
        String said = text(compiler);
        assertThat(compiler.waitFor()).as("compiling %s: %s", name, said).isZero();
        return program;
    }

    /** Runs a program by ordinary means and gives what it prints. */
    public static String run(Path program, String... arguments)
            throws IOException, InterruptedException {
        List<String> words = new java.util.ArrayList<>(List.of(program.toString()));
        words.addAll(List.of(arguments));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = text(process);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private static String text(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
