// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine;

import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.failure.MachineFailure;
import org.dozen.engine.filesystem.ByteText;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.FileKind;
import org.dozen.engine.filesystem.ImageFiles;
import org.dozen.engine.image.Image;
import org.dozen.engine.image.ImageNotes;
import org.dozen.engine.image.StartConfig;
import org.dozen.engine.machine.BootPlan;
import org.dozen.engine.machine.BootSettings;
import org.dozen.engine.machine.MachineSettings;
import org.dozen.engine.workshop.ImageWorkshop;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides whose init a machine gets. An image keeps its own where that can run; a container has no
 * system to boot: it gets ours, from a disk of its own. So does a system with systemd in a machine
 * that is too small for it: there its services would fail for want of memory, and the login too.
 */
final class BootPlanner {
    private static final int MOST_TABLE = 1 << 20;
    private static final List<String> INITS = List.of("/sbin/init", "/etc/init", "/bin/init");

    private final ImageWorkshop workshop;
    private final Path ownInit;
    // Looking into an image costs a few milliseconds, so what was seen is kept while it is true.
    private final Map<Path, Seen> seen = new ConcurrentHashMap<>();

    private record Seen(Instant changed, long size, long needs) {}

    /** Bytes. Measured with a minimal Debian 12; with 192 MiB its login failed. */
    private static final long SYSTEMD_NEEDS = 256L << 20;

    private static final long CANNOT_RUN = Long.MAX_VALUE;

    BootPlanner(ImageWorkshop workshop, Path ownInit) {
        this.workshop = workshop;
        this.ownInit = ownInit;
    }

    BootPlan plan(MachineSettings settings) {
        Image image = settings.image();
        BootSettings boot = settings.boot();
        boolean ours = image.path().startsWith(workshop.folder());
        ImageNotes notes = ours ? workshop.notes().of(image.name()) : ImageNotes.NONE;
        StartConfig start = notes.start();
        if (ours) {
            Thread.startVirtualThread(() -> remember(image));
        }
        if (boot.imageCommand() && start.words().isEmpty()) {
            throw new MachineFailure(
                    MachineFailure.Reason.BAD_SETTING,
                    "The image " + image.name() + " does not say what is to be run in it.");
        }
        boolean own =
                switch (boot.init()) {
                    case IMAGE -> false;
                    case OURS -> true;
                    // Who names an init to the kernel means the image's.
                    case AUTO ->
                            boot.imageCommand()
                                    || (!image.shipped()
                                            && !settings.extraWords().contains("init=")
                                            && (!start.isEmpty()
                                                    || initNeeds(image) > settings.memoryBytes()));
                };
        if (!own) {
            return BootPlan.IMAGES_OWN;
        }
        boolean itsCommand = boot.imageCommand() && settings.command().isEmpty();
        return new BootPlan(Optional.of(ownInit), start(image, start, itsCommand));
    }

    private void remember(Image image) {
        try {
            workshop.notes().update(image.name(), notes -> notes.withLastRun(Instant.now()));
        } catch (ImageFailure unwritable) {
            // A folder that is only read: then nobody knows when it last ran.
        }
    }

    // ---- the image's own init

    /** Bytes of memory. */
    private long initNeeds(Image image) {
        Seen known = seen.get(image.path());
        if (known != null
                && known.changed().equals(image.changed())
                && known.size() == image.sizeBytes()) {
            return known.needs();
        }
        long needs;
        try (ImageFiles files = workshop.look(image)) {
            needs = INITS.stream().mapToLong(path -> needs(files, path)).min().orElse(CANNOT_RUN);
        } catch (ImageFailure unreadable) {
            return 0; // the guest kernel says what is wrong with it
        }
        seen.put(image.path(), new Seen(image.changed(), image.sizeBytes(), needs));
        return needs;
    }

    private static long needs(ImageFiles files, String path) {
        try {
            FileEntry link = files.look(path, false);
            boolean systemd = link.kind() == FileKind.LINK && link.target().endsWith("systemd");
            FileEntry program = files.look(path, true);
            if (program.kind() != FileKind.FILE || (program.mode() & 0111) == 0) {
                return CANNOT_RUN;
            }
            byte[] start = read(files, path, 64).getBytes(StandardCharsets.ISO_8859_1);
            boolean script = start.length > 2 && start[0] == '#' && start[1] == '!';
            boolean elf = start.length > 20 && start[0] == 0x7f && start[1] == 'E';
            if (!script && !(elf && start[4] == 2 && start[18] == 62)) { // 64 bits, x86-64
                return CANNOT_RUN;
            }
            return systemd ? SYSTEMD_NEEDS : 0;
        } catch (ImageFailure notThere) {
            return CANNOT_RUN;
        }
    }

    private static String read(ImageFiles files, String path, long most) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        files.read(path, 0, most, bytes);
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    // ---- what is run

    private BootPlan.Start start(Image image, StartConfig start, boolean itsCommand) {
        List<String> words = itsCommand ? start.words() : List.of();
        List<String> environment = environment(start);
        if (!itsCommand || start.user().isEmpty() || start.user().equals("root")) {
            return new BootPlan.Start(
                    words, environment, itsCommand ? start.folder() : "", 0, 0, List.of());
        }
        try (ImageFiles files = workshop.look(image)) {
            return new Account(files, image).start(start, words, environment);
        }
    }

    private static List<String> environment(StartConfig start) {
        if (start.environment().isEmpty()) {
            return List.of();
        }
        List<String> all = new ArrayList<>(start.environment());
        for (String usual :
                List.of(
                        "TERM=xterm-256color",
                        "HOME=/root",
                        "PATH=/usr/local/sbin:" + "/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")) {
            String name = usual.substring(0, usual.indexOf('=') + 1);
            if (all.stream().noneMatch(each -> each.startsWith(name))) {
                all.add(usual);
            }
        }
        return all;
    }

    /** Users and groups by name, from the image's own tables. */
    private record Account(ImageFiles files, Image image) {
        BootPlan.Start start(StartConfig start, List<String> words, List<String> environment) {
            String[] parts = start.user().split(":", 2);
            List<String[]> users = table("/etc/passwd");
            List<String[]> groups = table("/etc/group");
            Optional<String[]> user =
                    users.stream().filter(line -> names(line, parts[0])).findFirst();
            long uid = user.map(line -> number(line, 2)).orElseGet(() -> number(parts[0]));
            long gid =
                    parts.length > 1
                            ? groups.stream()
                                    .filter(line -> names(line, parts[1]))
                                    .findFirst()
                                    .map(line -> number(line, 2))
                                    .orElseGet(() -> number(parts[1]))
                            : user.map(line -> number(line, 3)).orElse(0L);
            List<Long> further =
                    groups.stream()
                            .filter(line -> line.length > 3)
                            .filter(line ->
                                    user.map(each -> each[0])
                                            .map(Arrays.asList(line[3].split(",", -1))::contains)
                                            .orElse(false))
                            .map(line -> number(line, 2))
                            .toList();
            return new BootPlan.Start(words, environment, start.folder(), uid, gid, further);
        }

        private List<String[]> table(String path) {
            try {
                return read(files, path, MOST_TABLE)
                        .lines()
                        .map(line -> line.split(":", -1))
                        .filter(line -> line.length > 2)
                        .toList();
            } catch (ImageFailure notThere) {
                return List.of();
            }
        }

        private static boolean names(String[] line, String wanted) {
            return line[0].equals(wanted) || line[2].equals(wanted);
        }

        private long number(String[] line, int at) {
            return line.length > at ? number(line[at]) : 0;
        }

        private long number(String text) {
            if (!text.matches("\\d{1,10}")) {
                throw new MachineFailure(
                        MachineFailure.Reason.BAD_SETTING,
                        "The image "
                                + image.name()
                                + " wants to be run by "
                                + ByteText.shown(text)
                                + ", whom it does not know.");
            }
            return Long.parseLong(text);
        }
    }
}
