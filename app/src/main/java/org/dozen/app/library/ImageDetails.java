// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import org.dozen.app.fx.Icon;
import org.dozen.app.preference.PreferenceStore;
import org.dozen.app.preference.StartChoice;
import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** What is known of the selected image, and how a machine is started from it. */
final class ImageDetails extends VBox {
    private static final List<Integer> MEMORY = List.of(32, 64, 128, 256, 512, 1024);

    private final PreferenceStore preferences;
    private final Label name = new Label();
    private final Label facts = new Label();
    private final Label writes = new Label();
    private final ComboBox<Integer> memory = new ComboBox<>();
    private final CheckBox strict = new CheckBox(Text.of("library.strict"));
    private final CheckBox readOnly = new CheckBox(Text.of("library.readOnly"));
    private final Button boot = new Button(Text.of("library.boot"), Icon.PLAY.node());
    private final HBox more = new HBox();
    private String shown = "";
    private String usual = "";
    private boolean fixed;
    private boolean filling;

    ImageDetails(PreferenceStore preferences, Runnable onBoot, Runnable onLook, Runnable onStart) {
        this.preferences = preferences;
        getStyleClass().add("image-details");
        setId("image-details");
        name.getStyleClass().add("details-name");
        facts.getStyleClass().add("details-facts");
        facts.setWrapText(true);
        facts.setMinHeight(USE_PREF_SIZE);
        writes.getStyleClass().add("details-facts");
        writes.setWrapText(true);
        writes.setMinHeight(USE_PREF_SIZE);
        memory.getItems().setAll(MEMORY);
        memory.setId("memory");
        memory.setMaxWidth(Double.MAX_VALUE);
        memory.setConverter(new Megabytes());
        strict.setId("strict");
        strict.setTooltip(tip(Text.of("library.strict.tip")));
        readOnly.setId("read-only");
        readOnly.setTooltip(tip(Text.of("library.readOnly.tip")));
        Label memoryLabel = new Label(Text.of("library.memory"));
        memoryLabel.setLabelFor(memory);
        HBox memoryLine = new HBox(memoryLabel, memory);
        memoryLine.getStyleClass().add("details-line");
        boot.setId("boot");
        boot.getStyleClass().add("accent");
        boot.setMaxWidth(Double.MAX_VALUE);
        boot.setOnAction(event -> onBoot.run());
        more.getChildren()
                .setAll(
                        button("look-inside", Text.of("library.inside"), onLook),
                        button("start-settings", Text.of("library.start"), onStart));
        more.getStyleClass().add("library-buttons");
        memory.valueProperty().subscribe(now -> keep());
        strict.selectedProperty().subscribe(now -> keep());
        readOnly.selectedProperty().subscribe(now -> keep());
        getChildren().addAll(name, facts, writes, memoryLine, strict, readOnly, boot, more);
        preferences.now().subscribe(now -> fill());
        show(null);
    }

    void show(@Nullable ImageEntry entry) {
        setVisible(entry != null);
        setManaged(entry != null);
        if (entry == null) {
            shown = "";
            return;
        }
        name.setText(entry.name());
        facts.setText(entry.details());
        usual = entry.writes();
        fixed = entry.image().shipped();
        boolean usable = entry.usable();
        for (javafx.scene.Node node :
                List.of(writes, memory.getParent(), strict, readOnly, boot, more)) {
            node.setVisible(usable);
            node.setManaged(usable);
        }
        readOnly.setVisible(usable && !entry.image().shipped());
        readOnly.setManaged(readOnly.isVisible());
        shown = entry.name();
        fill();
    }

    private static Button button(String id, String words, Runnable action) {
        Button button = new Button(words);
        button.setId(id);
        button.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(button, Priority.ALWAYS);
        button.setOnAction(event -> action.run());
        return button;
    }

    private void fill() {
        StartChoice choice = preferences.get().start(shown);
        filling = true;
        memory.setValue(choice.memoryMegabytes());
        strict.setSelected(choice.strict());
        readOnly.setSelected(choice.readOnly());
        filling = false;
        writes.setText(writes(choice));
    }

    /** What becomes of what a machine writes, as it is chosen now. */
    private String writes(StartChoice choice) {
        if (choice.readOnly()) {
            return Text.of("library.details.nothing");
        }
        return switch (choice.changes()) {
            case WRITE -> usual;
            case DISCARD -> fixed ? usual : Text.of("library.details.away");
            case KEEP -> Text.of("library.details.keepAs", choice.keepAs());
            case MERGE -> fixed ? usual : Text.of("library.details.merged");
        };
    }

    private void keep() {
        Integer megabytes = memory.getValue();
        if (filling || shown.isEmpty() || megabytes == null) {
            return;
        }
        preferences.change(now ->
                now.withStart(
                        shown,
                        now.start(shown)
                                .withMemory(megabytes)
                                .withStrict(strict.isSelected())
                                .withReadOnly(readOnly.isSelected())));
    }

    private static Tooltip tip(String words) {
        Tooltip tip = new Tooltip(words);
        tip.setWrapText(true);
        tip.setMaxWidth(360);
        return tip;
    }

    private static final class Megabytes extends StringConverter<Integer> {
        @Override
        public String toString(@Nullable Integer megabytes) {
            return megabytes == null ? "" : Figures.bytes((long) megabytes << 20);
        }

        @Override
        public Integer fromString(String written) {
            return StartChoice.USUAL.memoryMegabytes();
        }
    }
}
