// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.techsenger.jeditermfx.core.util.TermSize;

import org.dozen.engine.console.Console;
import org.dozen.engine.console.ConsoleSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
final class ConsoleLinkTest {
    private final ConsoleLink link = new ConsoleLink();

    /** Bytes in memory in the place of a socket. */
    private static final class Bytes implements Console {
        private final InputStream output;
        private final ByteArrayOutputStream typed = new ByteArrayOutputStream();
        private ConsoleSize size = ConsoleSize.USUAL;

        Bytes(byte[] output) {
            this(new ByteArrayInputStream(output));
        }

        Bytes(InputStream output) {
            this.output = output;
        }

        @Override
        public InputStream output() {
            return output;
        }

        @Override
        public OutputStream input() {
            return typed;
        }

        @Override
        public void resize(ConsoleSize now) {
            size = now;
        }

        @Override
        public int untaken() {
            return 0;
        }

        @Override
        public ConsoleSize size() {
            return size;
        }
    }

    @Test
    void oneRunFollowsTheOther() throws IOException {
        link.attach(new Bytes("first ".getBytes(StandardCharsets.UTF_8)));
        link.print("then ");
        link.attach(new Bytes("second".getBytes(StandardCharsets.UTF_8)));
        assertThat(read("first then second".length())).isEqualTo("first then second");
    }

    @Test
    void lettersOfSeveralBytesSurviveAnyCut() throws IOException {
        String text = "Zwölf 十二 🦀 ".repeat(3000);
        link.attach(new Bytes(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(read(text.length())).isEqualTo(text);
    }

    @Test
    void bytesThatAreNoTextAreReplaced() throws IOException {
        link.attach(new Bytes(new byte[] {'a', (byte) 0xff, 'b'}));
        assertThat(read(3)).isEqualTo("a\ufffdb");
    }

    @Test
    void theFirstByteOfARunIsTold() throws IOException {
        List<String> told = new ArrayList<>();
        link.onFirstOutput(() -> told.add("byte"));
        link.attach(new Bytes("abc".getBytes(StandardCharsets.UTF_8)));
        read(3);
        assertThat(told).containsExactly("byte");
        assertThat(link.received()).isEqualTo(3);
    }

    @Test
    void theSizeReachesTheConsoleOfNowAndOfLater() {
        Bytes first = new Bytes(new byte[0]);
        link.attach(first);
        link.resize(new TermSize(100, 40));
        assertThat(first.size()).isEqualTo(new ConsoleSize(100, 40));
        Bytes second = new Bytes(new byte[0]);
        link.attach(second);
        assertThat(second.size()).isEqualTo(new ConsoleSize(100, 40));
    }

    @Test
    void typingGoesToTheConsoleOfNow() throws IOException {
        link.write("lost before there is one");
        Bytes console = new Bytes(new byte[0]);
        link.attach(console);
        link.write("ls\r");
        assertThat(console.typed.toString(StandardCharsets.UTF_8)).isEqualTo("ls\r");
    }

    @Test
    void aConsoleThatFailsDoesNotKeepTheNextRunFromTheScreen() throws IOException {
        Bytes broken =
                new Bytes(
                        new InputStream() {
                            @Override
                            public int read() throws IOException {
                                throw new IOException("closed");
                            }

                            @Override
                            public int read(byte[] into, int offset, int length)
                                    throws IOException {
                                throw new IOException("closed");
                            }
                        });
        link.attach(broken);
        link.attach(new Bytes("next".getBytes(StandardCharsets.UTF_8)));
        assertThat(read(4)).isEqualTo("next");
    }

    @Test
    void closingEndsTheReader() throws IOException {
        link.close();
        assertThat(link.read(new char[10], 0, 10)).isEqualTo(-1);
        assertThat(link.isConnected()).isFalse();
    }

    private String read(int length) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] some = new char[700];
        while (text.length() < length) {
            text.append(some, 0, link.read(some, 0, some.length));
        }
        return text.toString();
    }
}
