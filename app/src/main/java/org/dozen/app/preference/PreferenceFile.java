// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.preference;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The preferences on disk: a file of {@code key=value} lines. Reading takes what it understands and
 * the usual for the rest; writing makes a new file, brings it to the disk and renames it over the
 * old one, so that there is always a whole one.
 */
public final class PreferenceFile {
    private static final String START = "start.";

    private final Path file;

    public PreferenceFile(Path file) {
        this.file = file;
    }

    /** {@code $XDG_CONFIG_HOME/dozen/preferences}, or below {@code ~/.config}. */
    public static PreferenceFile usual() {
        String named = System.getenv("XDG_CONFIG_HOME");
        Path folder =
                named != null && named.startsWith("/")
                        ? Path.of(named)
                        : Path.of(System.getProperty("user.home", "/")).resolve(".config");
        return new PreferenceFile(folder.resolve("dozen").resolve("preferences"));
    }

    public Path path() {
        return file;
    }

    /** What the file says; the usual where it says nothing or nothing that makes sense. */
    public Preferences read() throws IOException {
        Properties lines = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            lines.load(in);
        } catch (NoSuchFileException e) {
            return Preferences.first();
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
        return parse(lines);
    }

    /** Puts {@code preferences} in the place of the file, all or nothing. */
    public void write(Preferences preferences) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path fresh =
                file.resolveSibling(
                        file.getFileName() + "." + ProcessHandle.current().pid() + ".new");
        try {
            try (FileChannel out =
                    FileChannel.open(
                            fresh,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(format(preferences));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static Preferences parse(Properties lines) {
        Preferences usual = Preferences.first();
        Map<String, StartChoice> starts = new TreeMap<>();
        for (String key : lines.stringPropertyNames()) {
            if (key.startsWith(START)) {
                starts.put(
                        key.substring(START.length()), StartLine.parse(lines.getProperty(key, "")));
            }
        }
        return new Preferences(
                !lines.getProperty("theme", "dark").equals("light"),
                number(lines, "scale", usual.scale(), 0.75, 3),
                !lines.getProperty("order", "rank").equals("table"),
                !lines.getProperty("bars", "log").equals("linear"),
                number(lines, "window.width", usual.windowWidth(), 480, 16_000),
                number(lines, "window.height", usual.windowHeight(), 360, 16_000),
                lines.getProperty("window.maximised", "false").equals("true"),
                number(lines, "share.list", usual.listShare(), 0.05, 0.6),
                number(lines, "share.panel", usual.panelShare(), 0.1, 0.9),
                new LibraryLook(
                        lines.getProperty("library.view", "list").equals("grid"),
                        lines.getProperty("library.order", usual.library().order()),
                        lines.getProperty("library.descending", "false").equals("true")),
                starts);
    }

    private static String format(Preferences now) {
        StringBuilder text =
                new StringBuilder("# Written by Dozen when it changes; edit while it is closed.\n");
        line(text, "theme", now.dark() ? "dark" : "light");
        line(text, "scale", Double.toString(now.scale()));
        line(text, "order", now.rankOrder() ? "rank" : "table");
        line(text, "bars", now.logBars() ? "log" : "linear");
        line(text, "window.width", Double.toString(now.windowWidth()));
        line(text, "window.height", Double.toString(now.windowHeight()));
        line(text, "window.maximised", Boolean.toString(now.windowMaximised()));
        line(text, "share.list", Double.toString(now.listShare()));
        line(text, "share.panel", Double.toString(now.panelShare()));
        line(text, "library.view", now.library().grid() ? "grid" : "list");
        line(text, "library.order", now.library().order());
        line(text, "library.descending", Boolean.toString(now.library().descending()));
        new TreeMap<>(now.starts())
                .forEach((image, start) -> line(text, START + escaped(image), StartLine.of(start)));
        return text.toString();
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append('=').append(value).append('\n');
    }

    private static String escaped(String key) {
        return key.replaceAll("([\\\\ :=#!])", "\\\\$1");
    }

    private static double number(
            Properties lines, String key, double usual, double least, double most) {
        String written = lines.getProperty(key);
        if (written == null) {
            return usual;
        }
        try {
            double value = Double.parseDouble(written.strip());
            return value >= least && value <= most ? value : usual;
        } catch (NumberFormatException e) {
            return usual; // somebody's typing error must not keep the window from opening
        }
    }
}
