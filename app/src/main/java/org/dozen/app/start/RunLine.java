// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.start;

import org.dozen.app.preference.StartChoice;
import org.dozen.engine.image.Image;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The command line that starts the machine that a click starts. */
public final class RunLine {
    private static final String PLAIN = "[A-Za-z0-9_./:=,+%^-]+";

    private RunLine() {}

    /**
     * The words of the command line, the program first.
     *
     * @param listed the library finds the image by its name; else it is named by its path
     */
    public static List<String> words(Image image, boolean listed, StartChoice choice) {
        List<String> words = new ArrayList<>(List.of("dozen", "run"));
        words.add(listed ? image.name() : image.path().toString());
        if (choice.memoryMegabytes() != StartChoice.USUAL.memoryMegabytes()) {
            option(words, "--memory", choice.memoryMegabytes() + "M");
        }
        if (choice.readOnly()) {
            words.add("--read-only");
        } else {
            changes(words, choice);
        }
        switch (choice.run()) {
            case SHELL -> {
                // What it does if it is told nothing.
            }
            case IMAGE -> words.add("--start");
            case LINE -> {
                if (!choice.command().isEmpty()) {
                    option(words, "--command", choice.command());
                }
            }
        }
        switch (choice.init()) {
            case AUTO -> {
                // As above.
            }
            case IMAGE -> option(words, "--init", "image");
            case OWN -> option(words, "--init", "own");
        }
        for (StartChoice.Disk disk : choice.disks()) {
            option(words, "--disk", disk.path() + (disk.readOnly() ? ":ro" : ""));
        }
        if (!choice.kernelWords().isEmpty()) {
            option(words, "--append", choice.kernelWords());
        }
        if (choice.strict()) {
            words.add("--strict");
        }
        return List.copyOf(words);
    }

    private static void changes(List<String> words, StartChoice choice) {
        switch (choice.changes()) {
            case WRITE -> {
                // As above.
            }
            case DISCARD -> option(words, "--changes", "discard");
            case KEEP -> option(words, "--changes", "keep=" + choice.keepAs());
            case MERGE -> option(words, "--changes", "merge");
        }
    }

    /** A value that looks like a file of options must not be taken for one. */
    private static void option(List<String> words, String name, String value) {
        if (value.startsWith("@")) {
            words.add(name + "=" + value);
        } else {
            words.add(name);
            words.add(value);
        }
    }

    /** Words as a shell reads them. */
    public static String quoted(List<String> words) {
        return words.stream().map(RunLine::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return word.matches(PLAIN) ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
