// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;

import org.dozen.app.fx.Icon;
import org.dozen.app.text.Text;
import org.dozen.engine.filesystem.ByteText;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.FileKind;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folders of the image; what is in one is read when it is opened. */
final class FolderTree extends TreeView<String> {
    private final BrowserViewModel model;
    private boolean following;

    FolderTree(BrowserViewModel model) {
        this.model = model;
        setId("folders");
        getStyleClass().add("folder-tree");
        setAccessibleText(Text.of("browser.folders"));
        setMinWidth(0);
        setCellFactory(view -> new FolderCell());
        setRoot(new Folder(InnerPath.ROOT));
        getSelectionModel()
                .selectedItemProperty()
                .subscribe(item -> {
                    if (item != null
                            && !following
                            && !item.getValue().equals(model.folder().get())) {
                        model.go(item.getValue());
                    }
                });
        addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.F5) {
                        reread();
                    }
                });
        model.folder().subscribe(this::follow);
        model.reads().subscribe((before, now) -> renew());
    }

    /** The image may have other folders now. */
    void reread() {
        setRoot(new Folder(InnerPath.ROOT));
        follow(model.folder().get());
    }

    /** The folder that is shown has been read: so what is below it is known anew. */
    private void renew() {
        String shown = model.folder().get();
        if (getRoot() instanceof Folder root) {
            root.find(shown)
                    .ifPresent(folder ->
                            folder.renew(
                                    model.entries().stream()
                                            .filter(entry -> entry.kind() == FileKind.FOLDER)
                                            .map(FileEntry::name)
                                            .toList()));
        }
    }

    /** Opens the way to a folder and marks it. */
    private void follow(String folder) {
        if (getRoot() instanceof Folder root) {
            List<String> way = new ArrayList<>(InnerPath.way(folder));
            way.removeFirst();
            root.setExpanded(true);
            step(root, way);
        }
    }

    private void step(Folder at, List<String> way) {
        if (way.isEmpty()) {
            mark(at);
            return;
        }
        at.read(() -> {
            Optional<Folder> next = at.child(way.getFirst());
            if (next.isPresent() && way.size() > 1) {
                next.get().setExpanded(true);
            }
            next.ifPresent(folder -> step(folder, way.subList(1, way.size())));
        });
    }

    private void mark(Folder folder) {
        if (!folder.getValue().equals(model.folder().get())) {
            return; // somebody has gone on meanwhile
        }
        following = true;
        getSelectionModel().select(folder);
        int row = getRow(folder);
        if (row >= 0) {
            scrollTo(Math.max(0, row - 4));
        }
        following = false;
    }

    /** A folder whose folders are not known before it is opened. */
    private final class Folder extends TreeItem<String> {
        private boolean asked;
        private boolean known;
        private final List<Runnable> waiting = new ArrayList<>();

        Folder(String path) {
            super(path);
            expandedProperty()
                    .subscribe(open -> {
                        if (open) {
                            read(() -> {});
                        }
                    });
        }

        @Override
        public boolean isLeaf() {
            return known && getChildren().isEmpty();
        }

        void read(Runnable then) {
            if (known) {
                then.run();
                return;
            }
            waiting.add(then);
            if (!asked) {
                asked = true;
                model.folders(getValue(), this::take);
            }
        }

        /** The folder of this path, if it has been read already. */
        Optional<Folder> find(String path) {
            if (path.equals(getValue())) {
                return Optional.of(this);
            }
            return getChildren().stream()
                    .filter(Folder.class::isInstance)
                    .map(Folder.class::cast)
                    .filter(each -> (path + "/").startsWith(each.getValue() + "/"))
                    .findFirst()
                    .flatMap(each -> each.find(path));
        }

        /** What is still there stays as it is, opened or not. */
        void renew(List<String> names) {
            if (!known) {
                return;
            }
            List<TreeItem<String>> now = new ArrayList<>();
            for (String name : names) {
                String path = InnerPath.in(getValue(), name);
                now.add(child(path).orElseGet(() -> new Folder(path)));
            }
            if (!now.equals(getChildren())) {
                following = true;
                getChildren().setAll(now);
                following = false;
                follow(model.folder().get());
            }
        }

        private void take(List<String> names) {
            known = true;
            getChildren()
                    .setAll(
                            names.stream()
                                    .map(name -> new Folder(InnerPath.in(getValue(), name)))
                                    .toList());
            List<Runnable> told = List.copyOf(waiting);
            waiting.clear();
            told.forEach(Runnable::run);
        }

        Optional<Folder> child(String path) {
            return getChildren().stream()
                    .filter(Folder.class::isInstance)
                    .map(Folder.class::cast)
                    .filter(each -> each.getValue().equals(path))
                    .findFirst();
        }
    }

    private static final class FolderCell extends TreeCell<String> {
        private final Region sign = Icon.FOLDER.node();

        @Override
        protected void updateItem(@Nullable String path, boolean empty) {
            super.updateItem(path, empty);
            if (empty || path == null) {
                setText("");
                setGraphic(null);
                return;
            }
            setText(path.equals(InnerPath.ROOT) ? path : ByteText.shown(InnerPath.name(path)));
            setGraphic(sign);
        }
    }
}
