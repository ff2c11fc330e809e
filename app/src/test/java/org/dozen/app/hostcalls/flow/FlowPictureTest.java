// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.app.hostcalls.chart.FakeRun;
import org.dozen.app.hostcalls.chart.RunSpan;
import org.dozen.app.hostcalls.chart.Timeline;
import org.dozen.engine.history.FlowMatrix;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

final class FlowPictureTest {
    private static final int READ = 0;
    private static final int WRITE = 1;
    private static final int GETDENTS = 217;
    private static final int PREAD64 = 2;
    private static final int PPOLL = 6;
    private static final int HOST_WRITE = 1;

    private final FakeRun run =
            new FakeRun()
                    .flow(READ, "read", PREAD64, 60)
                    .flow(WRITE, "write", HOST_WRITE, 30)
                    .flow(GETDENTS, "getdents64", PREAD64, 10)
                    .flow(-1, "guest kernel", PPOLL, 100)
                    .guest(READ, "read", 10_000)
                    .guest(WRITE, "write", 4_000)
                    .guest(GETDENTS, "getdents64", 8)
                    .guest(39, "getpid", 992)
                    .until(FakeRun.SECOND);

    @Test
    void whoAskedMostComesFirst() {
        assertThat(picture(9).sources())
                .extracting(FlowPicture.Source::name)
                .containsExactly("guest kernel", "read", "write", "getdents64");
        assertThat(picture(9).targets())
                .extracting(target -> target.call().orElseThrow().name())
                .containsExactly("ppoll", "pread64", "write");
    }

    @Test
    void whatTheGuestAnsweredIsAtLeastWhatIsLeft() {
        // 10 000 - 60, 4 000 - 30, and 992; more host calls than guest calls leave none over
        assertThat(picture(9).answered()).isEqualTo(9_940 + 3_970 + 992);
        assertThat(picture(9).guestCalls()).isEqualTo(15_000);
        assertThat(picture(9).hostCalls()).isEqualTo(200);
    }

    @Test
    void moreThanCanBeToldApartAreAddedUp() {
        FlowPicture picture = picture(3);
        assertThat(picture.sources())
                .extracting(FlowPicture.Source::name)
                .containsExactly("guest kernel", "read", "others");
        assertThat(picture.sources().getLast().hostCalls()).isEqualTo(40);
        assertThat(sum(picture)).isEqualTo(200);
    }

    @Test
    void bandsAddUpToTheirEnds() {
        FlowPicture picture = picture(9);
        for (FlowPicture.Source source : picture.sources()) {
            assertThat(
                            picture.bands().stream()
                                    .filter(band -> band.source().equals(source))
                                    .mapToLong(FlowPicture.Band::count)
                                    .sum())
                    .isEqualTo(source.hostCalls());
        }
    }

    @Test
    void lostRecordsAreShownAsOfUnknownCause() {
        FlowMatrix matrix = run.flow();
        FlowPicture picture =
                FlowPicture.of(new FlowMatrix(0, 1, 1, matrix.flows(), matrix.guestCalls(), 50), 9);
        assertThat(picture.hostCalls()).isEqualTo(250);
        assertThat(picture.sources().getLast().number()).isEqualTo(FlowPicture.UNKNOWN);
        assertThat(picture.targets().getLast().call()).isEmpty();
        assertThat(sum(picture)).isEqualTo(250);
    }

    @Test
    void theSentenceIsTheLesson() {
        assertThat(FlowSentence.headline(picture(9)))
                .isEqualTo("15\u00a0000 guest calls, 200 host calls.");
        assertThat(FlowSentence.lesson(picture(9))).isEqualTo("At most 1 in 75 asked the host.");
    }

    @Test
    void otherProportionsHaveOtherSentences() {
        assertThat(FlowSentence.headline(FlowPicture.none())).isEqualTo("No calls.");
        assertThat(FlowSentence.lesson(FlowPicture.none())).isEmpty();
        FlowPicture idle = of(new FakeRun().flow(-1, "guest kernel", PPOLL, 50));
        assertThat(FlowSentence.headline(idle)).isEqualTo("0 guest calls, 50 host calls.");
        assertThat(FlowSentence.lesson(idle)).contains("by itself");
        FlowPicture quiet = of(new FakeRun().guest(39, "getpid", 1));
        assertThat(FlowSentence.headline(quiet)).isEqualTo("1 guest call, 0 host calls.");
        assertThat(FlowSentence.lesson(quiet)).isEqualTo("Not one asked the host.");
    }

    @Test
    void nearlyAllIsNotWrittenAsAll() {
        assertThat(FlowSentence.fine(0.9999)).isEqualTo("99.9 %");
        assertThat(FlowSentence.fine(1)).isEqualTo("100 %");
        assertThat(FlowSentence.fine(0.42)).isEqualTo("42 %");
    }

    @Test
    void everyPartHasWords() {
        FlowPicture picture = picture(9);
        List<FlowItem> items = FlowItem.all(picture);
        assertThat(items).hasSize(1 + 4 + 4 + 3);
        assertThat(items).allMatch(item -> !item.words(picture).isBlank());
        assertThat(items.get(3).words(picture))
                .contains("read", "10\u00a0000 were made", "answered in the guest");
        assertThat(items.get(4).words(picture)).startsWith("read led to 60 pread64");
    }

    @Test
    void theTextHasSentenceHeadingsAndRows() {
        Timeline timeline = new Timeline(() -> Optional.of(run));
        FlowModel model = new FlowModel(timeline);
        timeline.frame(0);
        model.frame(FakeRun.SECOND);
        assertThat(model.text().lines())
                .hasSize(2 + 4 + 1)
                .anyMatch(line -> line.startsWith("read\tpread64\t60\t30 %"))
                .first()
                .asString()
                .endsWith("(whole run)");
    }

    @Test
    void aChosenSpanIsNamed() {
        Timeline timeline = new Timeline(() -> Optional.of(run));
        FlowModel model = new FlowModel(timeline);
        timeline.frame(0);
        timeline.choose(new RunSpan(100_000_000L, 900_000_000L));
        model.frame(FakeRun.SECOND);
        assertThat(model.of()).isEqualTo("0.1 s to 0.9 s");
        long version = model.version();
        model.frame(2 * FakeRun.SECOND);
        assertThat(model.version()).isEqualTo(version);
    }

    @Test
    void everythingLiesWithinThePictureAndCanBePointedAt() {
        FlowPicture picture = picture(9);
        FlowLayout layout = FlowLayout.of(picture, 500, 300, 1);
        assertThat(layout.toScale()).isTrue();
        for (FlowLayout.Box box : layout.sources()) {
            assertThat(box.low()).isLessThanOrEqualTo(300.01);
        }
        FlowLayout.Ribbon first = layout.bands().getFirst();
        assertThat(FlowItem.at(picture, layout, first.x() + 1, first.y() + 2))
                .isEqualTo(new FlowItem.Between(picture.bands().getFirst()));
        FlowLayout.Box last = layout.targets().getLast();
        assertThat(FlowItem.at(picture, layout, 495, last.middle()))
                .isEqualTo(new FlowItem.Right(picture.targets().getLast()));
        assertThat(FlowItem.at(picture, layout, 250, 20)).isEqualTo(new FlowItem.Answered());
        assertThat(FlowItem.at(picture, layout, 5, 299)).isEqualTo(new FlowItem.Nothing());
    }

    @Test
    void theSliverOfTheBarIsToScale() {
        FlowLayout layout = FlowLayout.of(picture(9), 500, 300, 1);
        assertThat(layout.sliver().height()).isEqualTo(300.0 * 200 / 15_000);
        FlowPicture idle = of(new FakeRun().flow(-1, "guest kernel", PPOLL, 50));
        assertThat(FlowLayout.of(idle, 500, 300, 1).toScale()).isFalse();
    }

    private FlowPicture picture(int most) {
        return FlowPicture.of(run.flow(), most);
    }

    private static FlowPicture of(FakeRun other) {
        return FlowPicture.of(other.flow(), 9);
    }

    private static long sum(FlowPicture picture) {
        return picture.bands().stream().mapToLong(FlowPicture.Band::count).sum();
    }
}
