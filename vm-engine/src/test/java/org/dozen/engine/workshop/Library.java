// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.workshop;

import org.dozen.engine.image.Image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that a user has in a {@link Chore}'s folder, to be compared.
 *
 * @param images in the library, what each holds; times left out, as they differ from run to run
 * @param trash the same of those in the trash
 * @param tags of each image in the library, and in the trash
 * @param files that were exported
 */
record Library(
        Map<String, Integer> images,
        Map<String, Integer> trash,
        Map<String, String> tags,
        Map<String, String> files) {

    static Library of(Path folder) throws IOException {
        ImageWorkshop workshop = Workshops.in(folder);
        Map<String, Integer> images = new TreeMap<>();
        Map<String, Integer> trash = new TreeMap<>();
        Map<String, String> tags = new TreeMap<>();
        for (Image image : Workshops.library(folder).list()) {
            images.put(image.name(), content(workshop, image));
            tags.put(image.name(), notes(workshop, image.name()));
        }
        for (Path each : workshop.trash().list()) {
            String name = String.valueOf(each.getFileName());
            String plain = name.replaceFirst("^\\d+-", "").replace(".ext4", "");
            trash.put(plain, content(workshop, Workshops.library(folder).inspect(each)));
            tags.put("trash/" + plain, notes(workshop, name));
        }
        Map<String, String> files = new TreeMap<>();
        for (Path each : list(folder.resolve("out"))) {
            String name = String.valueOf(each.getFileName());
            if (name.startsWith(".")) {
                continue; // the next export takes it over
            }
            files.put(name, Files.size(each) < 100 ? Files.readString(each) : "exported");
        }
        return new Library(images, trash, tags, files);
    }

    private static String notes(ImageWorkshop workshop, String name) {
        var notes = workshop.notes().of(name);
        return notes.tags() + " " + notes.start().words() + " " + notes.text();
    }

    private static int content(ImageWorkshop workshop, Image image) {
        image.problem()
                .ifPresent(problem -> {
                    throw new AssertionError(image.name() + ": " + problem.getMessage());
                });
        List<String> lines = new ArrayList<>();
        Workshops.everything(workshop, image)
                .forEach((path, line) ->
                        lines.add(path + line.replaceAll("\\d{4}-\\d\\d-\\d\\dT[^ ]*Z", "")));
        lines.add(String.valueOf(image.sizeBytes()));
        return lines.hashCode();
    }

    /** What is hidden in the library and half made. */
    static List<String> leftovers(Path folder) throws IOException {
        return list(folder.resolve("images")).stream()
                .map(file -> String.valueOf(file.getFileName()))
                .filter(name -> name.endsWith(".part"))
                .toList();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }
}
