// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

import org.dozen.app.text.Text;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.FileKind;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What people do to what is selected: asks what has to be asked, then has it done. */
final class BrowserActions {
    private final BrowserViewModel model;
    private final BrowserWindow window;
    private final FileTable table;

    BrowserActions(BrowserViewModel model, BrowserWindow window, FileTable table) {
        this.model = model;
        this.window = window;
        this.table = table;
    }

    void open() {
        List<FileEntry> selected = table.selected();
        if (selected.size() == 1) {
            model.open(selected.getFirst());
        }
    }

    void edit() {
        List<FileEntry> selected = table.selected();
        boolean one =
                selected.size() == 1
                        && (selected.getFirst().kind() == FileKind.FILE
                                || selected.getFirst().kind() == FileKind.LINK);
        if (one) {
            model.edit(selected.getFirst());
        }
    }

    void refresh() {
        model.refresh();
    }

    void makeFolder() {
        if (mayChange()) {
            name("browser.folder.title", "browser.make", "", model.edits()::makeFolder);
        }
    }

    void makeFile() {
        if (mayChange()) {
            name("browser.file.title", "browser.make", "", model.edits()::makeFile);
        }
    }

    void rename() {
        List<FileEntry> selected = table.selected();
        if (selected.size() == 1 && mayChange()) {
            FileEntry entry = selected.getFirst();
            name(
                    "browser.rename.title",
                    "browser.rename.do",
                    entry.name(),
                    name -> model.edits().rename(entry, name));
        }
    }

    private void name(
            String title,
            String action,
            String proposed,
            java.util.function.Consumer<String> make) {
        Set<String> taken = model.names();
        NameForm form =
                new NameForm(
                        Text.of(title),
                        Text.of(action),
                        proposed,
                        taken,
                        window.cards()::close,
                        make);
        window.cards().open(form, form.field(), () -> {});
    }

    void rights() {
        List<FileEntry> selected = table.selected();
        if (selected.isEmpty() || !mayChange()) {
            return;
        }
        FileEntry first =
                selected.stream()
                        .filter(entry -> entry.kind() != FileKind.LINK)
                        .findFirst()
                        .orElse(selected.getFirst());
        RightsForm form =
                new RightsForm(
                        Text.of("browser.rights.title", what(selected)),
                        first,
                        model.accounts(),
                        window.cards()::close,
                        change -> model.edits().change(selected, change));
        window.cards().open(form, form.field(), () -> {});
    }

    private static String what(List<FileEntry> selected) {
        return selected.size() == 1
                ? EntryWords.name(selected.getFirst())
                : Text.of("browser.things", selected.size());
    }

    void remove() {
        List<FileEntry> selected = table.selected();
        if (selected.isEmpty() || !mayChange()) {
            return;
        }
        boolean folders = selected.stream().anyMatch(entry -> entry.kind() == FileKind.FOLDER);
        window.ask(
                Text.of("browser.remove.title", what(selected)),
                Text.of(folders ? "browser.remove.folders" : "browser.remove.words"),
                Text.of("browser.remove.yes"),
                () -> model.edits().remove(selected));
    }

    void add() {
        if (mayChange()) {
            add(window.files());
        }
    }

    /** Adds files of this computer; asks before something gives way. */
    void add(List<Path> files) {
        if (files.isEmpty() || !mayChange()) {
            return;
        }
        List<String> taken = model.edits().taken(files);
        if (taken.isEmpty()) {
            model.edits().add(files);
            return;
        }
        window.ask(
                Text.of("browser.replace.title"),
                Text.of(
                        "browser.replace.words",
                        String.join(", ", taken.subList(0, Math.min(5, taken.size())))
                                + (taken.size() > 5 ? "…" : "")),
                Text.of("browser.replace.yes"),
                () -> model.edits().add(files));
    }

    void extract() {
        List<FileEntry> selected = table.selected();
        if (!selected.isEmpty()) {
            window.folder().ifPresent(to -> model.edits().extract(selected, to, window::say));
        }
    }

    void say(String sentence) {
        window.say(sentence);
    }

    private boolean mayChange() {
        Access can = model.access().get();
        if (can != Access.FREE) {
            model.fail(can.words());
        }
        return can == Access.FREE;
    }
}
