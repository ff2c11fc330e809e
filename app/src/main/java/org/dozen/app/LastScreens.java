// SPDX-License-Identifier: Apache-2.0
package org.dozen.app;

import javafx.scene.image.WritableImage;

import org.dozen.app.fx.FxThread;
import org.dozen.app.fx.PngFile;
import org.dozen.engine.VmEngine;
import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.image.Image;
import org.dozen.engine.machine.Machine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Keeps what was on the screen when a machine of the library ended. On the JavaFX thread. */
final class LastScreens {
    private static final Logger LOG = LoggerFactory.getLogger(LastScreens.class);

    private final VmEngine engine;
    private final Executor background;
    private final Runnable changed;
    private final Phaser underWay = new Phaser(1);

    /**
     * A keeper.
     *
     * @param changed is run on the screen's thread when one has been kept
     */
    LastScreens(VmEngine engine, Executor background, Runnable changed) {
        this.engine = engine;
        this.background = background;
        this.changed = changed;
    }

    /** Draws the machine's screen as it is and writes it, if its image is one of the library. */
    void keep(MachineTab tab) {
        Machine machine = tab.model().machine();
        Image image = machine.settings().image();
        if (!ofLibrary(image) || tab.terminal().screen().isBlank()) {
            return;
        }
        WritableImage picture = tab.terminal().picture();
        underWay.register();
        background.execute(() -> {
            try {
                engine.catalogue().putScreen(image, PngFile.bytes(picture));
                FxThread.later(changed);
            } catch (EngineFailure unwritable) {
                LOG.debug("{}", unwritable.sentence());
            } finally {
                underWay.arriveAndDeregister();
            }
        });
    }

    private boolean ofLibrary(Image image) {
        Path folder = image.path().getParent();
        return image.shipped()
                || (folder != null && folder.equals(engine.images().folder().toAbsolutePath()));
    }

    /** Waits a moment for those that are being written. Not on the JavaFX thread. */
    void finish() {
        try {
            underWay.awaitAdvanceInterruptibly(underWay.arrive(), 2, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException slowDisk) {
            LOG.debug("a last screen was not kept: the disk is slow");
        }
    }
}
