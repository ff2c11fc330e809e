// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.transform.Transform;

import org.dozen.app.fx.Look;
import org.dozen.app.fx.Token;

/** Takes the panel to the clipboard, and pictures of it, twice as fine as on screen. */
final class PanelCopy {
    private static final double FINE = 2;

    private PanelCopy() {}

    static void text(String words) {
        ClipboardContent content = new ClipboardContent();
        content.putString(words);
        Clipboard.getSystemClipboard().setContent(content);
    }

    static void picture(WritableImage image) {
        ClipboardContent content = new ClipboardContent();
        content.putImage(image);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** A picture of a node as it is drawn now. */
    static WritableImage pictureOf(Node node, Look look) {
        SnapshotParameters fine = new SnapshotParameters();
        fine.setTransform(Transform.scale(FINE, FINE));
        fine.setFill(look.palette().get().color(Token.BACKGROUND));
        return node.snapshot(fine, null);
    }
}
