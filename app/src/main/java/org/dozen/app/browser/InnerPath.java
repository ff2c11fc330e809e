// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

import org.dozen.app.text.Text;
import org.dozen.engine.filesystem.ByteText;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Paths in an image, with a slash in front and none behind, and names in it. */
final class InnerPath {
    static final String ROOT = "/";
    private static final int MOST_NAME = 255;

    private InnerPath() {}

    /** What somebody wrote, as a path from the root. */
    static String of(String written) {
        List<String> parts = new ArrayList<>();
        for (String part : written.strip().split("/", -1)) {
            if (part.equals("..") && !parts.isEmpty()) {
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
                parts.add(part);
            }
        }
        return ROOT + String.join("/", parts);
    }

    static String in(String folder, String name) {
        return folder.equals(ROOT) ? ROOT + name : folder + "/" + name;
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? ROOT : path.substring(0, slash);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** A path and all that lead to it, the root first. */
    static List<String> way(String path) {
        List<String> way = new ArrayList<>();
        for (String at = path; !at.equals(ROOT); at = parent(at)) {
            way.addFirst(at);
        }
        way.addFirst(ROOT);
        return way;
    }

    /**
     * Why something cannot be called that; empty if it can.
     *
     * @param taken names that are there
     */
    static String fault(String name, Collection<String> taken) {
        if (name.isEmpty()) {
            return Text.of("browser.name.empty");
        }
        if (name.contains("/")) {
            return Text.of("browser.name.slash");
        }
        if (name.equals(".") || name.equals("..")) {
            return Text.of("browser.name.dots");
        }
        if (name.chars().anyMatch(c -> c == 0 || Character.isISOControl(c))) {
            return Text.of("browser.name.control");
        }
        if (ByteText.bytes(name).length > MOST_NAME) {
            return Text.of("browser.name.long", ByteText.bytes(name).length);
        }
        return taken.contains(name) ? Text.of("browser.name.taken", ByteText.shown(name)) : "";
    }
}
