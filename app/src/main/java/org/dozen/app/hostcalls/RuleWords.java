// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import org.dozen.app.text.Text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The filter's rules for arguments, in words. */
final class RuleWords {
    private static final Pattern RULE = Pattern.compile("a([0-5]):(.+)");

    private RuleWords() {}

    /** All rules of a call in one sentence; "any" if there are none. */
    static String of(List<String> rules) {
        List<String> words = new ArrayList<>();
        for (String rule : rules) {
            Matcher matcher = RULE.matcher(rule);
            if (matcher.matches()) {
                int argument = Integer.parseInt(String.valueOf(matcher.group(1))) + 1;
                words.add(
                        Text.of(
                                "calls.rule.argument",
                                argument,
                                rule(String.valueOf(matcher.group(2)))));
            } else if (!rule.equals("-") && !rule.isBlank()) {
                words.add(rule);
            }
        }
        return words.isEmpty() ? Text.of("calls.rule.any") : String.join(", ", words);
    }

    private static String rule(String rule) {
        return switch (rule) {
            case "console-in" -> Text.of("calls.rule.consoleIn");
            case "console-out" -> Text.of("calls.rule.consoleOut");
            case "disk" -> Text.of("calls.rule.disk");
            case "timer" -> Text.of("calls.rule.timer");
            default -> number(rule);
        };
    }

    private static String number(String rule) {
        if (rule.startsWith("<=")) {
            return Text.of("calls.rule.atMost", rule.substring(2));
        }
        return rule.startsWith("=") ? Text.of("calls.rule.exactly", rule.substring(1)) : rule;
    }
}
