package dev.winnow.curator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.curator.recipe.InstalledCuration;
import dev.winnow.schemas.Curation;
import dev.winnow.schemas.CurationRule;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Pair;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Reasons;
import dev.winnow.schemas.Sample;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CuratorTest {
  private static final InstalledCuration INSTALLED = new InstalledCuration();
  private static final Curation BEST_TWO =
      new Curation(
          INSTALLED.selections().complete("score", Map.of("take", "2")),
          INSTALLED.pairs().complete("max_min", Map.of("per_prompt", "2")));

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
  void selectsAndPairsOnceThePromptHasEndedAndAllItsRowsAreThere() {
    JudgedPrompt prompt = scored("p", 1, 3, 2);
    curator.send(prompt.rows().get(0));
    curator.send(prompt.progress(PromptState.SATISFIED, BEST_TWO));
    curator.send(prompt.rows().get(1));
    assertThat(curator.selected()).isEmpty();

    curator.send(prompt.rows().get(2));

    assertThat(curator.selected())
        .extracting(Sample::getIndex, row -> row.getSelectedAs().orElseThrow().getRank())
        .containsExactly(tuple(1, 0), tuple(2, 1));
    assertThat(curator.pairs()).extracting(Pair::getId).containsExactly("p/1-0");
  }

  @Test
  void waitsForUndecidedRowsAsWell() {
    JudgedPrompt prompt = scored("p", 1, 2).row(Outcome.UNDECIDED, null);
    prompt.rows().subList(0, 2).forEach(curator::send);
    curator.send(prompt.progress(PromptState.SATISFIED, BEST_TWO));
    assertThat(curator.selected()).isEmpty();

    curator.send(prompt.rows().get(2));

    assertThat(curator.selected()).hasSize(2);
  }

  @Test
  void dropsTheRowsOfAPromptThatCannotContinueAndIgnoresWhatComesLate() {
    JudgedPrompt prompt = scored("p", 1, 2);
    sendAll(prompt, prompt.progress(PromptState.SATISFIED, BEST_TWO));
    assertThat(curator.selected()).hasSize(2);
    assertThat(curator.entries(CuratorTopology.ROWS)).isZero();

    sendAll(prompt, prompt.progress(PromptState.SATISFIED, BEST_TWO));

    assertThat(curator.selected()).isEmpty();
    assertThat(curator.entries(CuratorTopology.ROWS)).isZero();
  }

  @Test
  void addsToWhatItWroteWhenAPromptContinuesAfterItsBudgetWasRaised() {
    JudgedPrompt prompt = scored("p", 1);
    sendAll(prompt, spent(prompt));
    assertThat(curator.selected()).extracting(Sample::getIndex).containsExactly(0);
    prompt.row(Outcome.ACCEPTED, 5.0).row(Outcome.ACCEPTED, 9.0);

    sendAll(prompt, prompt.progress(PromptState.SATISFIED, BEST_TWO));

    List<Sample> added = curator.selected();
    assertThat(added).extracting(Sample::getIndex).containsExactly(2);
    assertThat(added.getFirst().getSelectedAs().orElseThrow().getPass()).isEqualTo(2);
    assertThat(added.getFirst().getSelectedAs().orElseThrow().getRank()).isEqualTo(1);
  }

  @Test
  void doesNotCurateTwiceWhenAnEndIsReportedTwice() {
    JudgedPrompt prompt = scored("p", 1, 2, 3);
    sendAll(prompt, spent(prompt));
    curator.selected();

    sendAll(prompt, spent(prompt));

    assertThat(curator.selected()).isEmpty();
  }

  @Test
  void keepsNothingOfAPromptWhoseRecipeDoesNotCurate() {
    JudgedPrompt prompt = scored("p", 1, 2);
    curator.send(prompt.rows().getFirst());
    curator.send(prompt.progress(PromptState.SAMPLING, null));
    assertThat(curator.entries(CuratorTopology.ROWS)).isZero();

    curator.send(prompt.rows().getLast());

    assertThat(curator.entries(CuratorTopology.ROWS)).isZero();
    assertThat(curator.selected()).isEmpty();
  }

  @Test
  void waitsForTheRecipeOfAPromptThatHasNoneYet() {
    JudgedPrompt prompt = scored("p", 1, 2);
    Progress waiting =
        Progress.newBuilder(prompt.progress(PromptState.WAITING, null))
            .setRecipeVersion("")
            .build();
    curator.send(waiting);

    sendAll(prompt, prompt.progress(PromptState.SATISFIED, BEST_TWO));

    assertThat(curator.selected()).hasSize(2);
  }

  @Test
  void forgetsWhatThePlannerForgets() {
    JudgedPrompt prompt = scored("p", 1, 2);
    sendAll(prompt, spent(prompt));

    curator.forget("p");

    assertThat(curator.entries(CuratorTopology.ROWS)).isZero();
    assertThat(curator.entries(CuratorTopology.PROMPTS)).isZero();
  }

  @Test
  void pairsOnlyWhatTheSameJudgesScored() {
    JudgedPrompt prompt = scored("p", 1, 2);
    Sample other =
        Sample.newBuilder(prompt.plain(Outcome.ACCEPTED))
            .setScore(99.0)
            .setScores(Map.of("helpful", 99.0))
            .setScoredBy(List.of(JudgedPrompt.scoredBy("rm-2")))
            .build();
    prompt.add(other);

    sendAll(prompt, prompt.progress(PromptState.SATISFIED, BEST_TWO));

    assertThat(curator.pairs()).extracting(Pair::getId).containsExactly("p/1-0");
    assertThat(curator.selected()).extracting(Sample::getIndex).containsExactly(1, 0);
  }

  @Test
  void comparesWhatWasScoredAlthoughMoreWasRejectedBeforeItsScore() {
    JudgedPrompt prompt = scored("p", 1, 2);
    for (int i = 0; i < 5; i++) {
      prompt.row(Outcome.REJECTED, null);
    }

    sendAll(prompt, prompt.progress(PromptState.SATISFIED, BEST_TWO));

    assertThat(curator.selected()).extracting(Sample::getIndex).containsExactly(1, 0);
    assertThat(curator.pairs()).extracting(Pair::getId).containsExactly("p/1-0");
  }

  @Test
  void pairsAScoredRightAnswerWithAWrongOneThatACheckRejectedBeforeItsScore() {
    JudgedPrompt prompt = scored("p", 1).row(Outcome.REJECTED, null).row(Outcome.REJECTED, null);
    Curation rightWrong =
        new Curation(null, INSTALLED.pairs().complete("right_wrong", Map.of("per_prompt", "1")));

    sendAll(prompt, prompt.progress(PromptState.SATISFIED, rightWrong));

    assertThat(curator.pairs())
        .singleElement()
        .satisfies(pair -> assertThat(pair.getId()).startsWith("p/0-"));
  }

  @Test
  void pairsOnlyWhatIsFinished() {
    JudgedPrompt prompt = scored("p", 1, 2, 3);
    Sample longest =
        Sample.newBuilder(prompt.rows().get(2)).setFinishReason(FinishReason.LENGTH).build();

    List.of(prompt.rows().get(0), prompt.rows().get(1), longest).forEach(curator::send);
    curator.send(prompt.progress(PromptState.SATISFIED, BEST_TWO));

    assertThat(curator.pairs()).extracting(Pair::getId).containsExactly("p/1-0");
  }

  @Test
  void sendsToTheDeadLettersWhatItCannotUse() {
    JudgedPrompt prompt = scored("p", 1);
    Curation unknown = new Curation(new CurationRule("nonsense", Map.of(), Map.of()), null);

    curator.sendToAccepted("p", "not avro".getBytes(StandardCharsets.UTF_8));
    curator.sendToAccepted("other", curator.bytes(prompt.rows().getFirst()));
    curator.send(prompt.progress(PromptState.SATISFIED, unknown));

    assertThat(curator.deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactly("NOT_AVRO", "KEY_MISMATCH", "UNKNOWN_CURATION");
  }

  private static JudgedPrompt scored(String id, double... scores) {
    JudgedPrompt prompt = new JudgedPrompt(id);
    for (double score : scores) {
      prompt.row(Outcome.ACCEPTED, score);
    }
    return prompt;
  }

  private static Progress spent(JudgedPrompt prompt) {
    return Progress.newBuilder(prompt.progress(PromptState.EXHAUSTED, BEST_TWO))
        .setReasonCode(Reasons.BUDGET_SPENT)
        .build();
  }

  private void sendAll(JudgedPrompt prompt, Progress end) {
    prompt.rows().forEach(curator::send);
    curator.send(end);
  }
}
