// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

class TypedLinesTest {
    static List<List<String>> keys() {
        return List.of(
                List.of("ls -l\r", "ls -l"),
                List.of("lx\u007fs\n", "ls"),
                List.of("wrong\u0015right\r", "right"),
                List.of("half\u0003\rdate\r", "date"),
                List.of("\u001b[Aa\u001b[1;5Cb\r", "ab"),
                List.of("\r\r  \r", ""),
                List.of("a\rb\r", "a|b"),
                List.of("gr\u00fc\u00df\r", "gr\u00fc\u00df"));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void theLineIsWhatIsLeftAfterItsCorrections(List<String> pair) throws IOException {
        List<String> lines = new ArrayList<>();
        ByteArrayOutputStream machine = new ByteArrayOutputStream();
        byte[] keys = pair.getFirst().getBytes(StandardCharsets.UTF_8);
        try (TypedLines typed = new TypedLines(machine, lines::add)) {
            typed.write(keys);
        }
        assertThat(String.join("|", lines)).isEqualTo(pair.getLast());
        assertThat(machine.toByteArray()).isEqualTo(keys);
    }
}
