// SPDX-License-Identifier: Apache-2.0
package org.dozen.ui;

import javafx.scene.Scene;
import javafx.scene.control.MenuButton;

import org.dozen.app.MachineTab;
import org.dozen.app.MachineTools;
import org.dozen.app.compare.CompareViewModel.With;
import org.dozen.app.fx.PngFile;

import java.io.IOException;
import java.nio.file.Path;

/** Pictures of the panel's states: counted from a mark, witnesses, comparison, escape room. */
final class PanelPictures {
    private static final String COMMAND = "ls -lR /etc; cat /etc/passwd; sync";

    private final WindowRig rig;
    private final MachineTab tab;
    private final MachineTools tools;
    private final Path folder;
    private final String theme;

    PanelPictures(WindowRig rig, MachineTab tab, Path folder, String theme) {
        this.rig = rig;
        this.tab = tab;
        this.tools = tab.tools().orElseThrow();
        this.folder = folder;
        this.theme = theme;
    }

    /** Takes them all; the machine is at its prompt before and after. */
    void take() throws IOException {
        escapeRoom();
        marked();
        compared();
        witnessed();
        forged();
    }

    private void escapeRoom() throws IOException {
        MenuButton menu = rig.node(MenuButton.class, "#escape-room");
        WindowRig.onScreen(() -> {
            menu.show();
            return true;
        });
        WindowRig.rest(500);
        Scene over = rig.over();
        PngFile.write(WindowRig.onScreen(() -> over.snapshot(null)), file("escape-room"));
        WindowRig.onScreen(() -> {
            menu.hide();
            return true;
        });
    }

    private void marked() throws IOException {
        WindowRig.onScreen(() -> {
            tab.panel().countFromNow();
            return true;
        });
        rig.type("dd if=/dev/zero of=/tmp/x bs=4k count=100; sync", "records out");
        WindowRig.rest(900);
        WindowRig.onScreen(() -> {
            tab.panel().toggleFrozen();
            return true;
        });
        WindowRig.rest(500);
        rig.picture(file("marked"));
        WindowRig.onScreen(() -> {
            tab.panel().toggleFrozen();
            tab.panel().model().countAll();
            return true;
        });
    }

    private void compared() throws IOException {
        for (int page = 0; page < 3; page++) {
            int shown = page;
            WindowRig.onScreen(() -> {
                tools.showCompare(shown);
                if (shown == 1) {
                    tools.compare().compare(new With.Host(), COMMAND);
                }
                return true;
            });
            WindowRig.await("it is compared", () -> !tools.compare().busy());
            WindowRig.rest(1300);
            rig.picture(file(new String[] {"phases", "compare", "lists"}[page]));
        }
        rig.closeCard("#compare-close");
    }

    private void witnessed() throws IOException {
        WindowRig.onScreen(() -> {
            tools.showWitnesses();
            tools.witnesses().audit(COMMAND);
            tab.terminal().type("find / -xdev -type f | xargs cat | md5sum\r");
            tools.witnesses().sample();
            return true;
        });
        WindowRig.await(
                "both are asked",
                () -> !tools.witnesses().sampling() && !tools.witnesses().auditing());
        WindowRig.rest(1300);
        rig.picture(file("witnesses"));
        rig.closeCard("#witness-close");
    }

    private void forged() throws IOException {
        rig.type("escape ring", "counted too");
        WindowRig.await("a witness has seen it", () -> tools.witnesses().contradicted());
        WindowRig.rest(1200);
        rig.picture(file("forged"));
        WindowRig.onScreen(() -> {
            tools.showWitnesses();
            tools.witnesses().audit("escape ring");
            return true;
        });
        WindowRig.await("the audit has ended", () -> !tools.witnesses().auditing());
        WindowRig.rest(900);
        rig.picture(file("witnesses-forged"));
        rig.closeCard("#witness-close");
    }

    private Path file(String name) {
        return folder.resolve(name + theme);
    }
}
