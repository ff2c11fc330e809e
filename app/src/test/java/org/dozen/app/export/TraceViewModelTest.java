// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.export.TraceFormat;
import org.dozen.engine.failure.TraceFailure;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

final class TraceViewModelTest {
    private static final Path FILE = Path.of("/somewhere/run.csv");

    private final Target target = new Target();
    private final TraceViewModel model = new TraceViewModel(target, Runnable::run, Runnable::run);
    private final List<String> said = new ArrayList<>();

    TraceViewModelTest() {
        model.onDone(sentence -> said.add("done: " + sentence));
        model.onTrouble(sentence -> said.add("trouble: " + sentence));
    }

    /** A machine and its files, as the test has them. */
    private static final class Target implements TraceTarget {
        private boolean active = true;
        private boolean refuses;
        private boolean full;
        private int begun;

        @Override
        public boolean active() {
            return active;
        }

        @Override
        public Writing begin(Path file, TraceFormat format) {
            if (refuses) {
                throw TraceFailure.write(file, new IOException("Permission denied"));
            }
            begun++;
            return new Writing() {
                @Override
                public long calls() {
                    return 1234;
                }

                @Override
                public long finish() {
                    if (full) {
                        throw TraceFailure.write(file, new IOException("No space left"));
                    }
                    return 1240;
                }
            };
        }
    }

    @Test
    void aTraceGoesOnUntilItIsEnded() {
        model.begin(FILE, TraceFormat.CSV);
        model.frame();
        assertThat(model.writing()).isTrue();
        assertThat(model.words().replace('\u00a0', ' ')).contains("run.csv: 1 234 calls");
        model.finish();
        assertThat(model.writing()).isFalse();
        assertThat(model.words()).isEmpty();
        assertThat(said).hasSize(1).first().asString().startsWith("done: ").contains("run.csv");
        model.finish();
        assertThat(said).hasSize(1);
    }

    @Test
    void aTraceEndsWithItsRun() {
        model.begin(FILE, TraceFormat.CSV);
        model.frame();
        target.active = false;
        model.frame();
        assertThat(model.writing()).isFalse();
        assertThat(said).hasSize(1);
    }

    @Test
    void aTraceBegunBetweenRunsWaitsForTheNext() {
        target.active = false;
        model.begin(FILE, TraceFormat.CSV);
        model.frame();
        assertThat(model.writing()).isTrue();
        assertThat(model.words()).contains("next start");
        target.active = true;
        model.frame();
        target.active = false;
        model.frame();
        assertThat(model.writing()).isFalse();
    }

    @Test
    void oneFileAtATime() {
        model.begin(FILE, TraceFormat.CSV);
        model.begin(Path.of("/other.csv"), TraceFormat.CSV);
        assertThat(target.begun).isEqualTo(1);
        assertThat(said)
                .containsExactly("trouble: " + FILE + " is being written: stop that first.");
    }

    @Test
    void whatCannotBeWrittenIsSaidInASentence() {
        target.refuses = true;
        model.begin(FILE, TraceFormat.CSV);
        assertThat(model.writing()).isFalse();
        assertThat(said).hasSize(1).first().asString().startsWith("trouble: ").contains("run.csv");
        target.refuses = false;
        target.full = true;
        model.begin(FILE, TraceFormat.CSV);
        model.finish();
        assertThat(said).hasSize(2).last().asString().startsWith("trouble: ");
    }
}
