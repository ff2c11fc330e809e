// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import org.dozen.app.fx.Cards;
import org.dozen.engine.image.ImageRecipes;
import org.dozen.engine.workshop.ImageWorkshop;

import java.util.List;
import java.util.concurrent.Executor;

/** Shows the form for a new image over the window. On the JavaFX thread. */
public final class NewImage {
    private final LibraryCommands commands;
    private final ImageWorkshop workshop;
    private final ImageRecipes recipes;
    private final Executor background;
    private final Executor screen;

    public NewImage(
            LibraryCommands commands,
            ImageWorkshop workshop,
            ImageRecipes recipes,
            Executor background,
            Executor screen) {
        this.commands = commands;
        this.workshop = workshop;
        this.recipes = recipes;
        this.background = background;
        this.screen = screen;
    }

    /** Looks which recipes there are, and shows it. */
    public void open(Cards cards) {
        background.execute(() -> {
            List<String> names = recipes.names();
            screen.execute(() -> show(cards, names));
        });
    }

    private void show(Cards cards, List<String> names) {
        NewImageModel model = new NewImageModel(commands, workshop, recipes, names);
        NewImagePage page = new NewImagePage(model, commands.questions(), cards::close);
        cards.open(page, page.first(), () -> {});
    }
}
