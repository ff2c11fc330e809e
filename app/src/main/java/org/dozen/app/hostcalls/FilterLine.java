// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import org.dozen.app.text.Text;
import org.dozen.engine.hostcall.HostCall;

import java.util.ArrayList;
import java.util.List;

/**
 * The line of the seal's filter that lets a call through, as a condition. The filter is made from
 * the same table as {@link HostCall}: this is what it compares, in the order it does.
 */
final class FilterLine {
    private FilterLine() {}

    /** For example {@code gate, nr = 17, arg1 = disk → ALLOW}. */
    static String of(HostCall call) {
        List<String> tests = new ArrayList<>();
        tests.add(Text.of("calls.filter.gate"));
        tests.add("nr = " + call.number());
        call.allowed().stream()
                .filter(rule -> !rule.equals("-"))
                .forEach(rule -> test(rule, tests));
        return String.join(", ", tests) + " → ALLOW";
    }

    private static void test(String rule, List<String> tests) {
        int colon = rule.indexOf(':');
        if (colon != 2 || rule.charAt(0) != 'a' || !Character.isDigit(rule.charAt(1))) {
            tests.add(rule);
            return;
        }
        String argument = "arg" + (Character.digit(rule.charAt(1), 10) + 1);
        String what = rule.substring(colon + 1);
        if (what.startsWith("<=")) {
            tests.add(argument + " ≤ " + what.substring(2));
        } else if (what.startsWith("=")) {
            tests.add(argument + " = " + what.substring(1));
        } else {
            tests.add(argument + " = " + what);
        }
    }
}
