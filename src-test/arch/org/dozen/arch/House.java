// SPDX-License-Identifier: Apache-2.0
package org.dozen.arch;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The compiled product, read once for all rules. */
final class House {
    /** Every class of the program and of the engine, without tests. */
    static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.dozen.app", "org.dozen.engine");

    /** Rooms of the program that every feature may use, and that use none. */
    static final Set<String> LEAVES = Set.of("fx", "text", "preference");

    private House() {}

    /** First-level rooms of the program that are features: everything but the leaves. */
    static Set<String> features() {
        return CLASSES.stream()
                .map(House::roomOfApp)
                .filter(room -> !room.isEmpty() && !LEAVES.contains(room))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The first-level room of the program a class lies in; empty for its root and for others. */
    static String roomOfApp(JavaClass type) {
        String prefix = "org.dozen.app.";
        if (!type.getPackageName().startsWith(prefix)) {
            return "";
        }
        String rest = type.getPackageName().substring(prefix.length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }
}
