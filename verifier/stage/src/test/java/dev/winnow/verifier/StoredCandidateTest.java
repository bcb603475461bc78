package dev.winnow.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.testing.Records;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.recipe.Checked;
import dev.winnow.verifier.recipe.Judgement;
import dev.winnow.verifier.recipe.ScoreSummary;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Candidates that are rebuilt from their rows. */
class StoredCandidateTest {
  private static final Recipe RECIPE = Recipe.newBuilder(Records.recipe()).setVersion("v2").build();

  static Stream<Candidate> candidates() {
    Candidate plain = TestCandidates.of("p", 3, TestCandidates.RIGHT);
    Prompt prefixed =
        Prompt.newBuilder(plain.getPrompt()).setAssistantPrefix("Let me see. ").build();
    return Stream.of(
        plain,
        Candidate.newBuilder(plain).setPrompt(prefixed).build(),
        Candidate.newBuilder(plain).setPrompt(prefixed).setResponse("").build(),
        Candidate.newBuilder(plain)
            .setResponse("")
            .setFinishReason(FinishReason.FAILED)
            .setFailureCode("SERVER_ERROR")
            .setFailure("500 three times")
            .build(),
        Candidate.newBuilder(plain)
            .setFinishReason(FinishReason.LENGTH)
            .setReasoning("hm")
            .setStopReason("###")
            .setTokensEstimated(true)
            .build());
  }

  @ParameterizedTest
  @MethodSource("candidates")
  void aCandidateIsRebuiltWhollyFromItsRow(Candidate candidate) {
    Sample row =
        row(
            candidate,
            new Judgement(Finding.undecided("X"), "math/1", ScoreSummary.NONE, Optional.empty()));

    Candidate rebuilt = StoredCandidate.of(row, RECIPE);

    assertThat(withoutOrder(rebuilt, candidate)).isEqualTo(candidate);
    assertThat(rebuilt.getRecipeVersion()).isEqualTo("v2");
    assertThat(rebuilt.getVerification()).isEqualTo(RECIPE.getVerification());
    assertThat(rebuilt.getReplaces()).contains(StoredCandidate.verdict(row));
  }

  @Test
  void aRebuiltCandidateHasNoFailureOfAScorer() {
    Candidate candidate = TestCandidates.of("p", 0, TestCandidates.RIGHT);
    Sample row =
        Sample.newBuilder(
                row(
                    candidate,
                    new Judgement(
                        Finding.undecided("X"), "math/1", ScoreSummary.NONE, Optional.empty())))
            .setFailure("scorer 'rm': failed")
            .build();

    assertThat(StoredCandidate.of(row, RECIPE).getFailure()).isEmpty();
  }

  @Test
  void aRowWhoseResponseWasCutIsNotWhole() {
    Candidate candidate = TestCandidates.of("p", 0, TestCandidates.RIGHT);

    assertThat(StoredCandidate.isWhole(row(candidate, Judge.tooLong().judgement()))).isFalse();
    assertThat(
            StoredCandidate.isWhole(
                row(candidate, Checked.unseen("TOO_LONG", "math/1").judgement())))
        .isTrue();
  }

  /** What belongs to the order of a candidate is not on its row. */
  private static Candidate withoutOrder(Candidate rebuilt, Candidate candidate) {
    return Candidate.newBuilder(rebuilt)
        .setPrompt(
            Prompt.newBuilder(rebuilt.getPrompt())
                .setPublishedAt(candidate.getPrompt().getPublishedAt())
                .build())
        .setRecipeVersion(candidate.getRecipeVersion())
        .setVerification(candidate.getVerification())
        .setAttempt(candidate.getAttempt())
        .setReplaces(null)
        .build();
  }

  private static Sample row(Candidate candidate, Judgement judgement) {
    return Rows.sample(
        candidate,
        judgement,
        Rows.verdict(candidate, judgement, 2, Records.NOW),
        2,
        Optional.empty());
  }
}
