// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.cli;

import org.dozen.engine.EngineDirectories;
import org.dozen.engine.VmEngine;
import org.dozen.engine.export.MachineTrace;
import org.dozen.engine.export.TraceFormat;
import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.failure.TraceFailure;
import org.dozen.engine.hostcall.RefusedCall;
import org.dozen.engine.image.Image;
import org.dozen.engine.machine.BootSettings;
import org.dozen.engine.machine.Ending;
import org.dozen.engine.machine.Machine;
import org.dozen.engine.machine.MachineSettings;
import org.dozen.engine.witness.Testimony;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Boots an image with its console on the terminal. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Boots an image with its console on this terminal. Pressing Ctrl-] three times ends"
                    + " the machine by force.",
            "With --command it runs that line, powers off and exits with the line's status.",
            "When standard input is no terminal and ends, `poweroff` is typed.",
            "The exit codes are those of `dozen --help`."
        })
final class RunCommand implements Callable<Integer> {
    /** Formats of the report. */
    enum ReportFormat {
        json
    }

    @Parameters(
            paramLabel = "IMAGE",
            description = "A name that `dozen images` lists, or the path of a file.")
    private String image = "";

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = MemorySize.class,
            description = "Guest memory, for example 128M (${DEFAULT-VALUE} if not given).",
            defaultValue = "64M")
    private long memory = MachineSettings.USUAL_MEMORY;

    @Option(
            names = "--command",
            paramLabel = "LINE",
            description = "A shell line to run instead of an interactive shell.")
    private String command = "";

    @Option(
            names = "--report",
            paramLabel = "FORMAT",
            description =
                    "After the run, print what it did as one object on standard output: json.")
    private Optional<ReportFormat> report = Optional.empty();

    @Option(names = "--strict", description = "The first refused call ends the machine.")
    private boolean strict;

    @Option(
            names = "--append",
            paramLabel = "WORDS",
            description = "Words to add to the guest kernel's command line.")
    private String append = "";

    @Option(names = "--read-only", description = "Do not write to the image.")
    private boolean readOnly;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description =
                    "Write every host call to a file: .csv, .jsonl, .strace or .json (Perfetto).")
    private Optional<Path> trace = Optional.empty();

    @Option(
            names = "--trace-format",
            paramLabel = "FORMAT",
            description = "Format of the trace: csv, jsonl, strace or perfetto.")
    private Optional<String> traceFormat = Optional.empty();

    @Option(
            names = "--audit",
            description =
                    "Let the host kernel tell every call, and compare its list with the machine's."
                            + " Many times slower.")
    private boolean audit;

    @Option(
            names = "--start",
            description =
                    "Run what the image says that is to be run in it, with its environment, folder"
                            + " and user, and power off.")
    private boolean start;

    @Option(
            names = "--init",
            paramLabel = "WHOSE",
            description =
                    "Whose first program: image, own, or auto (the image's if it has one that can"
                            + " run). Ours comes from a disk of its own and is not put into the"
                            + " image.")
    private InitChoice init = InitChoice.auto;

    /** Whose first program. */
    enum InitChoice {
        auto(BootSettings.Init.AUTO),
        image(BootSettings.Init.IMAGE),
        own(BootSettings.Init.OURS);

        private final BootSettings.Init meaning;

        InitChoice(BootSettings.Init meaning) {
            this.meaning = meaning;
        }
    }

    @Option(
            names = "--disk",
            paramLabel = "FILE[:ro]",
            description = "A further disk, /dev/vdb first; :ro only to read it. May be repeated.")
    private List<String> disks = List.of();

    @Option(
            names = "--changes",
            paramLabel = "WHERE",
            description = {
                "Where changes go: write (into the image), discard, keep=NAME (another image), or"
                    + " merge (into the image when the run is over and its command ended with 0)."
            })
    private String changes = "write";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        try (VmEngine engine = VmEngine.open(EngineDirectories.standard())) {
            if (!changes.matches("write|discard|merge|keep=.+")) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--changes wants write, discard, merge or keep=NAME, not '"
                                + changes
                                + "'");
            }
            Image found = engine.images().resolve(image);
            Machine machine = engine.machine(settings(found));
            int code = trace.isPresent() ? traced(machine, trace.get()) : run(machine);
            return keepChanges(engine, machine, found, code);
        }
    }

    /** The image that was named. */
    String image() {
        return image;
    }

    /** Where changes go. */
    String changes() {
        return changes;
    }

    /** What the machine is to be. */
    MachineSettings settings(Image found) {
        BootSettings boot =
                BootSettings.USUAL
                        .withInit(init.meaning)
                        .withImageCommand(start)
                        .withThrowAway(!changes.equals("write"))
                        .withDisks(disks.stream().map(RunCommand::disk).toList());
        return new MachineSettings(found, memory, command, strict, append, readOnly, audit)
                .withBoot(boot);
    }

    private static BootSettings.ExtraDisk disk(String text) {
        boolean readOnly = text.endsWith(":ro");
        String path = readOnly ? text.substring(0, text.length() - 3) : text;
        return new BootSettings.ExtraDisk(Path.of(path).toAbsolutePath(), readOnly);
    }

    private int keepChanges(VmEngine engine, Machine machine, Image found, int code) {
        boolean well = machine.ending().map(ending -> ending.failure().isEmpty()).orElse(false);
        if (changes.startsWith("keep=") && well) {
            Image kept =
                    engine.workshop().adopt(changes.substring("keep=".length()), machine::saveDisk);
            System.err.println("dozen: kept as " + kept.path());
        } else if (changes.equals("merge") && well && !forced(machine) && code == ExitCode.GOOD) {
            engine.workshop().replace(found, machine::saveDisk);
            System.err.println("dozen: merged into " + found.name());
        } else if (!changes.equals("write")) {
            System.err.println("dozen: what was written is thrown away");
        }
        return code;
    }

    /** Nobody unmounted the image: it is no state to go on with. */
    private static boolean forced(Machine machine) {
        return machine.ending().map(end -> end.kind() == Ending.Kind.FORCED).orElse(false);
    }

    private int traced(Machine machine, Path file) throws InterruptedException {
        TraceFormat format = TraceCommand.format(spec, file, traceFormat, "--trace-format");
        try (MachineTrace writing = MachineTrace.begin(machine, file, format)) {
            int code = run(machine);
            writing.finish();
            return code;
        } catch (TraceFailure failure) {
            System.err.println("dozen: " + failure.sentence());
            return ExitCode.TRACE;
        }
    }

    private int run(Machine machine) throws InterruptedException {
        boolean lineBegun;
        try (TerminalSession session = new TerminalSession(machine)) {
            session.run();
            lineBegun = session.lineBegun();
        }
        Ending ending = machine.ending().orElseThrow();
        int code = exitCode(machine, ending);
        if (report.isPresent()) {
            // Programs find the report at the start of a line of its own.
            System.out.println((lineBegun ? "\n" : "") + RunReport.json(machine, code));
        }
        explain(machine, ending, code);
        return code;
    }

    private static int exitCode(Machine machine, Ending ending) {
        Optional<EngineFailure> failure = ending.failure();
        if (failure.isPresent()) {
            return ExitCode.of(failure.get());
        }
        if (machine.settings().command().isEmpty() && !machine.settings().boot().imageCommand()) {
            return ExitCode.GOOD;
        }
        return ending.commandStatus().orElse(ExitCode.INTERNAL);
    }

    private static void explain(Machine machine, Ending ending, int code) {
        for (RefusedCall call : machine.hostCalls().refused()) {
            System.err.printf(
                    "dozen: refused %d x %s(%s) from 0x%x in %s: %s%n",
                    call.count(),
                    call.name(),
                    call.arguments(),
                    call.address(),
                    call.guestName().isEmpty() ? "the guest" : call.guestName(),
                    call.meaning());
        }
        explainReport(machine);
        ending.failure().ifPresent(failure -> System.err.println("dozen: " + failure.sentence()));
        if (code == ExitCode.INTERNAL
                && ending.failure().isEmpty()
                && ending.commandStatus().isEmpty()) {
            System.err.println(
                    "dozen: the machine ended without saying how its command did. Is the image's"
                            + " init one that runs /proc/dozen/command?");
        }
    }

    /**
     * What the machine says of itself is only a claim: says so when something speaks against it.
     */
    private static void explainReport(Machine machine) {
        for (Testimony each : machine.witnesses().testimonies()) {
            if (each.verdict() == Testimony.Verdict.CONTRADICTS) {
                System.err.println("dozen: The machine's report is not true: " + each.sentence());
            } else if (machine.settings().audit()
                    && each.verdict() != Testimony.Verdict.NOT_ASKED) {
                System.err.println("dozen: " + each.witness().label() + ": " + each.sentence());
            }
        }
        if (machine.hostCalls().damaged()) {
            System.err.println("dozen: The machine's trace ring is damaged; its counters go on.");
        }
    }
}
