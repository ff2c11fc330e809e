// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine;

import org.dozen.engine.image.FolderLibrary;
import org.dozen.engine.image.ImageLibrary;
import org.dozen.engine.image.ImageRecipes;
import org.dozen.engine.machine.Machine;
import org.dozen.engine.machine.MachineSettings;
import org.dozen.engine.machine.ProcessMachine;
import org.dozen.engine.registry.Registry;
import org.dozen.engine.workshop.ImageCatalogue;
import org.dozen.engine.workshop.ImageWorkshop;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The engine whose machines are processes of this host. */
final class LocalEngine implements VmEngine {
    private final EngineDirectories directories;
    private final ImageLibrary library;
    private final ImageWorkshop workshop;
    private final ImageCatalogue catalogue;
    private final BootPlanner planner;
    private final List<Machine> machines = new ArrayList<>();
    private boolean closed;

    LocalEngine(EngineDirectories directories) {
        this.directories = directories;
        this.library =
                new FolderLibrary(directories.images(), directories.starter(), directories.cache());
        this.workshop =
                new ImageWorkshop(
                        library,
                        directories.program().resolveSibling("dozen-files"),
                        directories.scratch(),
                        Registry.usual());
        this.catalogue = new ImageCatalogue(workshop, directories.cache());
        this.planner = new BootPlanner(workshop, directories.program().resolveSibling("init.ext2"));
    }

    @Override
    public EngineDirectories directories() {
        return directories;
    }

    @Override
    public ImageLibrary images() {
        return library;
    }

    @Override
    public ImageWorkshop workshop() {
        return workshop;
    }

    @Override
    public ImageCatalogue catalogue() {
        return catalogue;
    }

    @Override
    public ImageRecipes recipes() {
        return ImageRecipes.of(directories.program());
    }

    @Override
    public synchronized Machine machine(MachineSettings settings) {
        if (closed) {
            throw new IllegalStateException("the engine is closed");
        }
        Machine machine =
                new ProcessMachine(
                        freeName(settings.image().name()),
                        settings,
                        directories.program(),
                        directories.scratch(),
                        planner::plan,
                        this::forget);
        machines.add(machine);
        return machine;
    }

    private String freeName(String wanted) {
        Set<String> taken = machines.stream().map(Machine::name).collect(Collectors.toSet());
        String name = wanted;
        for (int number = 2; taken.contains(name); number++) {
            name = wanted + " " + number;
        }
        return name;
    }

    private synchronized void forget(Machine machine) {
        machines.remove(machine);
    }

    @Override
    public synchronized List<Machine> machines() {
        return List.copyOf(machines);
    }

    @Override
    public void close() {
        List<Machine> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(machines);
        }
        // All are asked before the first is waited for.
        left.forEach(Machine::forceStop);
        left.forEach(Machine::close);
    }
}
