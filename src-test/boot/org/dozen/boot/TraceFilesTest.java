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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Traces that the command line writes of real runs, each read back by a tool of its own kind: CSV
 * by Python's parser, JSON by Jackson, strace's text by strace-log-merge, Perfetto's by the rules
 * of its format.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TraceFilesTest {
    private static final String WORK =
            "ls -l /bin; dd if=/dev/zero of=/x bs=4k count=64; sync; escape socket";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;
    private Path launcher;

    @BeforeEach
    void findWhatIsBuilt() {
        launcher = Built.launcher();
    }

    @Test
    void csvIsReadByAParserOfItsKind() throws Exception {
        Run run = traced("run.csv");
        Path python = Built.program("python3");
        String dump =
                "import csv, json, sys; print(json.dumps(list(csv.DictReader(open(sys.argv[1],"
                        + " newline='')))))";
        JsonNode rows = JSON.readTree(output(python.toString(), "-c", dump, run.file()));
        Map<String, Long> counts = new HashMap<>();
        long refused = 0;
        List<String> lost = new ArrayList<>();
        for (JsonNode row : rows) {
            switch (row.get("kind").stringValue()) {
                case "call" -> {
                    counts.merge(row.get("call").stringValue(), 1L, Long::sum);
                    assertThat(Long.parseLong(row.get("duration_ns").stringValue()))
                            .isNotNegative();
                }
                case "refused" -> refused++;
                case "end" -> lost.add(row.get("result").stringValue());
                default -> assertThat(row.get("text").stringValue()).isNotBlank();
            }
        }
        assertThat(counts).isEqualTo(run.counts());
        assertThat(refused).isEqualTo(1);
        assertThat(lost).as("the end says that nothing was lost").containsExactly("0");
    }

    @Test
    void jsonLinesAreObjectsOneEach() throws Exception {
        Run run = traced("run.jsonl");
        Map<String, Long> counts = new HashMap<>();
        List<String> lines = Files.readAllLines(Path.of(run.file()));
        for (String line : lines) {
            JsonNode object = JSON.readTree(line);
            if (object.get("kind").stringValue().equals("call")) {
                counts.merge(object.get("call").stringValue(), 1L, Long::sum);
            }
        }
        assertThat(counts).isEqualTo(run.counts());
        JsonNode end = JSON.readTree(lines.getLast());
        assertThat(end.get("kind").stringValue()).isEqualTo("end");
        assertThat(end.get("lost").longValue()).isZero();
        assertThat(end.get("calls").longValue())
                .isEqualTo(counts.values().stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void stracesTextIsUnderstoodByStracesOwnTools() throws Exception {
        Run run = traced("run.strace");
        Path merge = Built.program("strace-log-merge");
        Files.copy(Path.of(run.file()), folder.resolve("merged.42"));
        String merged = output(merge.toString(), folder.resolve("merged").toString());
        assertThat(merged.lines().count())
                .isEqualTo(Files.readAllLines(Path.of(run.file())).size());
        Pattern call =
                Pattern.compile("42 +\\d+ \\d+\\.\\d{9} (\\w+)\\(.*\\) = .* <[\\d.]+ [mun]?s>");
        Map<String, Long> counts = new HashMap<>();
        merged.lines()
                .map(call::matcher)
                .filter(Matcher::matches)
                .forEach(line -> counts.merge(line.group(1), 1L, Long::sum));
        assertThat(counts).isEqualTo(run.counts());
    }

    @Test
    void perfettosFileKeepsTheRulesOfItsFormat() throws Exception {
        Run run = traced("run.json");
        JsonNode trace = JSON.readTree(Files.readString(Path.of(run.file())));
        Map<Integer, String> tracks = new HashMap<>();
        Map<String, Long> counts = new HashMap<>();
        boolean refused = false;
        for (JsonNode event : trace.get("traceEvents")) {
            assertThat(event.get("pid").isInt()).isTrue();
            int track = event.get("tid").intValue();
            switch (event.get("ph").stringValue()) {
                case "M" -> tracks.put(track, event.get("args").get("name").stringValue());
                case "X" -> {
                    String name = event.get("name").stringValue();
                    assertThat(tracks).as("named before it is used").containsEntry(track, name);
                    assertThat(event.get("ts").doubleValue()).isNotNegative();
                    assertThat(event.get("dur").doubleValue()).isNotNegative();
                    counts.merge(name, 1L, Long::sum);
                }
                case "i" -> {
                    assertThat(event.get("s").stringValue()).isEqualTo("g");
                    refused |= event.get("name").stringValue().contains("socket");
                }
                default -> throw new AssertionError("an unknown event: " + event);
            }
        }
        assertThat(counts).isEqualTo(run.counts());
        assertThat(refused).as("the refused call is marked").isTrue();
        assertThat(trace.get("otherData").get("lost").longValue()).isZero();
    }

    @Test
    void aTraceIsConvertedWithoutLosingAnything() throws Exception {
        Run run = traced("run.csv");
        Path lines = folder.resolve("converted.jsonl");
        Path back = folder.resolve("back.csv");
        output(launcher.toString(), "trace", "convert", run.file(), lines.toString());
        output(launcher.toString(), "trace", "convert", lines.toString(), back.toString());
        assertThat(back).hasSameTextualContentAs(Path.of(run.file()), StandardCharsets.UTF_8);
        Path viewer = folder.resolve("converted.json");
        output(launcher.toString(), "trace", "convert", lines.toString(), viewer.toString());
        long shown = 0;
        for (JsonNode event : JSON.readTree(Files.readString(viewer)).get("traceEvents")) {
            shown += event.get("ph").stringValue().equals("X") ? 1 : 0;
        }
        assertThat(shown)
                .isEqualTo(run.counts().values().stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void whatIsNoTraceIsRefusedInOneSentence() throws Exception {
        Path letter = Files.writeString(folder.resolve("letter.csv"), "Dear reader,\nhello\n");
        Result result =
                run(
                        List.of(
                                launcher.toString(),
                                "trace",
                                "convert",
                                letter.toString(),
                                folder.resolve("out.jsonl").toString()));
        assertThat(result.code()).isNotZero();
        assertThat(result.errors()).contains("letter.csv").hasLineCount(1);
        assertThat(folder.resolve("out.jsonl")).doesNotExist();
    }

    /** A traced run: its file, and the counts of its report. */
    private record Run(String file, Map<String, Long> counts) {}

    private Run traced(String name) throws IOException, InterruptedException {
        Path file = folder.resolve(name);
        Result result =
                run(
                        List.of(
                                launcher.toString(),
                                "run",
                                "starter",
                                "--trace",
                                file.toString(),
                                "--report",
                                "json",
                                "--command",
                                WORK));
        JsonNode report = JSON.readTree(result.output().lines().toList().getLast());
        Map<String, Long> counts = new HashMap<>();
        for (JsonNode call : report.get("hostCalls")) {
            if (call.get("count").longValue() > 0) {
                counts.put(call.get("name").stringValue(), call.get("count").longValue());
            }
        }
        assertThat(counts).containsKeys("pread64", "pwrite64", "write", "exit_group");
        return new Run(file.toString(), counts);
    }

    private String output(String... words) throws IOException, InterruptedException {
        Result result = run(List.of(words));
        assertThat(result.code()).as(result.errors()).isZero();
        return result.output();
    }

    private record Result(int code, String output, String errors) {}

    private Result run(List<String> words) throws IOException, InterruptedException {
        Path errors = Files.createTempFile(folder, "errors", "");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(words));
        builder.directory(folder.toFile()).redirectError(errors.toFile());
        builder.environment().put("XDG_DATA_HOME", folder.resolve("data").toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), output, Files.readString(errors));
    }
}
