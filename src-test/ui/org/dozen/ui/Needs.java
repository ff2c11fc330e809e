// SPDX-License-Identifier: Apache-2.0
package org.dozen.ui;

import org.dozen.boot.Built;

import java.nio.file.Files;
import java.nio.file.Path;

/** What a test of the window needs. Missing, it fails when MUST_RUN=1, else is skipped. */
final class Needs {
    private Needs() {}

    /** What a machine is started from. */
    static void nativeBuild() {
        for (String product : new String[] {"dozen-vm", "starter.ext4"}) {
            file(WindowRig.build().resolve(product), "make -C native");
        }
    }

    /** A file, and how one comes by it. */
    static void file(Path file, String how) {
        if (!Files.exists(file)) {
            Built.missing(file + " is not there; " + how);
        }
    }
}
