// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.preference;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A {@link StartChoice} as a line of the preferences: words, of which those with a value have it
 * encoded as in an address, so that it holds no space. What makes no sense is left out.
 */
final class StartLine {
    private StartLine() {}

    static String of(StartChoice choice) {
        List<String> words = new ArrayList<>();
        words.add(Integer.toString(choice.memoryMegabytes()));
        if (choice.strict()) {
            words.add("strict");
        }
        if (choice.readOnly()) {
            words.add("readonly");
        }
        value(words, "changes", lower(choice.changes(), StartChoice.Changes.WRITE));
        value(words, "as", choice.keepAs());
        value(words, "run", lower(choice.run(), StartChoice.Run.SHELL));
        value(words, "command", choice.command());
        value(words, "init", lower(choice.init(), StartChoice.Init.AUTO));
        for (StartChoice.Disk disk : choice.disks()) {
            value(words, disk.readOnly() ? "disk.ro" : "disk", disk.path());
        }
        value(words, "kernel", choice.kernelWords());
        return String.join(" ", words);
    }

    private static <E extends Enum<E>> String lower(E now, E usual) {
        return now == usual ? "" : now.name().toLowerCase(Locale.ROOT);
    }

    private static void value(List<String> words, String key, String value) {
        if (!value.isEmpty()) {
            words.add(key + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    static StartChoice parse(String line) {
        StartChoice choice = StartChoice.USUAL;
        for (String word : line.strip().split(" +", -1)) {
            int equals = word.indexOf('=');
            choice =
                    equals < 0
                            ? plain(choice, word)
                            : valued(
                                    choice,
                                    word.substring(0, equals),
                                    decoded(word.substring(equals + 1)));
        }
        return choice;
    }

    private static StartChoice plain(StartChoice choice, String word) {
        return switch (word) {
            case "strict" -> choice.withStrict(true);
            case "readonly" -> choice.withReadOnly(true);
            default ->
                    word.matches("[0-9]{1,7}") ? choice.withMemory(Integer.parseInt(word)) : choice;
        };
    }

    private static StartChoice valued(StartChoice choice, String key, String value) {
        return switch (key) {
            case "changes" ->
                    choice.withChanges(
                            named(StartChoice.Changes.values(), value).orElse(choice.changes()),
                            choice.keepAs());
            case "as" -> choice.withChanges(choice.changes(), value);
            case "run" ->
                    choice.withRun(
                            named(StartChoice.Run.values(), value).orElse(choice.run()),
                            choice.command());
            case "command" -> choice.withRun(choice.run(), value);
            case "init" ->
                    choice.withInit(named(StartChoice.Init.values(), value).orElse(choice.init()));
            case "disk", "disk.ro" ->
                    value.isEmpty()
                            ? choice
                            : choice.withDisks(
                                    Stream.concat(
                                                    choice.disks().stream(),
                                                    Stream.of(
                                                            new StartChoice.Disk(
                                                                    value, key.endsWith("ro"))))
                                            .toList());
            case "kernel" -> choice.withKernelWords(value);
            default -> choice;
        };
    }

    private static <E extends Enum<E>> Optional<E> named(E[] all, String name) {
        return Stream.of(all).filter(each -> each.name().equalsIgnoreCase(name)).findFirst();
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException nonsense) {
            return ""; // somebody's typing error must not keep the window from opening
        }
    }
}
