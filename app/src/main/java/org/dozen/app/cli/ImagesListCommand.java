// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;

/** Lists the images of the library. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the images that there are, the shipped one first.")
final class ImagesListCommand implements Callable<Integer> {
    @Option(names = "--json", description = "One JSON array, for programs.")
    private boolean json;

    @Override
    public Integer call() {
        return ImagesCommand.list(json);
    }
}
