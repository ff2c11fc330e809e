// SPDX-License-Identifier: Apache-2.0
package org.dozen.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dozen.arch.House.CLASSES;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;

import javafx.application.Platform;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

/** How code is written here, as far as class files show it. */
final class HabitTest {
    @Test
    void everyPackageIsNullMarked() {
        assertThat(
                        CLASSES.stream()
                                .map(JavaClass::getPackage)
                                .distinct()
                                .filter(room -> !room.isAnnotatedWith(NullMarked.class))
                                .map(JavaPackage::getName)
                                .sorted())
                .isEmpty();
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Utility|Manager|Helper|Impl)(\\$.*)?")
                .check(CLASSES);
    }

    @Test
    void onlyOneRoomQueuesWorkForTheScreen() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.dozen.app.fx..")
                .should()
                .callMethod(Platform.class, "runLater", Runnable.class)
                .check(CLASSES);
    }

    @Test
    void viewModelsHoldNothingOfTheScene() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Model")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx.scene..", "javafx.stage..", "org.controlsfx..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /** Standard output belongs to the command line; everyone else throws, or logs. */
    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.dozen.app", "org.dozen.app.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(CLASSES);
    }

    @Test
    void exceptionsAreCaughtByName() {
        List<String> places =
                CLASSES.stream()
                        .flatMap(type -> type.getCodeUnits().stream())
                        .filter(unit ->
                                unit.getTryCatchBlocks().stream()
                                        .flatMap(block -> block.getCaughtThrowables().stream())
                                        .anyMatch(caught -> caught.isEquivalentTo(Exception.class)))
                        .map(unit -> unit.getFullName())
                        .toList();
        assertThat(places).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void accessorsCarryNoGet() {
        Stream<String> getters =
                CLASSES.stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getName().matches("get[A-Z].*"))
                        .filter(method -> method.getRawParameterTypes().isEmpty())
                        .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .filter(method -> !isAskedForElsewhere(method))
                        .map(JavaMethod::getFullName);
        assertThat(getters).isEmpty();
    }

    /** A library's interface or superclass may ask for a getter. */
    private static boolean isAskedForElsewhere(JavaMethod method) {
        JavaClass owner = method.getOwner();
        return Stream.concat(
                        owner.getAllRawSuperclasses().stream(),
                        owner.getAllRawInterfaces().stream())
                .filter(type -> !type.getPackageName().startsWith("org.dozen"))
                .flatMap(type -> type.getMethods().stream())
                .anyMatch(other -> other.getName().equals(method.getName()));
    }
}
