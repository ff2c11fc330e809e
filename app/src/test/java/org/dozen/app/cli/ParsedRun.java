// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.cli;

import org.dozen.engine.image.Image;
import org.dozen.engine.machine.MachineSettings;

import picocli.CommandLine;

import java.util.List;

/** What the command line makes of the words of {@code dozen run}, for tests of others. */
public record ParsedRun(String image, String changes, MachineSettings settings) {
    /** Parses words, the program and {@code run} first. */
    public static ParsedRun of(List<String> words, Image image) {
        RunCommand command = new RunCommand();
        new CommandLine(command).parseArgs(words.subList(2, words.size()).toArray(String[]::new));
        return new ParsedRun(command.image(), command.changes(), command.settings(image));
    }
}
