// SPDX-License-Identifier: Apache-2.0
package org.dozen.app;

import org.dozen.engine.VmEngine;
import org.dozen.engine.console.Console;
import org.dozen.engine.console.ConsoleSize;
import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.failure.MachineFailure;
import org.dozen.engine.image.Image;
import org.dozen.engine.machine.Ending;
import org.dozen.engine.machine.Machine;
import org.dozen.engine.machine.MachineSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Machines that the program runs for a purpose of its own, in no tab: no list shows them, and
 * nobody is asked about them.
 */
final class Unseen {
    private static final Logger LOG = LoggerFactory.getLogger(Unseen.class);
    private static final String MARK = "unseen ";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final VmEngine engine;
    private final Executor background;

    Unseen(VmEngine engine, Executor background) {
        this.engine = engine;
        this.background = background;
    }

    /** Whether a machine is one of these. */
    static boolean isOne(Machine machine) {
        return machine.settings().image().name().startsWith(MARK);
    }

    /** The same image under a name that marks its machines. */
    static Image image(Image image) {
        return new Image(
                MARK + image.name(),
                image.path(),
                image.kind(),
                image.label(),
                image.sizeBytes(),
                image.diskBytes(),
                image.fileSystemBytes(),
                image.usedBytes(),
                image.changed(),
                image.shipped(),
                image.partition(),
                image.problem());
    }

    /**
     * Boots a machine, waits until it has powered off, and takes what is wanted of it. An image
     * that is not shipped is only read: it may be in use.
     *
     * @param settings with a command
     * @return what {@code wanted} gives; fails with an {@link EngineFailure}
     */
    <T> CompletableFuture<T> run(MachineSettings settings, Function<Machine, T> wanted) {
        Image image = settings.image();
        MachineSettings unseen =
                new MachineSettings(
                        image(image),
                        settings.memoryBytes(),
                        settings.command(),
                        settings.strict(),
                        settings.extraWords(),
                        !image.shipped(),
                        settings.audit());
        return CompletableFuture.supplyAsync(() -> runNow(unseen, wanted), background);
    }

    private <T> T runNow(MachineSettings settings, Function<Machine, T> wanted) {
        try (Machine machine = engine.machine(settings)) {
            machine.start(ConsoleSize.USUAL);
            machine.console().ifPresent(this::readAll);
            if (!machine.awaitEnd(PATIENCE)) {
                machine.forceStop();
                throw tooLong(settings);
            }
            machine.ending()
                    .flatMap(Ending::failure)
                    .ifPresent(failure -> {
                        throw failure;
                    });
            return wanted.apply(machine);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw tooLong(settings);
        }
    }

    private static MachineFailure tooLong(MachineSettings settings) {
        return new MachineFailure(
                MachineFailure.Reason.KILLED,
                "The machine did not come to the end of `"
                        + settings.command()
                        + "` within "
                        + PATIENCE.toMinutes()
                        + " minutes and was ended.");
    }

    /** A console that nobody reads would stop the machine. */
    private void readAll(Console console) {
        background.execute(() -> {
            try (InputStream output = console.output()) {
                output.transferTo(OutputStream.nullOutputStream());
            } catch (IOException ended) {
                LOG.debug("the console of an unseen machine has ended: {}", ended.getMessage());
            }
        });
    }
}
