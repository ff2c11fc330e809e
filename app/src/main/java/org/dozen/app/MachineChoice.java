// SPDX-License-Identifier: Apache-2.0
package org.dozen.app;

import org.dozen.app.library.ImageState;
import org.dozen.app.preference.StartChoice;
import org.dozen.app.start.StartViewModel;
import org.dozen.engine.VmEngine;
import org.dozen.engine.image.Image;
import org.dozen.engine.machine.BootSettings;
import org.dozen.engine.machine.Machine;
import org.dozen.engine.machine.MachineSettings;
import org.dozen.engine.machine.MachineState;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Between what people choose and see, and the engine's words for it. */
final class MachineChoice {
    private MachineChoice() {}

    /** What a machine is to be. What is written to the shipped image is always thrown away. */
    static MachineSettings settings(Image image, StartChoice choice) {
        boolean copied = !choice.readOnly() && choice.changes() != StartChoice.Changes.WRITE;
        BootSettings boot =
                BootSettings.USUAL
                        .withInit(
                                switch (choice.init()) {
                                    case AUTO -> BootSettings.Init.AUTO;
                                    case IMAGE -> BootSettings.Init.IMAGE;
                                    case OWN -> BootSettings.Init.OURS;
                                })
                        .withImageCommand(choice.run() == StartChoice.Run.IMAGE)
                        .withThrowAway(copied)
                        .withDisks(
                                choice.disks().stream()
                                        .map(disk ->
                                                new BootSettings.ExtraDisk(
                                                        Path.of(disk.path()).toAbsolutePath(),
                                                        disk.readOnly()))
                                        .toList());
        return MachineSettings.of(image)
                .withMemory((long) choice.memoryMegabytes() << 20)
                .withCommand(choice.run() == StartChoice.Run.LINE ? choice.command() : "")
                .withStrict(choice.strict())
                .withExtraWords(choice.kernelWords())
                .withReadOnly(choice.readOnly())
                .withBoot(boot);
    }

    /** What has to be known to choose. Reads the library: not on the screen's thread. */
    static StartViewModel.Surroundings surroundings(VmEngine engine, Image image) {
        List<Image> all = engine.images().list();
        boolean listed =
                all.stream()
                        .anyMatch(each ->
                                each.name().equals(image.name())
                                        && each.path().equals(image.path()));
        return new StartViewModel.Surroundings(
                listed,
                all.stream().map(Image::name).collect(Collectors.toSet()),
                engine.workshop().notes().of(image.name()).start().words(),
                MachineSettings.mostMemory());
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
