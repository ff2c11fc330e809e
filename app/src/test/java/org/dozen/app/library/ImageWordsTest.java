// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Names, sizes, moments and signs, as people write and read them. */
final class ImageWordsTest {
    @ParameterizedTest
    @CsvSource({
        "disk.img,disk",
        "root.tar.gz,root",
        "my disk (1).ext4,my-disk-1",
        ".hidden.img,hidden",
        "Starter.ext4,Starter-2",
        "quay.io/x/tool@sha256:00ff,tool",
        "/some/folder/,folder",
        "***,image"
    })
    void aNameIsMadeOfTheSources(String source, String name) {
        assertThat(ImageNames.free(source, Set.of("starter"))).isEqualTo(name);
        assertThat(ImageNames.fault(name, Set.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a/b", "../up", ".hidden", "two words", "-dash", "taken", "k\u00e4se"})
    void aNameThatCannotBeIsSaid(String name) {
        assertThat(ImageNames.fault(name, Set.of("taken"))).isPresent();
    }

    @Test
    void aSlashHasASentenceOfItsOwn() {
        assertThat(ImageNames.fault("a/b", Set.of()).orElseThrow()).contains("slash");
        assertThat(ImageNames.fault("taken", Set.of("taken")).orElseThrow()).contains("taken");
    }

    @ParameterizedTest
    @CsvSource({"1K,1024", "2 GB,2147483648", "1.5g,1610612736", "512 MiB,536870912", "3m,3145728"})
    void sizesAreRead(String written, long bytes) {
        assertThat(ByteSize.parse(written)).hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "G", "-1G", "1e9G", "99999999999T", "1.G", "two GB"})
    void whatIsNoSizeIsNone(String written) {
        assertThat(ByteSize.parse(written)).isEmpty();
    }

    @Test
    void momentsAreSaidAsPeopleSpeak() {
        Instant now = Instant.parse("2026-11-21T12:00:00Z");
        assertThat(RunMoment.words(Instant.EPOCH, now)).isEmpty();
        assertThat(RunMoment.words(now.minusSeconds(3), now)).isEqualTo("just now");
        assertThat(RunMoment.words(now.minus(Duration.ofMinutes(7)), now)).contains("7 min");
        assertThat(RunMoment.words(now.minus(Duration.ofDays(90)), now)).contains("2026");
    }

    @ParameterizedTest
    @CsvSource({
        "Debian GNU/Linux 12 (bookworm),De",
        "Alpine Linux v3.22,Al",
        "Dozen starter,Do",
        "42,#",
        "x,X"
    })
    void aSystemHasASign(String system, String letters) {
        assertThat(SystemLetters.letters(system)).isEqualTo(letters);
        assertThat(SystemLetters.hue(system)).isBetween(0, 11);
    }

    @Test
    void aRecipeSaysHowFarItIs() {
        assertThat(NewImageModel.share("step 1 of 4: looking")).isEqualTo(0);
        assertThat(NewImageModel.share("step 3 of 4: fetching 115 packages, 48 MB: 50 %"))
                .isEqualTo(0.625);
        assertThat(NewImageModel.share("anything else")).isNegative();
    }
}
