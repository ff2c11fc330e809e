// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.machine;

import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.controlsfx.control.PopOver;
import org.dozen.app.text.Text;

import java.util.List;
import java.util.Locale;

/** The line at the foot of the window for one machine. */
final class StatusLine extends HBox {
    private final MachineViewModel model;
    private final Button boot = new Button();
    private final Label cpu = part("status-cpu");
    private final Label memory = part("status-memory");
    private final Label resident = part("status-resident");
    private final Label turns = part("status-turns");
    private final Label proof = part("status-proof");

    StatusLine(MachineViewModel model) {
        this.model = model;
        getStyleClass().add("status-line");
        boot.getStyleClass().addAll("flat", "quiet", "status-boot");
        boot.setId("status-boot");
        boot.setTooltip(new Tooltip(Text.of("status.boot.tip")));
        boot.setOnAction(event -> showMilestones());
        turns.setTooltip(new Tooltip(Text.of("status.turns.tip")));
        Region space = new Region();
        setHgrow(space, Priority.ALWAYS);
        getChildren().addAll(boot, cpu, memory, resident, turns, space, proof);
    }

    void show(MachineStatus now) {
        boot.setText(now.boot());
        boot.setVisible(!now.boot().isEmpty());
        boot.setManaged(boot.isVisible());
        set(cpu, now.cpu());
        set(memory, now.memory());
        set(resident, now.resident());
        set(turns, now.turns());
        set(proof, now.proof());
        for (MachineStatus.Tone tone : MachineStatus.Tone.values()) {
            proof.pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(tone.name().toLowerCase(Locale.ROOT)),
                    tone == now.tone());
        }
    }

    void showMilestones() {
        List<BootStep> steps = model.bootSteps();
        if (steps.isEmpty()) {
            return;
        }
        PopOver over = new PopOver(new Milestones(steps, model.launch(), model.commandLine()));
        over.setArrowLocation(PopOver.ArrowLocation.BOTTOM_LEFT);
        over.setAnimated(false);
        over.show(boot);
    }

    private static void set(Label label, String words) {
        label.setText(words);
        label.setVisible(!words.isEmpty());
        label.setManaged(!words.isEmpty());
    }

    private static Label part(String id) {
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().add("status-part");
        return label;
    }
}
