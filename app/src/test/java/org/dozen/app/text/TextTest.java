// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

final class TextTest {
    private static final Path SOURCES = Path.of("src/main/java/org/dozen/app");
    private static final Path WORDS =
            Path.of("src/main/resources/org/dozen/app/text/messages.properties");

    @Test
    void everyKeyThatASourceUsesHasWords() throws IOException {
        Set<String> missing = used();
        missing.removeAll(defined());
        assertThat(missing).isEmpty();
    }

    @Test
    void everyKeyWithWordsIsUsed() throws IOException {
        Set<String> dead = new TreeSet<>(defined());
        String sources = sources();
        dead.removeIf(key -> sources.contains('"' + key + '"'));
        assertThat(dead).isEmpty();
    }

    @Test
    void noKeyIsDefinedTwice() throws IOException {
        assertThat(
                        Files.readAllLines(WORDS).stream()
                                .filter(line -> line.matches("[a-z].*=.*"))
                                .map(TextTest::key))
                .doesNotHaveDuplicates();
    }

    @Test
    void fillsInValues() {
        assertThat(Text.of("machine.size", 80, 24)).isEqualTo("80 × 24");
    }

    @Test
    void oneThingHasWordsOfItsOwn() {
        assertThat(Text.count("close.waiting.one", "close.waiting", 1)).contains("1 machine…");
        assertThat(Text.count("close.waiting.one", "close.waiting", 2)).contains("2 machines…");
    }

    @Test
    void anUnknownKeyIsAnError() {
        assertThatThrownBy(() -> Text.of("no.such.key")).hasMessageContaining("no.such.key");
    }

    private static String key(String line) {
        return line.substring(0, line.indexOf('='));
    }

    private static Set<String> used() throws IOException {
        Matcher matcher = Pattern.compile("Text\\.(?:of|count)\\(([^;]*)").matcher(sources());
        Set<String> keys = new TreeSet<>();
        Pattern literal = Pattern.compile("\"([a-z][A-Za-z]*(?:\\.[A-Za-z]+)+)\"");
        while (matcher.find()) {
            Matcher found = literal.matcher(matcher.group(1));
            while (found.find()) {
                keys.add(found.group(1));
            }
        }
        return keys;
    }

    private static Set<String> defined() throws IOException {
        Properties words = new Properties();
        try (Reader in = Files.newBufferedReader(WORDS)) {
            words.load(in);
        }
        return words.stringPropertyNames();
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
