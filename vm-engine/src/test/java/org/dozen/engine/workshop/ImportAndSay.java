// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.workshop;

import java.nio.file.Path;

/** Brings an archive in, in a process that a test may kill. */
final class ImportAndSay {
    private ImportAndSay() {}

    /** Folder and archive. */
    public static void main(String[] words) {
        ImageWorkshop workshop = Workshops.in(Path.of(words[0]));
        System.out.println("now");
        System.out.flush();
        workshop.bringIn(ImportRequest.of(words[1], "killed"), WorkProgress.NONE);
    }
}
