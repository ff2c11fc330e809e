// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.cli;

import org.dozen.engine.export.TraceConversion;
import org.dozen.engine.export.TraceFormat;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.Optional;

/** What can be done with traces of host calls. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Works with traces that `dozen run --trace` wrote.")
final class TraceCommand {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "convert",
            mixinStandardHelpOptions = true,
            description = {
                "Turns a trace into another format.",
                "IN is read as csv or jsonl; OUT may be csv, jsonl, strace (also .txt, .log) or"
                        + " perfetto (.json; opens in ui.perfetto.dev)."
            })
    int convert(
            @Parameters(paramLabel = "IN", description = "The trace to read.") Path in,
            @Parameters(paramLabel = "OUT", description = "The file to write.") Path out,
            @Option(names = "--from", paramLabel = "FORMAT", description = "Format of IN.")
                    Optional<String> from,
            @Option(names = "--to", paramLabel = "FORMAT", description = "Format of OUT.")
                    Optional<String> to) {
        long calls =
                TraceConversion.convert(
                        in, format(spec, in, from, "--from"), out, format(spec, out, to, "--to"));
        System.err.println("dozen: " + calls + " host calls written to " + out);
        return ExitCode.GOOD;
    }

    /**
     * The format that was asked for, or else that of the file's extension.
     *
     * @throws ParameterException if there is no such format
     */
    static TraceFormat format(CommandSpec spec, Path file, Optional<String> asked, String option) {
        return asked.map(TraceFormat::named)
                .orElseGet(() -> TraceFormat.of(file))
                .orElseThrow(() ->
                        new ParameterException(
                                spec.commandLine(),
                                asked.map(word -> "There is no trace format \"" + word + "\"")
                                                .orElse(
                                                        "The extension of "
                                                                + file
                                                                + " names no trace format")
                                        + ": give "
                                        + option
                                        + " csv, jsonl, strace or perfetto."));
    }
}
