// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.cli;

import org.dozen.engine.failure.EngineFailure;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Where the command line starts. */
@Command(
        name = "dozen",
        mixinStandardHelpOptions = true,
        versionProvider = CommandLineMain.Version.class,
        synopsisSubcommandLabel = "[COMMAND]",
        description = {
            "Machines that are each one sandboxed process, allowed twelve host calls.",
            "Without a command it opens the window."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done; or the status of the machine's command",
            "2:The command line is wrong",
            "118:A trace cannot be read or written, or is not complete",
            "119:The image cannot be used: missing, not an image, damaged, not permitted, in use",
            "120:This host lacks something: the machine program, shared memory, seccomp, FSGSBASE",
            "121:The machine could not start: its memory or another setting, or what it said"
                    + " itself",
            "122:The guest kernel gave up",
            "123:The machine was killed or crashed",
            "124:Strict mode: a refused call ended the machine",
            "125:Dozen itself failed, or the machine ended without the status of its command",
            "130, 143:A signal ended dozen; the machine was powered off first"
        },
        subcommands = {ImagesCommand.class, RunCommand.class, TraceCommand.class})
public final class CommandLineMain {
    private CommandLineMain() {}

    /** Runs the command line and ends the program with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs the command line and gives its exit code. */
    public static int run(String... arguments) {
        CommandLine line = new CommandLine(new CommandLineMain());
        line.setExitCodeExceptionMapper(CommandLineMain::codeOf);
        line.setExecutionExceptionHandler((problem, command, parsed) -> {
            System.err.println("dozen: " + sentence(problem));
            return codeOf(problem);
        });
        return line.execute(arguments);
    }

    private static String sentence(Throwable problem) {
        if (problem instanceof EngineFailure failure) {
            return failure.sentence();
        }
        LoggerFactory.getLogger(CommandLineMain.class).error("unexpected", problem);
        return "an internal error: " + problem;
    }

    private static int codeOf(Throwable problem) {
        return switch (problem) {
            case EngineFailure failure -> ExitCode.of(failure);
            case CommandLine.ParameterException wrong -> ExitCode.USAGE;
            default -> ExitCode.INTERNAL;
        };
    }

    /** The version, from the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = CommandLineMain.class.getPackage().getImplementationVersion();
            return new String[] {"dozen " + (version == null ? "(not packaged)" : version)};
        }
    }
}
