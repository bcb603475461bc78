package dev.winnow.curator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.curator.recipe.InstalledCuration;
import dev.winnow.schemas.Curation;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Reasons;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.SelectedAs;
import dev.winnow.schemas.SelectionWindow;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.testing.Seeds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectionWindowsTest {
  private static final InstalledCuration INSTALLED = new InstalledCuration();
  private static final Curation THIRD_OF_THREE_PROMPTS =
      over(Map.of("window", "3", "share", "0.34", "window_seconds", "60"));

  @TempDir private Path state;
  private CuratorDriver curator;

  @BeforeEach
  void start() {
    curator = new CuratorDriver(state);
  }

  @AfterEach
  void stop() {
    curator.close();
  }

  @Test
  void selectsTheHighestScoresOfAllPromptsOnceTheWindowIsFull() {
    end(scored("a", 1, 9), THIRD_OF_THREE_PROMPTS);
    end(scored("b", 2, 3), THIRD_OF_THREE_PROMPTS);
    assertThat(curator.selected()).isEmpty();

    end(scored("c", 8, 0), THIRD_OF_THREE_PROMPTS);

    List<Sample> selected = curator.selected();
    assertThat(selected).extracting(Sample::getId).containsExactly("a/1", "c/0");
    assertThat(selected).allSatisfy(row -> assertThat(as(row).getRank()).isZero());
    SelectionWindow window = as(selected.getFirst()).getWindow().orElseThrow();
    assertThat(window.getPrompts()).isEqualTo(3);
    assertThat(window.getRows()).isEqualTo(6);
    assertThat(window.getSelected()).isEqualTo(2);
  }

  @Test
  void selectsTheSameInEveryOrderOfArrivalWithinAWindow() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    Curation curation =
        over(Map.of("window", "8", "share", "0.25", "control", "true", "distinct", "normalized"));
    List<JudgedPrompt> prompts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      prompts.add(scored("p" + i, random.ints(6, 0, 5).asDoubleStream().toArray()));
    }
    Set<String> first = null;
    for (int order = 0; order < 8; order++) {
      List<SpecificRecord> records = new ArrayList<>();
      for (JudgedPrompt prompt : prompts) {
        records.addAll(prompt.rows());
        records.add(prompt.progress(PromptState.SATISFIED, curation));
      }
      Collections.shuffle(records, random);
      try (CuratorDriver other = new CuratorDriver(state.resolve("order" + order))) {
        records.forEach(record -> send(other, record));
        Set<String> selected =
            other.selected().stream()
                .map(SelectionWindowsTest::described)
                .collect(Collectors.toSet());
        first = first == null ? selected : first;
        assertThat(selected).as("seed %d", seed).hasSize(24).isEqualTo(first);
      }
    }
  }

  @Test
  void closesAWindowThatIsOldThoughItIsNotFull() {
    end(scored("a", 1, 9, 5), THIRD_OF_THREE_PROMPTS);
    curator.pass(Duration.ofSeconds(59));
    assertThat(curator.selected()).isEmpty();

    curator.pass(Duration.ofSeconds(1));

    assertThat(curator.selected()).extracting(Sample::getId).containsExactly("a/1");
  }

  @Test
  void keepsTheRowsOfWaitingPromptsAndNothingOnceTheWindowIsClosed() {
    end(scored("a", 1, 9), THIRD_OF_THREE_PROMPTS);
    assertThat(curator.entries(CuratorTopology.ROWS)).isEqualTo(2);
    assertThat(curator.entries(CuratorTopology.WAITING)).isEqualTo(1);

    curator.pass(Duration.ofMinutes(1));

    assertThat(curator.entries(CuratorTopology.ROWS)).isZero();
    assertThat(curator.entries(CuratorTopology.WAITING)).isZero();
    assertThat(curator.entries(CuratorTopology.WINDOWS)).isZero();
  }

  @Test
  void selectsFewerOrTakesACountedNumberOverTheWindow() {
    Curation three = over(Map.of("window", "2", "take", "3"));
    end(scored("a", 1, 2), three);
    end(scored("b", 3, 4), three);
    assertThat(curator.selected())
        .extracting(Sample::getId)
        .containsExactlyInAnyOrder("a/1", "b/0", "b/1");

    end(scored("c", 1), three);
    end(scored("d", 2), three);

    assertThat(curator.selected())
        .hasSize(2)
        .allSatisfy(row -> assertThat(as(row).getIsShort()).isTrue());
  }

  @Test
  void rowsThatComeAfterAPromptsEndDoNotTakePart() {
    JudgedPrompt prompt = scored("a", 1);
    end(prompt, spent(prompt));
    curator.send(prompt.row(Outcome.ACCEPTED, 99.0).rows().getLast());

    curator.pass(Duration.ofMinutes(1));

    assertThat(curator.selected()).extracting(Sample::getId).containsExactly("a/0");
  }

  @Test
  void aPromptThatEndsAgainWhileItWaitsTakesPartOnceWithAllRows() {
    JudgedPrompt prompt = scored("a", 1);
    end(prompt, spent(prompt));
    prompt.row(Outcome.ACCEPTED, 99.0);
    end(prompt, prompt.progress(PromptState.SATISFIED, THIRD_OF_THREE_PROMPTS));

    curator.pass(Duration.ofMinutes(1));

    List<Sample> selected = curator.selected();
    assertThat(selected).extracting(Sample::getId).containsExactly("a/1");
    assertThat(as(selected.getFirst()).getWindow().orElseThrow().getPrompts()).isEqualTo(1);
    assertThat(curator.entries(CuratorTopology.ROWS)).isZero();
  }

  @Test
  void aPromptThatContinuesLaterEntersALaterWindowWithWhatWasNotSelected() {
    JudgedPrompt prompt = scored("a", 5);
    end(prompt, spent(prompt));
    curator.pass(Duration.ofMinutes(1));
    assertThat(curator.selected()).extracting(Sample::getId).containsExactly("a/0");
    prompt.row(Outcome.ACCEPTED, 1.0);
    end(prompt, prompt.progress(PromptState.SATISFIED, THIRD_OF_THREE_PROMPTS));

    curator.pass(Duration.ofMinutes(1));

    Sample added = curator.selected().getFirst();
    assertThat(added.getId()).isEqualTo("a/1");
    assertThat(as(added).getRank()).isEqualTo(1);
    assertThat(as(added).getPass()).isEqualTo(2);
    assertThat(as(added).getWindow().orElseThrow().getReturning()).isEqualTo(1);
  }

  @Test
  void closesTheWindowOfAPromptBeforeItIsForgotten() {
    end(scored("a", 1), THIRD_OF_THREE_PROMPTS);
    end(scored("b", 2), THIRD_OF_THREE_PROMPTS);

    curator.forget("a");

    assertThat(curator.selected()).extracting(Sample::getId).containsExactly("b/0");
    assertThat(curator.entries(CuratorTopology.ROWS)).isZero();
  }

  @Test
  void promptsThatOthersJudgedWaitInAnotherWindow() {
    end(scored("a", 1), THIRD_OF_THREE_PROMPTS);
    JudgedPrompt other = new JudgedPrompt("b");
    other.add(
        Sample.newBuilder(scored("b", 7).rows().getFirst())
            .setScoredBy(List.of(JudgedPrompt.scoredBy("rm-2")))
            .build());
    end(other, other.progress(PromptState.SATISFIED, THIRD_OF_THREE_PROMPTS));

    curator.pass(Duration.ofMinutes(1));

    assertThat(curator.selected())
        .extracting(Sample::getId)
        .containsExactlyInAnyOrder("a/0", "b/0");
  }

  @Test
  void refusesSettingsThatContradictEachOther() {
    assertThatThrownBy(() -> over(Map.of("share", "0.5")))
        .isInstanceOf(BadOptionsException.class)
        .hasMessageContaining("share': give window too");
    assertThatThrownBy(() -> over(Map.of("window", "4")))
        .hasMessageContaining("window': give either share or take");
    assertThatThrownBy(() -> over(Map.of("window", "4", "take", "2", "share", "0.5")))
        .hasMessageContaining("window': give either share or take");
  }

  private static Curation over(Map<String, String> settings) {
    return new Curation(INSTALLED.selections().complete("score", settings), null);
  }

  private static JudgedPrompt scored(String id, double... scores) {
    JudgedPrompt prompt = new JudgedPrompt(id);
    for (double score : scores) {
      prompt.row(Outcome.ACCEPTED, score);
    }
    return prompt;
  }

  private static Progress spent(JudgedPrompt prompt) {
    return Progress.newBuilder(prompt.progress(PromptState.EXHAUSTED, THIRD_OF_THREE_PROMPTS))
        .setReasonCode(Reasons.BUDGET_SPENT)
        .build();
  }

  private void end(JudgedPrompt prompt, Curation curation) {
    end(prompt, prompt.progress(PromptState.SATISFIED, curation));
  }

  private void end(JudgedPrompt prompt, Progress end) {
    prompt.rows().forEach(curator::send);
    curator.send(end);
  }

  private static void send(CuratorDriver curator, SpecificRecord record) {
    if (record instanceof Sample row) {
      curator.send(row);
    } else {
      curator.send((Progress) record);
    }
  }

  private static SelectedAs as(Sample row) {
    return row.getSelectedAs().orElseThrow();
  }

  private static String described(Sample row) {
    SelectedAs as = as(row);
    return "%s control %s rank %d of %d, window of %d prompts, %d rows, %d selected"
        .formatted(
            row.getId(),
            as.getControl(),
            as.getRank(),
            as.getCount(),
            as.getWindow().orElseThrow().getPrompts(),
            as.getWindow().orElseThrow().getRows(),
            as.getWindow().orElseThrow().getSelected());
  }
}
