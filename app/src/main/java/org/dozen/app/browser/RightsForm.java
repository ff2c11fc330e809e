// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.dozen.app.text.Text;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.FileKind;
import org.dozen.engine.filesystem.ImageFiles;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Asks who may do what with files, and whose they are. */
final class RightsForm extends VBox {
    private static final int BITS = 07777;

    private final Accounts accounts;
    private final List<CheckBox> boxes = new ArrayList<>();
    private final TextField octal = new TextField();
    private final TextField user = new TextField();
    private final TextField group = new TextField();
    private final Label fault = new Label();
    private final Button yes = new Button(Text.of("browser.rights.do"));
    private boolean filling;

    /**
     * A form.
     *
     * @param title whose rights
     * @param first what the form begins with
     */
    RightsForm(
            String title,
            FileEntry first,
            Accounts accounts,
            Runnable onClose,
            Consumer<ImageFiles.Change> change) {
        this.accounts = accounts;
        getStyleClass().addAll("card", "rights-form");
        setId("rights-form");
        Label head = new Label(title);
        head.getStyleClass().add("card-title");
        head.setWrapText(true);
        boolean link = first.kind() == FileKind.LINK;
        GridPane grid = bits();
        octal.setId("rights-mode");
        octal.setPrefColumnCount(5);
        octal.getStyleClass().add("mono");
        octal.setText(String.format("%04o", first.mode()));
        octal.setAccessibleText(Text.of("browser.rights.mode"));
        fill(first.mode());
        user.setId("rights-user");
        user.setText(accounts.user(first.user()));
        user.setPrefColumnCount(10);
        group.setId("rights-group");
        group.setText(accounts.group(first.group()));
        group.setPrefColumnCount(10);
        GridPane fields = new GridPane();
        fields.getStyleClass().add("settings-grid");
        if (!link) {
            fields.addRow(0, label("browser.rights.mode", octal), octal);
        }
        fields.addRow(1, label("browser.rights.user", user), user);
        fields.addRow(2, label("browser.rights.group", group), group);
        fault.getStyleClass().add("trouble");
        fault.setId("rights-fault");
        fault.setWrapText(true);
        fault.setMinHeight(USE_PREF_SIZE);
        Button no = new Button(Text.of("question.cancel"));
        no.setOnAction(event -> onClose.run());
        yes.setId("rights-yes");
        yes.getStyleClass().add("accent");
        yes.setDefaultButton(true);
        yes.setOnAction(event -> {
            onClose.run();
            change.accept(
                    new ImageFiles.Change(
                            link ? -1 : Integer.parseInt(octal.getText().strip(), 8),
                            accounts.userNumber(user.getText()).orElse(-1),
                            accounts.groupNumber(group.getText()).orElse(-1)));
        });
        octal.textProperty().subscribe((before, now) -> typed());
        user.textProperty().subscribe((before, now) -> judge());
        group.textProperty().subscribe((before, now) -> judge());
        judge();
        HBox answers = new HBox(no, yes);
        answers.getStyleClass().add("answers");
        getChildren().add(head);
        if (!link) {
            getChildren().add(grid);
        }
        getChildren().addAll(fields, fault, answers);
    }

    /** What gets the caret. */
    TextField field() {
        return octal.getParent() == null ? user : octal;
    }

    private static Label label(String key, TextField field) {
        Label label = new Label(Text.of(key));
        label.setLabelFor(field);
        return label;
    }

    /** Owner, group and others by read, write and run; then the three that are special. */
    private GridPane bits() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("rights-grid");
        List<String> who =
                List.of("browser.rights.user", "browser.rights.group", "browser.rights.others");
        List<String> what =
                List.of("browser.rights.read", "browser.rights.write", "browser.rights.run");
        for (int column = 0; column < 3; column++) {
            Label label = new Label(Text.of(what.get(column)));
            label.getStyleClass().add("explain-name");
            grid.add(label, column + 1, 0);
        }
        for (int row = 0; row < 3; row++) {
            grid.add(new Label(Text.of(who.get(row))), 0, row + 1);
            for (int column = 0; column < 3; column++) {
                CheckBox box = box(0400 >> (row * 3 + column));
                box.setAccessibleText(Text.of(who.get(row)) + ", " + Text.of(what.get(column)));
                grid.add(box, column + 1, row + 1);
            }
        }
        special(grid, 4, "browser.rights.setuid", 04000);
        special(grid, 5, "browser.rights.setgid", 02000);
        special(grid, 6, "browser.rights.sticky", 01000);
        return grid;
    }

    private void special(GridPane grid, int row, String key, int bit) {
        CheckBox box = box(bit);
        box.setText(Text.of(key));
        grid.add(box, 0, row, 4, 1);
    }

    private CheckBox box(int bit) {
        CheckBox box = new CheckBox();
        box.setUserData(bit);
        box.setId("right-" + Integer.toOctalString(bit));
        box.selectedProperty().subscribe((before, now) -> ticked());
        boxes.add(box);
        return box;
    }

    private void fill(int mode) {
        filling = true;
        boxes.forEach(box -> box.setSelected((mode & (int) box.getUserData()) != 0));
        filling = false;
    }

    private void ticked() {
        if (!filling) {
            int mode =
                    boxes.stream()
                            .filter(CheckBox::isSelected)
                            .mapToInt(box -> (int) box.getUserData())
                            .sum();
            filling = true;
            octal.setText(String.format("%04o", mode));
            filling = false;
            judge();
        }
    }

    private void typed() {
        if (!filling && octal.getText().strip().matches("[0-7]{1,5}")) {
            fill(Integer.parseInt(octal.getText().strip(), 8) & BITS);
        }
        judge();
    }

    private void judge() {
        String wrong = "";
        if (!octal.getText().strip().matches("[0-7]{1,4}")) {
            wrong = Text.of("browser.rights.fault.mode");
        } else if (missing(accounts.userNumber(user.getText()))) {
            wrong = Text.of("browser.rights.fault.user");
        } else if (missing(accounts.groupNumber(group.getText()))) {
            wrong = Text.of("browser.rights.fault.group");
        }
        fault.setText(wrong);
        fault.setVisible(!wrong.isEmpty());
        fault.setManaged(!wrong.isEmpty());
        yes.setDisable(!wrong.isEmpty());
    }

    private static boolean missing(OptionalLong number) {
        return number.isEmpty();
    }
}
