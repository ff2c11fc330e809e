// SPDX-License-Identifier: Apache-2.0
package org.dozen.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/**
 * The command line as people start it: by its launcher, from another folder, with real machines.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommandLineTest {
    private static final int WRONG_USAGE = 2;
    private static final int IMAGE = 119;
    private static final int HOST = 120;
    private static final int NOT_STARTED = 121;
    private static final int PANIC = 122;
    private static final int REFUSED_CALL = 124;
    private static final int TERMINATED = 143;

    @TempDir Path folder;
    private Path launcher;

    @BeforeEach
    void findWhatIsBuilt() {
        launcher = Built.launcher();
    }

    @Test
    void aCommandPrintsItsOutputUnchangedAndGivesItsStatus() throws Exception {
        Result result = dozen("run", "starter", "--command", "printf 'a\\tb\\n\\001'; exit 7");
        assertThat(result.output()).isEqualTo("a\tb\n\u0001");
        assertThat(result.errors()).isEmpty();
        assertThat(result.code()).isEqualTo(7);
    }

    @Test
    void theReportIsOneObjectWithExactlyItsFields() throws Exception {
        Result result =
                dozen("run", "starter", "--command", "printf words; exit 3", "--report", "json");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.output()).startsWith("words\n{").endsWith("}\n");
        JsonNode report = report(result);
        assertThat(report.propertyNames())
                .containsExactly(
                        "sealed",
                        "hostCalls",
                        "refused",
                        "guestCalls",
                        "guestCallsTrapped",
                        "sitesRewritten",
                        "turns",
                        "boot",
                        "memory",
                        "exit",
                        "witnesses");
        assertThat(report.get("sealed").booleanValue()).isTrue();
        assertThat(report.get("exit").intValue()).isEqualTo(3);
        assertThat(report.get("guestCalls").longValue()).isPositive();
        assertThat(report.get("sitesRewritten").longValue())
                .isBetween(1L, report.get("guestCallsTrapped").longValue());
        assertThat(report.get("turns").propertyNames())
                .containsExactly("count", "nanos", "longest");
        assertThat(report.get("refused")).isEmpty();
        assertThat(report.get("hostCalls")).hasSize(12);
        for (JsonNode call : report.get("hostCalls")) {
            assertThat(call.propertyNames()).containsExactly("name", "number", "count", "nanos");
        }
        assertThat(call(report, "pread64").get("count").longValue()).isPositive();
        assertThat(call(report, "exit_group").get("count").longValue()).isOne();
        JsonNode boot = report.get("boot");
        assertThat(boot.get("sealed").longValue()).isBetween(1L, boot.get("init").longValue());
    }

    @Test
    void aRefusedCallIsInTheReportAndOnStandardError() throws Exception {
        Result result = dozen("run", "starter", "--command", "escape socket", "--report", "json");
        JsonNode refused = report(result).get("refused");
        assertThat(refused).hasSize(1);
        assertThat(refused.get(0).propertyNames())
                .containsExactly("name", "arguments", "address", "count");
        assertThat(refused.get(0).get("name").stringValue()).isEqualTo("socket");
        assertThat(refused.get(0).get("arguments").stringValue()).contains("AF_INET");
        assertThat(refused.get(0).get("count").longValue()).isOne();
        assertThat(result.errors()).contains("socket(AF_INET").contains("network");
    }

    @Test
    void aForgedReportIsFoundOutByTheHostKernelsCounts() throws Exception {
        Result result = dozen("run", "starter", "--command", "escape ring");
        assertThat(result.errors()).contains("not true").contains("host kernel counted");
    }

    @Test
    void onATerminalTheConsoleIsRawAndHasItsSize() throws Exception {
        String line = "stty rows 43 cols 132; " + launcher + " run starter; stty -a | grep -w echo";
        Process process =
                new ProcessBuilder(Built.program("script").toString(), "-qec", line, "/dev/null")
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        InputStream output = process.getInputStream();
        StringBuilder seen = new StringBuilder();
        readUntil(output, seen, "# ");
        process.getOutputStream().write("stty size; sleep 100\r".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        readUntil(output, seen, "43 132");
        process.getOutputStream().write("\u0003poweroff\r".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        readUntil(output, seen, "Power down");
        readUntil(output, seen, "isig icanon iexten echo");
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    private static void readUntil(InputStream from, StringBuilder seen, String wanted)
            throws IOException {
        int start = seen.length();
        while (seen.indexOf(wanted, start) < 0) {
            int next = from.read();
            assertThat(next).as("it ended; so far: %s", seen).isNotNegative();
            seen.append((char) next);
        }
    }

    @Test
    void strictModeEndsTheMachineWithItsOwnCode() throws Exception {
        Result result = dozen("run", "starter", "--strict", "--command", "escape open; echo never");
        assertThat(result.code()).isEqualTo(REFUSED_CALL);
        assertThat(result.output()).doesNotContain("never");
        assertThat(result.errors()).contains("strict").contains("/etc/passwd");
    }

    @Test
    void aPanicHasItsReasonAndItsOwnCode() throws Exception {
        Result result = dozen("run", "starter", "--append", "init=/no/such");
        assertThat(result.code()).isEqualTo(PANIC);
        assertThat(result.errors()).contains("guest kernel").contains("/no/such");
    }

    @Test
    void linesFromAPipeAreTypedAndThenTheMachineIsPoweredOff() throws Exception {
        Process process = start("run", "starter");
        try (OutputStream input = process.getOutputStream()) {
            input.write("sleep 1; echo a$((1+2))b\n".getBytes(StandardCharsets.UTF_8));
        }
        Result result = finish(process);
        assertThat(result.output()).contains("a3b");
        assertThat(result.code()).isZero();
    }

    @Test
    void aSignalPowersTheMachineOff() throws Exception {
        Path image = Files.copy(Built.file("starter.ext4"), folder.resolve("mine.ext4"));
        Process process =
                start("run", image.toString(), "--command", "echo ready; exec sleep 1000");
        assertThat(process.getInputStream().readNBytes(6)).asString().isEqualTo("ready\n");
        // By its handle, as Process.destroy() would close the output that is still to be read.
        process.toHandle().destroy();
        assertThat(finish(process).code()).isEqualTo(TERMINATED);
        Result again = dozen("run", image.toString(), "--command", "echo free again");
        assertThat(again.output()).isEqualTo("free again\n");
    }

    @Test
    void theLibraryIsListedForPeopleAndForPrograms() throws Exception {
        Path images = Files.createDirectories(folder.resolve("data/dozen/images"));
        Files.copy(Built.file("starter.ext4"), images.resolve("mine.ext4"));
        Files.writeString(images.resolve("notes.txt"), "no image");
        Result people = dozen("images");
        assertThat(people.output()).contains("starter").contains("mine").contains("ext4");
        assertThat(people.output()).contains("notes").contains("text");
        JsonNode list = new ObjectMapper().readTree(dozen("images", "--json").output());
        assertThat(list).hasSize(3);
        assertThat(list.get(0).get("name").stringValue()).isEqualTo("starter");
        assertThat(list.get(0).get("shipped").booleanValue()).isTrue();
        assertThat(list.get(1).get("problem").isNull()).isTrue();
        assertThat(list.get(2).get("problem").stringValue()).contains("text");
        assertThat(dozen("run", "mine", "--command", "true").code()).isZero();
    }

    @Test
    void whatCannotBeIsOneSentenceAndACode() throws Exception {
        fails(IMAGE, "no image named none", "run", "none");
        fails(IMAGE, "/no/such", "run", "/no/such");
        fails(IMAGE, "holds text", "run", launcher.toString());
        fails(NOT_STARTED, "too little", "run", "starter", "--memory", "1M");
        fails(NOT_STARTED, "too much", "run", "starter", "--memory", "900000G");
    }

    @Test
    void aWrongCommandLineIsExplained() throws Exception {
        assertThat(dozen("run").code()).isEqualTo(WRONG_USAGE);
        assertThat(dozen("run", "starter", "--memory", "lots").code()).isEqualTo(WRONG_USAGE);
        assertThat(dozen("nonsense").errors()).contains("nonsense");
        Result help = dozen("--help");
        assertThat(help.code()).isZero();
        assertThat(help.output()).contains("images", "run", "Exit codes", "119", "124");
    }

    @Test
    void aMissingProgramSaysHowToBuildIt() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.copy(Built.file("starter.ext4"), home.resolve("starter.ext4"));
        ProcessBuilder builder = builder("run", "starter");
        builder.environment().put("DOZEN_HOME", home.toString());
        Result result = finish(builder.start());
        assertThat(result.code()).isEqualTo(HOST);
        assertThat(result.errors()).contains("dozen-vm").contains("mvn").hasLineCount(1);
    }

    private void fails(int code, String words, String... arguments) throws Exception {
        Result result = dozen(arguments);
        assertThat(result.errors()).contains(words).startsWith("dozen: ").hasLineCount(1);
        assertThat(result.output()).isEmpty();
        assertThat(result.code()).isEqualTo(code);
    }

    private static JsonNode report(Result result) {
        return new ObjectMapper().readTree(result.output().lines().toList().getLast());
    }

    private static JsonNode call(JsonNode report, String name) {
        return StreamSupport.stream(report.get("hostCalls").spliterator(), false)
                .filter(call -> call.get("name").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Result dozen(String... arguments) throws IOException, InterruptedException {
        return finish(start(arguments));
    }

    private Process start(String... arguments) throws IOException {
        Process process = builder(arguments).start();
        if (List.of(arguments).contains("--command")) {
            process.getOutputStream().close();
        }
        return process;
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> words = new ArrayList<>(List.of(launcher.toString()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.redirectError(folder.resolve("errors").toFile());
        builder.environment().put("XDG_DATA_HOME", folder.resolve("data").toString());
        return builder;
    }

    private Result finish(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), output, Files.readString(folder.resolve("errors")));
    }

    private record Result(int code, String output, String errors) {}
}
