// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dozen.engine.Needs;
import org.dozen.engine.failure.TraceFailure;
import org.dozen.engine.hostcall.TheTwelve;
import org.dozen.engine.trace.HostCallRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

@Timeout(120)
class TraceFileTest {
    private static final int CALLS = 20_000;

    /** Checks a file with Python's own parsers; prints how many calls it holds. */
    private static final String CHECKER =
            """
            import csv, json, re, sys
            path, kind = sys.argv[1:]
            with open(path, newline='') as file:
                if kind == 'csv':
                    rows = list(csv.DictReader(file, strict=True))
                    assert all(None not in row and None not in row.values() for row in rows)
                    assert rows[-1]['kind'] == 'end'
                    print(sum(row['kind'] == 'call' for row in rows))
                elif kind == 'jsonl':
                    rows = [json.loads(line) for line in file]
                    assert rows[-1]['kind'] == 'end'
                    print(sum(row['kind'] == 'call' for row in rows))
                elif kind == 'perfetto':
                    trace = json.load(file)
                    events = trace['traceEvents']
                    assert all(event['ph'] in 'MXi' for event in events)
                    assert all(event['ts'] >= 0 and event['dur'] >= 0
                               for event in events if event['ph'] == 'X')
                    print(sum(event['ph'] == 'X' for event in events))
                else:
                    lines = file.read().splitlines()
                    call = re.compile(r'\\d+ \\d+\\.\\d{9} (\\w+)\\(.*\\) = .* <.*>$')
                    assert lines[-1].endswith('+++')
                    print(sum(bool(call.match(line)) for line in lines))
            """;

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadByAToolOfItsOwnKind(TraceFormat format) throws Exception {
        Path file = folder.resolve("trace." + format.extension());
        List<TraceEvent> events = events(new Random(1));
        try (TraceFile writing = new TraceFile(file, format)) {
            events.forEach(writing::add);
            writing.finish(3);
        }
        assertThat(checked(file, format)).isEqualTo(CALLS);
        assertThat(folder.resolve("trace." + format.extension() + ".part")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void aTraceIsWholeAtEveryMomentOfItsWriting(TraceFormat format) throws Exception {
        Path file = folder.resolve("trace");
        try (TraceFile writing = new TraceFile(file, format)) {
            int written = 0;
            for (TraceEvent event : events(new Random(2)).subList(0, 3000)) {
                writing.add(event);
                written++;
                if (written % 1000 == 0) {
                    writing.flush();
                    assertThat(checked(folder.resolve("trace.part"), format))
                            .isEqualTo(writing.calls());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CSV", "JSON_LINES"})
    void whatIsReadBackIsWhatWasWritten(TraceFormat format) {
        Path file = folder.resolve("trace");
        List<TraceEvent> events = events(new Random(3));
        try (TraceFile writing = new TraceFile(file, format)) {
            events.forEach(writing::add);
            writing.finish(7);
        }
        List<TraceEvent> back = new ArrayList<>();
        TraceReader.read(file, format, back::add);
        assertThat(back.getLast())
                .isEqualTo(new TraceEvent.End(events.getLast().atNanos(), CALLS, 7, ""));
        back.removeLast();
        assertThat(back).isEqualTo(events);
    }

    @ParameterizedTest
    @EnumSource
    void everyFormatIsMadeFromAReadableOne(TraceFormat format) throws Exception {
        Path file = folder.resolve("trace.jsonl");
        try (TraceFile writing = new TraceFile(file, TraceFormat.JSON_LINES)) {
            events(new Random(4)).forEach(writing::add);
            writing.finish(0);
        }
        Path other = folder.resolve("other");
        assertThat(TraceConversion.convert(file, TraceFormat.JSON_LINES, other, format))
                .isEqualTo(CALLS);
        assertThat(checked(other, format)).isEqualTo(CALLS);
    }

    @ParameterizedTest
    @EnumSource
    void onAFullDiskTheFileStaysWholeAndSaysSo(TraceFormat format) throws Exception {
        Path file = folder.resolve("trace");
        List<TraceEvent> events = events(new Random(5));
        LimitedFile limited = new LimitedFile(folder.resolve("limited"), 1_000_000);
        try (TraceFile writing = new TraceFile(file, format, limited)) {
            events.forEach(writing::add);
            assertThatThrownBy(() -> writing.finish(0))
                    .isInstanceOfSatisfying(
                            TraceFailure.class,
                            failure -> {
                                assertThat(failure.reason())
                                        .isEqualTo(TraceFailure.Reason.ENDS_EARLY);
                                assertThat(failure.sentence()).contains("No space left");
                            });
            assertThat(writing.calls()).isBetween(1L, CALLS - 1L);
            assertThat(checked(folder.resolve("limited"), format)).isEqualTo(writing.calls());
        }
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThatThrownBy(() ->
                        new TraceFile(folder.resolve("none/trace.csv"), TraceFormat.CSV).close())
                .isInstanceOf(TraceFailure.class)
                .hasMessageContaining("none/trace.csv");
    }

    @ParameterizedTest
    @EnumSource(names = {"CSV", "JSON_LINES"})
    void garbageIsNoTrace(TraceFormat format) throws IOException {
        Random random = new Random(6);
        Path whole = folder.resolve("whole");
        try (TraceFile writing = new TraceFile(whole, format)) {
            events(new Random(7)).subList(0, 50).forEach(writing::add);
            writing.finish(0);
        }
        byte[] good = Files.readAllBytes(whole);
        Path bad = folder.resolve("bad");
        for (int round = 0; round < 300; round++) {
            byte[] bytes = good.clone();
            for (int change = 0; change <= random.nextInt(20); change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(bad, bytes);
            try {
                TraceReader.read(bad, format, ignored -> {});
            } catch (TraceFailure told) {
                assertThat(told.sentence()).contains("bad", "line");
            }
        }
        Files.write(bad, java.util.Arrays.copyOf(good, good.length / 2));
        assertThatThrownBy(() -> TraceReader.read(bad, format, ignored -> {}))
                .isInstanceOf(TraceFailure.class);
    }

    private static List<TraceEvent> events(Random random) {
        List<TraceEvent> events = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            if (i % 500 == 0) {
                String text = "say \"a, b\" \\ gr\u00fc\u00df \ud83d\ude00 " + i;
                events.add(new TraceEvent.Note(i * 1000L, "command", text));
            }
            events.add(
                    new TraceEvent.Call(
                            new HostCallRecord(
                                    i,
                                    TheTwelve.ofRow(random.nextInt(12)),
                                    i * 1000L + random.nextInt(1000),
                                    random.nextLong(1L << 33),
                                    random.nextLong(),
                                    random.nextInt(),
                                    random.nextInt(1000),
                                    random.nextInt(513) - 1)));
        }
        return events;
    }

    private long checked(Path file, TraceFormat format) throws Exception {
        Needs.program("python3");
        Process python =
                new ProcessBuilder("python3", "-c", CHECKER, file.toString(), format.label())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor()).as(said).isZero();
        return Long.parseLong(said.strip());
    }
}
