// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import org.dozen.engine.failure.MachineFailure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The words that the machine program is started with, checked before anything is touched. */
final class CommandWords {
    private static final long MEBIBYTE = 1L << 20;

    private CommandWords() {}

    /**
     * The words for these settings.
     *
     * @param plan how the image is booted
     * @param refuse what becomes of refused calls: notify, error or kill
     * @throws MachineFailure if a setting cannot be
     */
    static List<String> of(MachineSettings settings, BootPlan plan, String refuse) {
        checkMemory(settings.memoryBytes());
        if (settings.boot().disks().size() > BootSettings.MOST_DISKS) {
            throw new MachineFailure(
                    MachineFailure.Reason.BAD_SETTING,
                    "A machine has at most "
                            + BootSettings.MOST_DISKS
                            + " disks beside its image.");
        }
        List<String> words = new ArrayList<>();
        words.add("memory=" + size(settings.memoryBytes()));
        int extra = settings.boot().disks().size();
        boolean ours = plan.init().isPresent();
        words.add("disks=" + (1 + extra + (ours ? 2 : 0)));
        List<String> readOnly = readOnlyDisks(settings, ours);
        if (!readOnly.isEmpty()) {
            words.add("readonly=" + String.join(",", readOnly));
        }
        words.add("refuse=" + refuse);
        if (settings.audit() && refuse.equals("notify")) {
            words.add("audit=on");
        }
        words.add("--");
        int partition = settings.image().partition().number();
        String image = "/dev/vda" + (partition > 0 ? partition : "");
        String way = settings.readOnly() ? "ro" : "rw";
        if (ours) {
            words.add("root=" + device(1 + extra));
            words.add("ro");
            words.add("init=/init");
            words.add("DOZEN_IMAGE=" + image);
            words.add("DOZEN_WAY=" + way);
            words.add("DOZEN_START=" + device(2 + extra));
        } else {
            words.add("root=" + image);
            words.add(way);
        }
        words.add("quiet");
        words.add("loglevel=3");
        words.addAll(extra(settings.extraWords()));
        return List.copyOf(words);
    }

    private static List<String> readOnlyDisks(MachineSettings settings, boolean ours) {
        List<String> numbers = new ArrayList<>();
        if (settings.readOnly()) {
            numbers.add("0");
        }
        List<BootSettings.ExtraDisk> disks = settings.boot().disks();
        for (int i = 0; i < disks.size(); i++) {
            if (disks.get(i).readOnly()) {
                numbers.add(Integer.toString(i + 1));
            }
        }
        if (ours) {
            numbers.add(Integer.toString(disks.size() + 1));
            numbers.add(Integer.toString(disks.size() + 2));
        }
        return numbers;
    }

    private static String device(int disk) {
        return "/dev/vd" + (char) ('a' + disk);
    }

    private static List<String> extra(String text) {
        if (text.length() > MachineSettings.MOST_EXTRA_WORDS
                || text.chars().anyMatch(c -> Character.isISOControl(c))) {
            throw new MachineFailure(
                    MachineFailure.Reason.BAD_SETTING,
                    "The words for the guest kernel are too long (at most "
                            + MachineSettings.MOST_EXTRA_WORDS
                            + " characters) or hold characters that cannot be typed.");
        }
        return Arrays.stream(text.strip().split("\\s+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** A size as the machine program takes it. */
    static String size(long bytes) {
        return bytes % MEBIBYTE == 0 ? bytes / MEBIBYTE + "M" : bytes / 1024 + "K";
    }

    private static String forPeople(long bytes) {
        long mebibytes = bytes / MEBIBYTE;
        return mebibytes >= 10 * 1024 ? mebibytes / 1024 + " GiB" : mebibytes + " MiB";
    }

    private static void checkMemory(long bytes) {
        if (bytes < MachineSettings.LEAST_MEMORY) {
            throw new MachineFailure(
                    MachineFailure.Reason.TOO_LITTLE_MEMORY,
                    forPeople(Math.max(0, bytes))
                            + " of memory is too little for a machine: it needs at least "
                            + forPeople(MachineSettings.LEAST_MEMORY)
                            + ".");
        }
        long host = hostMemory();
        if (bytes > host) {
            throw new MachineFailure(
                    MachineFailure.Reason.TOO_MUCH_MEMORY,
                    forPeople(bytes)
                            + " of memory is too much for a machine: this host has "
                            + forPeople(host)
                            + " in all.");
        }
    }

    static long hostMemory() {
        try {
            return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                    .filter(line -> line.startsWith("MemTotal:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(kibibytes -> Long.parseLong(kibibytes) * 1024)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException | NumberFormatException unknown) {
            return Long.MAX_VALUE; // the machine program will say
        }
    }
}
