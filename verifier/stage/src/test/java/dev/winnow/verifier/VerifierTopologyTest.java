package dev.winnow.verifier;

import static dev.winnow.verifier.TestCandidates.RIGHT;
import static dev.winnow.verifier.TestCandidates.SILENT;
import static dev.winnow.verifier.TestCandidates.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Message;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.testing.Records;
import dev.winnow.schemas.testing.Seeds;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTopologyTest {
  @TempDir Path stateDirectory;
  private VerifierDriver verifier;

  @BeforeEach
  void open() {
    verifier = new VerifierDriver(stateDirectory);
  }

  @AfterEach
  void close() {
    verifier.close();
  }

  @Test
  void givesEveryCandidateOneVerdictAndOneRowHoweverOftenItComes() {
    OneVerdictEach guarantee = new OneVerdictEach();
    long seed = Seeds.next();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      int index = random.nextInt(40);
      Candidate candidate =
          TestCandidates.of("p" + random.nextInt(5), index, index % 2 == 0 ? RIGHT : WRONG);
      guarantee.onCandidate(candidate, index % 2 == 0 ? Outcome.ACCEPTED : Outcome.REJECTED);
      verifier.send(candidate);
    }

    verifier.verdicts().readValuesToList().forEach(guarantee::onVerdict);
    for (Outcome outcome : Outcome.values()) {
      verifier.rows(outcome).readValuesToList().forEach(row -> guarantee.onRow(outcome, row));
    }
    assertThat(verifier.deadLetters()).as("seed %d", seed).isEmpty();
    guarantee.verify();
  }

  @Test
  void keepsTheFirstOfTwoDifferentCandidatesWithTheSameId() {
    verifier.send(TestCandidates.of("p", 0, RIGHT));
    verifier.send(TestCandidates.of("p", 0, WRONG));

    assertThat(verifier.verdicts().readValuesToList())
        .extracting(Verdict::getOutcome)
        .containsExactly(Outcome.ACCEPTED, Outcome.ACCEPTED);
    assertThat(verifier.rows(Outcome.REJECTED).isEmpty()).isTrue();
  }

  @Test
  void putsEachOutcomeOnItsTopicUnderThePromptsId() {
    verifier.send(TestCandidates.of("p", 0, RIGHT));
    verifier.send(TestCandidates.of("p", 1, WRONG));
    verifier.send(TestCandidates.of("p", 2, SILENT));

    assertThat(verifier.rows(Outcome.ACCEPTED).readKeyValue())
        .satisfies(
            row -> {
              assertThat(row.key).isEqualTo("p");
              assertThat(row.value.getId()).isEqualTo("p/0");
              assertThat(row.value.getCorrect()).contains(true);
              assertThat(row.value.getReason()).isEqualTo("EQUAL");
            });
    assertThat(verifier.rows(Outcome.REJECTED).readValue())
        .satisfies(
            row -> {
              assertThat(row.getId()).isEqualTo("p/1");
              assertThat(row.getCorrect()).contains(false);
              assertThat(row.getReason()).isEqualTo("DIFFERENT_VALUE");
            });
    assertThat(verifier.rows(Outcome.UNDECIDED).readValue())
        .satisfies(
            row -> {
              assertThat(row.getId()).isEqualTo("p/2");
              assertThat(row.getCorrect()).isEmpty();
            });
    assertThat(verifier.verdicts().readKeyValuesToList())
        .allMatch(verdict -> verdict.key.equals("p"))
        .hasSize(3);
  }

  @Test
  void writesAWholeVerdict() {
    verifier.send(TestCandidates.of("p", 7, WRONG));

    assertThat(verifier.verdict())
        .isEqualTo(
            Verdict.newBuilder()
                .setPromptId("p")
                .setIndex(7)
                .setRecipe("arithmetic")
                .setRecipeVersion("v1")
                .setOutcome(Outcome.REJECTED)
                .setReason("DIFFERENT_VALUE")
                .setExtractedAnswer("4")
                .setTokens(12)
                .setModel("tiny")
                .setVerifier("math/2")
                .setJudgedAt(Records.NOW)
                .build());
  }

  @Test
  void writesAWholeRow() {
    List<Message> messages =
        List.of(
            RecordFactory.message("system", "Be brief."),
            RecordFactory.message("user", "Hello"),
            RecordFactory.message("assistant", "Hi"),
            RecordFactory.message("user", "What is 1 + 2?"));
    Candidate candidate =
        on(
            Prompt.newBuilder(Records.prompt("p"))
                .setMessages(messages)
                .setSource("book#1")
                .setMetadata(Map.of("family", "add", "level", "1"))
                .build());
    verifier.send(candidate);

    assertThat(verifier.rows(Outcome.ACCEPTED).readValue())
        .isEqualTo(
            Sample.newBuilder()
                .setId("p/0")
                .setPromptId("p")
                .setIndex(0)
                .setRecipe("arithmetic")
                .setRecipeVersion("v1")
                .setSource("book#1")
                .setMessages(messages)
                .setPrompt("What is 1 + 2?")
                .setResponse(RIGHT)
                .setReference("3")
                .setOutcome(Outcome.ACCEPTED)
                .setCorrect(true)
                .setReason("EQUAL")
                .setExtractedAnswer("3")
                .setPassRate(1.0)
                .setRound(2)
                .setModel("tiny")
                .setSampling(Records.sampling())
                .setSeed(17)
                .setFinishReason(FinishReason.STOP)
                .setTokens(12)
                .setVerifier("math/2")
                .setMetadata(Map.of("family", "add", "level", "1"))
                .setSampledAt(Records.NOW.minusSeconds(1))
                .setJudgedAt(Records.NOW)
                .build());
  }

  @Test
  void ratesThePromptAsItStandsWithEachRow() {
    verifier.send(TestCandidates.of("p", 0, RIGHT));
    verifier.send(TestCandidates.of("p", 1, WRONG));
    verifier.send(TestCandidates.of("p", 1, WRONG));
    verifier.send(TestCandidates.of("p", 2, SILENT));
    verifier.send(TestCandidates.of("p", 3, RIGHT));
    verifier.send(TestCandidates.of("other", 0, RIGHT));

    assertThat(verifier.rows(Outcome.ACCEPTED).readValuesToList())
        .extracting(Sample::getPassRate)
        .containsExactly(Optional.of(1.0), Optional.of(2.0 / 3), Optional.of(1.0));
    assertThat(verifier.rows(Outcome.REJECTED).readValue().getPassRate()).contains(0.5);
    assertThat(verifier.rows(Outcome.UNDECIDED).readValue().getPassRate()).contains(0.5);
  }

  @Test
  void doesNotDecideWhatWasNotSampled() {
    Candidate failed =
        Candidate.newBuilder(
                TestCandidates.ended(TestCandidates.of("p", 0, ""), FinishReason.FAILED))
            .setFailure("the model is gone")
            .build();
    verifier.send(failed);

    assertUndecided("NOT_SAMPLED", "math/2");
    assertThat(verifier.rows(Outcome.UNDECIDED).readValue().getFailure())
        .contains("the model is gone");
  }

  @Test
  void doesNotDecideWhatWasCutOffEvenIfItsAnswerIsThere() {
    verifier.send(TestCandidates.ended(TestCandidates.of("p", 0, RIGHT), FinishReason.LENGTH));

    assertUndecided("CUT_OFF", "math/2");
  }

  @Test
  void doesNotDecideWhatIsTooLongAndKeepsIt() {
    String atTheLimit = " ".repeat(VerifierDriver.MAX_RESPONSE_CHARS - RIGHT.length()) + RIGHT;
    verifier.send(TestCandidates.of("p", 0, " " + atTheLimit));
    assertUndecided("TOO_LONG", "math/2");
    assertThat(verifier.rows(Outcome.UNDECIDED).readValue().getResponse())
        .isEqualTo(" " + atTheLimit);

    verifier.send(TestCandidates.of("p", 1, atTheLimit));

    assertThat(verifier.verdict().getOutcome()).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void doesNotDecideByACheckThatDoesNotExist() {
    verifier.send(checked("telepathy", Map.of()));

    assertUndecided("BAD_CHECK", "none");
  }

  @Test
  void doesNotDecideByACheckWithBadOptions() {
    verifier.send(checked("regex", Map.of("pattern", "(")));

    assertUndecided("BAD_CHECK", "none");
  }

  @Test
  void doesNotDecideByAnOversizedCheck() {
    verifier.send(checked("exact", Map.of("trim", "x".repeat(100_000))));

    assertUndecided("BAD_CHECK", "none");
  }

  @Test
  void saysOfAFailedCandidateThatItWasNotSampledEvenIfItsCheckIsBad() {
    verifier.send(TestCandidates.ended(checked("telepathy", Map.of()), FinishReason.FAILED));

    assertUndecided("NOT_SAMPLED", "none");
  }

  @Test
  void judgesByTheCheckThatEachCandidateCarries() {
    verifier.send(checked("exact", Map.of()));
    assertThat(verifier.verdict().getVerifier()).isEqualTo("exact/1");

    verifier.send(
        TestCandidates.checkedBy(
            TestCandidates.of("p", 1, RIGHT),
            RecordFactory.check("regex", Map.of("pattern", "answer"))));

    assertThat(verifier.verdict())
        .satisfies(
            verdict -> {
              assertThat(verdict.getVerifier()).isEqualTo("regex/1");
              assertThat(verdict.getOutcome()).isEqualTo(Outcome.ACCEPTED);
            });
  }

  @Test
  void boundsTheExtractedAnswerWithoutSplittingACharacter() {
    verifier.send(
        TestCandidates.checkedBy(
            TestCandidates.of("p", 0, "x".repeat(999) + "\ud83d\ude00".repeat(10)),
            RecordFactory.check("exact", Map.of())));

    assertThat(verifier.verdict().getExtractedAnswer()).contains("x".repeat(999));
  }

  private Candidate checked(String type, Map<String, String> options) {
    return TestCandidates.checkedBy(
        TestCandidates.of("p", 0, RIGHT), RecordFactory.check(type, options));
  }

  private static Candidate on(Prompt prompt) {
    return Candidate.newBuilder(TestCandidates.of("p", 0, RIGHT)).setPrompt(prompt).build();
  }

  private void assertUndecided(String reason, String by) {
    Verdict verdict = verifier.verdict();
    assertThat(verdict.getOutcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(verdict.getReason()).isEqualTo(reason);
    assertThat(verdict.getVerifier()).isEqualTo(by);
    assertThat(verdict.getExtractedAnswer()).isEmpty();
  }
}
