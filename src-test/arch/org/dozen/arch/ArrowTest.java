// SPDX-License-Identifier: Apache-2.0
package org.dozen.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dozen.arch.House.CLASSES;

import com.tngtech.archunit.core.domain.JavaClass;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who may know whom. */
final class ArrowTest {
    /** A rule over no classes holds always, so make sure that there are some. */
    @Test
    void theRulesSeeTheHouse() {
        assertThat(CLASSES).hasSizeGreaterThan(60);
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
                .contains(
                        "org.dozen.app",
                        "org.dozen.app.cli",
                        "org.dozen.app.fx",
                        "org.dozen.engine",
                        "org.dozen.engine.console",
                        "org.dozen.engine.failure",
                        "org.dozen.engine.host",
                        "org.dozen.engine.hostcall",
                        "org.dozen.engine.image",
                        "org.dozen.engine.machine",
                        "org.dozen.engine.seal",
                        "org.dozen.engine.trace");
    }

    @Test
    void featuresDoNotKnowEachOther() {
        Set<String> features = House.features();
        List<String> arrows = new ArrayList<>();
        for (JavaClass type : CLASSES) {
            String room = House.roomOfApp(type);
            if (features.contains(room)) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(arrow -> features.contains(House.roomOfApp(arrow.getTargetClass())))
                        .filter(arrow -> !House.roomOfApp(arrow.getTargetClass()).equals(room))
                        .forEach(arrow -> arrows.add(arrow.getDescription()));
            }
        }
        assertThat(arrows).isEmpty();
    }

    @Test
    void leavesKnowNoFeature() {
        Set<String> features = House.features();
        List<String> arrows = new ArrayList<>();
        for (JavaClass type : CLASSES) {
            if (House.LEAVES.contains(House.roomOfApp(type))) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(arrow -> features.contains(House.roomOfApp(arrow.getTargetClass())))
                        .forEach(arrow -> arrows.add(arrow.getDescription()));
            }
        }
        assertThat(arrows).isEmpty();
    }

    @Test
    void nobodyKnowsTheRootOfTheProgram() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.dozen.app")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.dozen.app")
                .check(CLASSES);
    }

    @Test
    void theEngineKnowsNeitherScreenNorProgram() {
        noClasses()
                .that()
                .resideInAPackage("org.dozen.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "java.awt..", "javax.swing..", "org.dozen.app..")
                .check(CLASSES);
    }

    @Test
    void theCommandLineNeedsNoScreen() {
        noClasses()
                .that()
                .resideInAPackage("org.dozen.app.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "java.awt..", "javax.swing..")
                .check(CLASSES);
    }

    @Test
    void onlyTheHostRoomSpeaksToTheHost() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.dozen.engine.host..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.jna..")
                .check(CLASSES);
    }

    @Test
    void theProgramReachesTheHostThroughTheEngine() {
        noClasses()
                .that()
                .resideInAPackage("org.dozen.app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.dozen.engine.host..")
                .check(CLASSES);
    }

    @Test
    void failuresAreALeaf() {
        classes()
                .that()
                .resideInAPackage("org.dozen.engine.failure..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("org.dozen.engine.failure..", "java..", "org.jspecify..")
                .check(CLASSES);
    }

    /** machine -> image, console, trace, seal; trace -> hostcall. Nothing points back. */
    @ParameterizedTest
    @ValueSource(strings = {"image", "console", "trace", "seal", "hostcall", "host", "failure"})
    void partsOfTheEngineDoNotKnowWhatIsBuiltOfThem(String part) {
        noClasses()
                .that()
                .resideInAPackage("org.dozen.engine." + part + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.dozen.engine", "org.dozen.engine.machine..")
                .check(CLASSES);
    }

    @Test
    void theTwelveKnowNobody() {
        noClasses()
                .that()
                .resideInAPackage("org.dozen.engine.hostcall..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.dozen.engine.trace..",
                        "org.dozen.engine.image..",
                        "org.dozen.engine.console..",
                        "org.dozen.engine.seal..")
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.dozen.(*)..",
                "org.dozen.app.(*)..",
                "org.dozen.engine.(*)..",
                "org.dozen.(**)"
            })
    void thereAreNoCycles(String slices) {
        slices().matching(slices).should().beFreeOfCycles().check(CLASSES);
    }
}
