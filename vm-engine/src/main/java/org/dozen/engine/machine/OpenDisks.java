// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.host.DiskFile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The disks of one run, open and locked.
 *
 * @param image the first
 * @param others further disks, then those of an init of ours
 * @param plan how the image is booted
 */
record OpenDisks(DiskFile image, List<DiskFile> others, BootPlan plan) {
    /**
     * Opens what is beside the image.
     *
     * @throws EngineFailure if one cannot be opened; nothing is left open then, but the image is
     */
    static OpenDisks of(DiskFile image, MachineSettings settings, BootPlan plan, Path scratch) {
        List<DiskFile> others = new ArrayList<>();
        try {
            for (BootSettings.ExtraDisk disk : settings.boot().disks()) {
                others.add(DiskFile.open(disk.path(), disk.readOnly()));
            }
            plan.init()
                    .ifPresent(init -> {
                        others.add(DiskFile.open(init, true));
                        others.add(DiskFile.ofBytes(plan.start().bytes(), scratch));
                    });
            return new OpenDisks(image, List.copyOf(others), plan);
        } catch (EngineFailure failure) {
            others.forEach(DiskFile::close);
            throw failure;
        }
    }

    List<DiskFile> all() {
        List<DiskFile> all = new ArrayList<>();
        all.add(image);
        all.addAll(others);
        return all;
    }

    /** Lets go of what is beside the image. */
    void closeOthers() {
        others.forEach(DiskFile::close);
    }
}
