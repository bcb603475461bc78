package dev.winnow.verifier;

import static dev.winnow.verifier.TestRounds.round;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.RoundVote;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.ScoringStarted;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.Verification;
import dev.winnow.verifier.check.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Candidates that are judged by what the first round of their prompt settles on. */
class RoundVotingTest {
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

  private void send(List<Candidate> candidates) {
    candidates.forEach(verifier::send);
  }

  private List<String> verdicts() {
    return verifier.verdicts().readValuesToList().stream()
        .sorted(Comparator.comparing(Verdict::getIndex))
        .map(one -> one.getIndex() + " " + one.getOutcome() + " " + one.getReason())
        .toList();
  }

  private List<Sample> rows() {
    List<Sample> rows = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      rows.addAll(verifier.rows(outcome).readValuesToList());
    }
    rows.sort(Comparator.comparing(Sample::getIndex));
    return rows;
  }

  @Test
  void holdsTheRoundUntilItsLastCandidateIsIn() {
    send(round("p", 1, 0, "3", "3", "3", "4").subList(0, 3));

    assertThat(verdicts()).isEmpty();
    assertThat(verifier.entries(VerifierTopology.HELD)).isEqualTo(3);
    assertThat(verifier.started()).extracting(ScoringStarted::getIndex).containsExactly(0, 1, 2);
  }

  @Test
  void judgesTheRoundByTheAnswerThatMostAgreeOn() {
    send(round("p", 1, 0, "1/2", "0.5", "7", "\\frac{1}{2}"));

    assertThat(verdicts())
        .containsExactly(
            "0 ACCEPTED EQUAL",
            "1 ACCEPTED EQUAL",
            "2 REJECTED DIFFERENT_VALUE",
            "3 ACCEPTED EQUAL");
    assertThat(verifier.entries(VerifierTopology.HELD)).isZero();
  }

  @Test
  void saysOnTheRowWhichAnswerWasTheReferenceAndHowManyAgreed() {
    send(round("p", 1, 0, "3", "3", "", "3", "4"));

    assertThat(rows())
        .hasSize(5)
        .allSatisfy(
            row ->
                assertThat(row.getRoundVote()).contains(new RoundVote("3", 0.75, 3, 4, 1, 5, null)))
        .allSatisfy(row -> assertThat(row.getVerifier()).isEqualTo("majority/1"));
  }

  @Test
  void countsCandidatesWithoutAnAnswerAsSuchAndDoesNotWaitForMore() {
    Candidate failed =
        Candidate.newBuilder(round("p", 1, 0, "3", "3", "3", "3", "", "3").get(5))
            .setFailureCode("LOST")
            .build();

    send(round("p", 1, 0, "3", "3", "3", "3", "", "3").subList(0, 5));
    verifier.send(failed);

    assertThat(verdicts())
        .containsExactly(
            "0 ACCEPTED EQUAL",
            "1 ACCEPTED EQUAL",
            "2 ACCEPTED EQUAL",
            "3 ACCEPTED EQUAL",
            "4 UNDECIDED CUT_OFF",
            "5 UNDECIDED LOST");
  }

  @Test
  void judgesLaterRoundsByTheSameReference() {
    send(round("p", 1, 0, "3", "3", "3", "4"));
    verdicts();

    send(round("p", 2, 4, "4", "3"));

    assertThat(verdicts()).containsExactly("4 REJECTED DIFFERENT_VALUE", "5 ACCEPTED EQUAL");
    assertThat(rows())
        .last()
        .satisfies(row -> assertThat(row.getRoundVote().orElseThrow().getRound()).isEqualTo(1));
  }

  @Test
  void leavesAllUndecidedWithoutAMajorityAndLaterRoundsToo() {
    send(round("p", 1, 0, "3", "3", "4", "5"));
    send(round("p", 2, 4, "3"));

    assertThat(verdicts())
        .hasSize(5)
        .allSatisfy(verdict -> assertThat(verdict).endsWith("UNDECIDED NO_MAJORITY"));
    assertThat(rows())
        .allSatisfy(
            row ->
                assertThat(row.getRoundVote())
                    .contains(new RoundVote("3", 0.5, 2, 4, 1, 4, Reason.NO_MAJORITY)));
  }

  @Test
  void countsTheNextRoundWhereTheFirstHadTooFewAnswers() {
    send(round("p", 1, 0, "", "", "", "9"));
    send(round("p", 2, 4, "3", "3", "3", "4"));

    assertThat(verdicts())
        .containsExactly(
            "0 UNDECIDED CUT_OFF",
            "1 UNDECIDED CUT_OFF",
            "2 UNDECIDED CUT_OFF",
            "3 UNDECIDED TOO_FEW_ANSWERS",
            "4 ACCEPTED EQUAL",
            "5 ACCEPTED EQUAL",
            "6 ACCEPTED EQUAL",
            "7 REJECTED DIFFERENT_VALUE");
  }

  @Test
  void countsNoAnswerThatAnEarlierCheckDoesNotAccept() {
    Verification filtered =
        TestRounds.checks(
            RecordFactory.check("regex", Map.of("pattern", "^The answer is [^4]")),
            RecordFactory.check("majority", Map.of("answers", "2")));

    round("p", 1, 0, "4", "4", "4", "3", "3").stream()
        .map(candidate -> TestRounds.with(candidate, filtered))
        .forEach(verifier::send);

    assertThat(rows())
        .extracting(Sample::getOutcome)
        .containsExactly(
            Outcome.REJECTED,
            Outcome.REJECTED,
            Outcome.REJECTED,
            Outcome.ACCEPTED,
            Outcome.ACCEPTED);
  }

  @Test
  void asksScorersAboutWhatTheMajorityAccepts() {
    Verification scored =
        Verification.newBuilder(TestRounds.MAJORITY)
            .setScorers(List.of(TestScores.scorer("rm")))
            .setAccept("rm > 0")
            .build();
    round("p", 1, 0, "3", "3", "3", "4").stream()
        .map(candidate -> TestRounds.with(candidate, scored))
        .forEach(verifier::send);
    verifier
        .scoringRequests("rm")
        .forEach(request -> verifier.send(TestScores.score(request.getIndex(), "rm", 1)));

    assertThat(verdicts())
        .containsExactly(
            "0 ACCEPTED ACCEPTED_BY_SCORE",
            "1 ACCEPTED ACCEPTED_BY_SCORE",
            "2 ACCEPTED ACCEPTED_BY_SCORE",
            "3 REJECTED DIFFERENT_VALUE");
    assertThat(rows())
        .allSatisfy(row -> assertThat(row.getRoundVote().orElseThrow().getAgreeing()).isEqualTo(3));
  }

  @Test
  void acceptsTheLowestIndexOfIdenticalResponses() {
    Verification once =
        Verification.newBuilder(TestRounds.MAJORITY).setAcceptIdentical(false).build();
    List<Candidate> round =
        round("p", 1, 0, "3", "3", "3", "4").stream()
            .map(candidate -> TestRounds.with(candidate, once))
            .toList();

    send(round.reversed());

    assertThat(verdicts())
        .containsExactly(
            "0 ACCEPTED EQUAL",
            "1 UNDECIDED IDENTICAL",
            "2 UNDECIDED IDENTICAL",
            "3 REJECTED DIFFERENT_VALUE");
  }

  @Test
  void dropsARedeliveredCandidateThatIsHeld() {
    List<Candidate> round = round("p", 1, 0, "3", "3", "3", "4");
    verifier.send(round.getFirst());
    verifier.send(round.getFirst());

    assertThat(verifier.started()).hasSize(1);
    assertThat(verifier.entries(VerifierTopology.HELD)).isEqualTo(1);
  }

  @Test
  void countsARoundOfWhichSomeWereJudgedUnderAnotherVersionOfTheRecipe() {
    List<Candidate> round = round("p", 1, 0, "3", "3", "3", "3", "4");
    send(round.subList(0, 4));
    verifier.send(
        TestRounds.with(
            round.get(4), RecordFactory.verification(RecordFactory.check("math", Map.of()))));

    assertThat(verdicts()).hasSize(5).contains("0 ACCEPTED EQUAL", "4 REJECTED DIFFERENT_VALUE");
  }

  @Test
  void givesEachHeldCandidateItsRowWhenThePromptIsForgotten() {
    send(round("p", 1, 0, "3", "", "3", "4").subList(0, 2));

    verifier.send("p".getBytes(StandardCharsets.UTF_8), null);

    assertThat(verdicts()).containsExactly("0 UNDECIDED ROUND_INCOMPLETE", "1 UNDECIDED CUT_OFF");
    assertThat(verifier.entries(VerifierTopology.HELD)).isZero();
    assertThat(verifier.entries(VerifierTopology.JUDGED)).isZero();
  }

  @Test
  void forgetsTheVoteWithThePrompt() {
    send(round("p", 1, 0, "3", "3", "3", "4"));

    verifier.send("p".getBytes(StandardCharsets.UTF_8), null);

    assertThat(verifier.entries(VerifierTopology.VOTES)).isZero();
  }

  @Test
  void doesNotHoldACandidateOfAPlannerThatDoesNotSayHowLargeItsRoundIs() {
    verifier.send(
        Candidate.newBuilder(round("p", 1, 0, "3", "3").getFirst()).setRoundSize(0).build());

    assertThat(verdicts()).containsExactly("0 UNDECIDED NO_ROUND");
  }

  @Test
  void refusesACandidateOutsideItsRound() {
    verifier.send(Candidate.newBuilder(round("p", 1, 0, "3", "3").getFirst()).setIndex(2).build());

    assertThat(verifier.deadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.toString()).contains("INVALID_CANDIDATE"));
  }
}
