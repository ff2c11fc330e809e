// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine;

import org.dozen.engine.image.ImageLibrary;
import org.dozen.engine.image.ImageRecipes;
import org.dozen.engine.machine.Machine;
import org.dozen.engine.machine.MachineSettings;
import org.dozen.engine.workshop.ImageCatalogue;
import org.dozen.engine.workshop.ImageWorkshop;

import java.util.ArrayList;
import java.util.List;

/**
 * The front door: images and machines. One per program. All methods may be called from any thread.
 */
public interface VmEngine extends AutoCloseable {
    /** An engine that works in these directories. Cheap: looks at nothing yet. */
    static VmEngine open(EngineDirectories directories) {
        return new LocalEngine(directories);
    }

    EngineDirectories directories();

    /** The images that there are. */
    ImageLibrary images();

    /** Where images are made, changed and looked into. */
    ImageWorkshop workshop();

    /** What is known of images beside what looking at their files tells. */
    ImageCatalogue catalogue();

    /** Recipes of images that can be made here. */
    ImageRecipes recipes();

    /**
     * Makes a machine, stopped. Checks nothing about the image yet: {@link Machine#start} does.
     *
     * @throws IllegalStateException if the engine is closed
     */
    Machine machine(MachineSettings settings);

    /** Machines made and not closed, the oldest first. */
    List<Machine> machines();

    /** Ends all machines by force and lets go of everything. May be called twice. */
    @Override
    void close();

    /** Machines that are active. */
    default List<Machine> active() {
        List<Machine> found = new ArrayList<>(machines());
        found.removeIf(machine -> !machine.state().active());
        return List.copyOf(found);
    }
}
