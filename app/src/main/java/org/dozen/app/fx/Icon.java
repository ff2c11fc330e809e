// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.fx;

import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;

/** Small signs, drawn on a grid of 16 by 16, coloured by the style class {@code icon}. */
public enum Icon {
    PLUS("M7 2h2v5h5v2H9v5H7V9H2V7h5z"),
    IMPORT("M7 1h2v6.6l2.3-2.3 1.4 1.4L8 11.4 3.3 6.7l1.4-1.4L7 7.6zM2 13h12v2H2z"),
    LIST("M1 2.5h3v3H1zM6 3h9v2H6zM1 7h3v3H1zM6 7.5h9v2H6zM1 11.5h3v3H1zM6 12h9v2H6z"),
    GRID("M1.5 1.5h5.5v5.5H1.5zM9 1.5h5.5v5.5H9zM1.5 9h5.5v5.5H1.5zM9 9h5.5v5.5H9z"),
    COPY("M5 1h9v9h-2.5v4.5H2V5.5h3zM6.5 2.5v7h6v-7zM3.5 7v6H10v-3H5V7z"),
    PENCIL("M11.6 1.2l3.2 3.2-9.3 9.3-4.3 1.1 1.1-4.3z"),
    ARCHIVE("M1 2h14v4h-1v8H2V6H1zM2.5 3.5v1h11v-1zM3.5 6v6.5h9V6zM6 7.5h4V9H6z"),
    BOXES("M5 1h6v6H5zM1 9h6v6H1zM9 9h6v6H9zM6.5 2.5v3h3v-3zM2.5 10.5v3h3v-3zM10.5 10.5v3h3v-3z"),
    DISK("M1 9h14v5H1zM3 2h10l2 6H1zM11 10.8v1.5h2v-1.5z"),
    PLAY("M4 2.2v11.6L13.5 8z"),
    STOP("M3 3h10v10H3z"),
    POWER("M7 1h2v7H7zM4.3 3.2 5.6 4.8a4 4 0 1 0 4.8 0l1.3-1.6a6 6 0 1 1-7.4 0z"),
    RESTART("M8 2a6 6 0 1 1-5.8 4.5l1.9.5A4 4 0 1 0 8 4v2.6L3.8 3.3 8 0z"),
    CLOSE("M3.4 2 8 6.6 12.6 2 14 3.4 9.4 8l4.6 4.6-1.4 1.4L8 9.4 3.4 14 2 12.6 6.6 8 2 3.4z"),
    MOON("M13.5 10.3A6 6 0 0 1 5.7 2.5a6 6 0 1 0 7.8 7.8z"),
    SUN(
            "M8 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM7.2 0h1.6v2.8H7.2zM7.2 13.2h1.6V16H7.2zM0"
                + " 7.2h2.8v1.6H0zM13.2 7.2H16v1.6h-2.8zM1.8 2.9 2.9 1.8l2 2-1.1 1.1zM11.1"
                + " 12.2l1.1-1.1 2 2-1.1 1.1zM1.8 13.1l2-2 1.1 1.1-2 2zM11.1 3.8l2-2 1.1 1.1-2 2z"),
    SETTINGS(
            "M6.8 0h2.4l.4 2 1.3.5L12.6 1.4l1.7 1.7-1.1 1.7.5 1.3 2 .4v2.4l-2 .4-.5 1.3 1.1"
                    + " 1.7-1.7 1.7-1.7-1.1-1.3.5-.4 2H6.8l-.4-2-1.3-.5-1.7 1.1-1.7-1.7"
                    + " 1.1-1.7-.5-1.3-2-.4V6.5l2-.4.5-1.3L1.7 3.1l1.7-1.7 1.7 1.1 1.3-.5z"
                    + "M8 5.2a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2z"),
    KEYBOARD(
            "M1 3h14v10H1zM2.5 4.5v7h11v-7zM4 6h1.5v1.5H4zM7.2 6h1.5v1.5H7.2zM10.5 6H12v1.5h-1.5z"
                    + "M4.5 9h7v1.5h-7z"),
    FLAG("M3 1h2v14H3zM6 2h8l-2.2 3.2L14 8.5H6z"),
    PAUSE("M4 2.5h2.8v11H4zM9.2 2.5H12v11H9.2z"),
    MORE(
            "M0 0h.01v.01zM16 16h-.01v-.01zM2.5 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z"
                    + "M8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM13.5 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z"),
    DOOR("M2 1h8v4.5H8V3H4v10h4v-2.5h2V15H2zM6.5 7h5V4.3L15.6 8l-4.1 3.7V9h-5z"),
    SHIELD(
            "M8 .8l6 2.1v4.4c0 3.6-2.4 6.4-6 7.9-3.6-1.5-6-4.3-6-7.9V2.9zM8 2.9L4 4.3v3c0 2.4 1.5"
                    + " 4.4 4 5.7 2.5-1.3 4-3.3 4-5.7v-3z"),
    SCALES(
            "M1.5 3h5.8v2H1.5zM1.5 7h4v2h-4zM1.5 11h2.6v2H1.5zM9 3h5.5v2H9zM9 7h3v2H9zM9"
                    + " 11h4.6v2H9z"),
    RECORD("M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z"),
    UP("M8 2.2 13.8 8l-1.4 1.4L9 6v8H7V6L3.6 9.4 2.2 8z"),
    FOLDER("M1 3.2h5.2l1.6 1.9H15v8.7H1z"),
    FILE("M3 1h6.2L13 4.8V15H3zM4.6 2.6v10.8h6.8V5.9H8.1V2.6z"),
    LINK("M9.2 2H14v4.8l-1.7-1.7L7.1 10.3 5.7 8.9l5.2-5.2zM2 4h5v1.7H3.7v6.6h6.6V9H12v5H2z"),
    DEVICE(
            "M3 3h10v10H3zM5 5v6h6V5zM5.4 0h1.4v2H5.4zM9.2 0h1.4v2H9.2zM5.4 14h1.4v2H5.4zM9.2"
                    + " 14h1.4v2H9.2z"),
    EXPORT("M8 .8l4.7 4.7-1.4 1.4L9 4.6v6.8H7V4.6L4.7 6.9 3.3 5.5zM2 13h12v2H2z"),
    EDIT("M11.3 1.2l3.5 3.5-8.9 8.9-4.4.9.9-4.4zM4.2 11l-.4 1.7 1.7-.4z"),
    NAME("M1 4h14v8H1zM2.5 5.5v5h11v-5zM4 6.6h1.4v2.8H4z"),
    KEY(
            "M10.5 1a4.5 4.5 0 1 1-1.6 8.7L7.6 11H6v1.6H4.4V14H1v-3l5.3-5.3A4.5 4.5 0 0 1 10.5"
                    + " 1zM11.5 3.2a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6z"),
    TRASH("M6 1h4v1.2h4v1.6H2V2.2h4zM3 5h10l-.8 10H3.8zM5.4 6.6l.5 6.8h4.2l.5-6.8z"),
    PRESENT("M1 2h14v9H9v2h3v1.5H4V13h3v-2H1zM2.5 3.5v6h11v-6z");

    private final String path;

    Icon(String path) {
        this.path = path;
    }

    /** A new node showing this sign. */
    public Region node() {
        SVGPath shape = new SVGPath();
        shape.setContent(path);
        Region region = new Region();
        region.setShape(shape);
        region.getStyleClass().add("icon");
        return region;
    }
}
