// SPDX-License-Identifier: Apache-2.0
package org.dozen.app;

import org.dozen.app.library.ImageState;
import org.dozen.app.preference.StartChoice;
import org.dozen.engine.image.Image;
import org.dozen.engine.machine.Machine;
import org.dozen.engine.machine.MachineSettings;
import org.dozen.engine.machine.MachineState;

import java.util.List;

/** Between what people choose and see, and the engine's words for it. */
final class MachineChoice {
    private MachineChoice() {}

    static MachineSettings settings(Image image, StartChoice choice) {
        return MachineSettings.of(image)
                .withMemory((long) choice.memoryMegabytes() << 20)
                .withStrict(choice.strict())
                .withReadOnly(choice.readOnly() && !image.shipped());
    }

    /** What the machines of one image are doing, the most lively first. */
    static ImageState stateOf(List<Machine> machines) {
        if (machines.stream().anyMatch(machine -> machine.state() == MachineState.RUNNING)) {
            return ImageState.RUNNING;
        }
        if (machines.stream().anyMatch(machine -> machine.state().active())) {
            return ImageState.CHANGING;
        }
        if (machines.stream().anyMatch(machine -> machine.state() == MachineState.FAILED)) {
            return ImageState.FAILED;
        }
        return ImageState.STOPPED;
    }
}
