// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.escape;

import org.dozen.app.text.Text;
import org.dozen.engine.hostcall.AllowedArguments;
import org.dozen.engine.hostcall.HostCall;
import org.dozen.engine.hostcall.SystemCalls;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A host call that somebody wants tried at the gate, by its number or name.
 *
 * @param usable whether it can be tried
 * @param number of the call; -1 if it cannot be tried
 * @param sentence what it is and what will become of it, or why it cannot be tried
 */
public record GateNumber(boolean usable, int number, String sentence) {
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,10}");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-f]{1,8}");
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,40}");

    /** The program tries the number with six arguments of zero. */
    private static final List<Long> ZEROS = Collections.nCopies(6, 0L);

    private static final String END = "exit_group";

    /** Reads what somebody wrote. */
    public static GateNumber of(String written) {
        String word = written.strip().toLowerCase(Locale.ROOT);
        if (word.isEmpty()) {
            return no(Text.of("escape.gate.empty"));
        }
        if (DECIMAL.matcher(word).matches()) {
            return of(Long.parseLong(word));
        }
        if (HEXADECIMAL.matcher(word).matches()) {
            return of(Long.parseLong(word.substring(2), 16));
        }
        if (NAME.matcher(word).matches()) {
            OptionalInt number = SystemCalls.number(word);
            return number.isPresent()
                    ? of(number.getAsInt())
                    : no(Text.of("escape.gate.unknown", word));
        }
        return no(Text.of("escape.gate.bad"));
    }

    private static GateNumber of(long number) {
        if (number > Integer.MAX_VALUE) {
            return no(Text.of("escape.gate.large", Integer.toString(Integer.MAX_VALUE)));
        }
        int call = (int) number;
        String name = SystemCalls.name(call);
        Optional<HostCall> allowed = AllowedArguments.allowed(call, ZEROS, 1);
        if (allowed.isPresent()) {
            return new GateNumber(
                    true,
                    call,
                    name.equals(END)
                            ? Text.of("escape.gate.end", call, name)
                            : Text.of("escape.gate.allowed", call, name));
        }
        return new GateNumber(
                true,
                call,
                SystemCalls.exists(call)
                        ? Text.of("escape.gate.call", call, name, SystemCalls.meaning(call))
                        : Text.of("escape.gate.noCall", call));
    }

    private static GateNumber no(String why) {
        return new GateNumber(false, -1, why);
    }
}
