package dev.winnow.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Allocation;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.testing.Records;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What all verdicts of a prompt make of it, not those of its latest round alone. */
class PlannerHistoryTest {
  @TempDir Path stateDirectory;
  private PlannerDriver planner;

  @BeforeEach
  void open() {
    planner = new PlannerDriver(stateDirectory);
  }

  @AfterEach
  void close() {
    planner.close();
  }

  @Test
  void aRoundThatIsFilteredDoesNotEndAPromptWithAcceptedCandidates() {
    begin(Given.uniform(4, 48, 32));
    planner.requests();
    planner.judge(accepted(0), accepted(1), accepted(2), Given.rejected("p", 3));
    SamplingRequest second = planner.requests().getFirst();

    answer(second, index -> undecided(index, "CONTENT_FILTER"));

    assertThat(planner.requests()).hasSize(1);
    assertThat(planner.progress())
        .last()
        .extracting(Progress::getState)
        .isEqualTo(PromptState.SAMPLING);
  }

  @Test
  void aPromptOfWhichNothingCanBeSampledEndsAsFailedAndNamesTheReason() {
    begin(Given.uniform(4, 48, 32));

    Progress last = answerAll(index -> undecided(index, "CONTENT_FILTER"));

    assertThat(last.getState()).isEqualTo(PromptState.FAILED);
    assertThat(last.getOrdered()).isEqualTo(16);
    assertThat(last.getReasonCode()).contains("CONTENT_FILTER");
    assertThat(last.getReason()).contains("all 16 candidates: CONTENT_FILTER");
    assertThat(last.getPassRate()).isEmpty();
    assertThat(last.getUnsolvable()).isFalse();
  }

  @Test
  void severalReasonsAreCounted() {
    begin(Given.uniform(4, 48, 32));

    Progress last = answerAll(index -> undecided(index, index < 4 ? "LOST" : "CONTENT_FILTER"));

    assertThat(last.getReasonCode()).contains("CONTENT_FILTER");
    assertThat(last.getReason())
        .contains("none of 16 candidates could be sampled: 12 CONTENT_FILTER, 4 LOST");
  }

  @Test
  void aPromptWithOneSampledAnswerGoesOnToItsCap() {
    begin(Given.uniform(4, 48, 32));

    Progress last = answerAll(index -> index == 0 ? accepted(0) : undecided(index, "LOST"));

    assertThat(last.getState()).isEqualTo(PromptState.EXHAUSTED);
    assertThat(last.getOrdered()).isEqualTo(48);
    assertThat(last.getPassRate()).contains(1.0);
  }

  @Test
  void aPromptThatBringsNoInformationEndsAtItsCapAndSaysSo() {
    begin(Given.uniform(4, 48, 32));

    Progress last = answerAll(index -> undecided(index, index < 8 ? "NO_ANSWER" : "CUT_OFF"));

    assertThat(last.getState()).isEqualTo(PromptState.EXHAUSTED);
    assertThat(last.getReasonCode()).contains("NO_INFORMATION");
    assertThat(last.getReason()).contains("no information: 40 CUT_OFF, 8 NO_ANSWER");
    assertThat(last.getPassRate()).isEmpty();
    assertThat(last.getUnsolvable()).isFalse();
  }

  @Test
  void anAdaptivePromptThatBringsNoInformationIsNeverCalledUnsolvable() {
    begin(Given.allocated(adaptive(4, 200, 30, 32)));

    Progress last = answerAll(index -> undecided(index, "CUT_OFF"));

    assertThat(last.getState()).isEqualTo(PromptState.EXHAUSTED);
    assertThat(last.getReasonCode()).contains("NO_INFORMATION");
    assertThat(last.getOrdered()).as("the price is passed before the cap").isLessThan(200);
    assertThat(last.getUnsolvable()).isFalse();
  }

  @Test
  void aFilterThatTakesHalfOfTheAnswersMakesNoPromptHarder() {
    begin(Given.allocated(prop2diff(8, 64, 32, 8)));

    Progress last =
        answerAll(index -> index % 2 == 0 ? accepted(index) : undecided(index, "CONTENT_FILTER"));

    assertThat(last.getState()).isEqualTo(PromptState.SATISFIED);
    assertThat(last.getOrdered()).as("the probe alone").isEqualTo(8);
    assertThat(last.getPassRate()).contains(1.0);
  }

  @Test
  void aProbeGoesOnUntilItHasInformation() {
    begin(Given.allocated(prop2diff(8, 64, 32, 4)));

    Progress last =
        answerAll(index -> index < 4 ? undecided(index, "CUT_OFF") : Given.accepted("p", index));

    assertThat(last.getState()).isEqualTo(PromptState.SATISFIED);
    assertThat(last.getOrdered()).isEqualTo(8);
  }

  @Test
  void identicalResponsesAreCounted() {
    begin(Given.fixed(2));
    planner.judge(
        accepted(0), Verdict.newBuilder(undecided(1, "IDENTICAL")).setIdentical(true).build());

    assertThat(planner.progress()).last().extracting(Progress::getIdentical).isEqualTo(1);
  }

  private void begin(Recipe recipe) {
    planner.publish(recipe);
    planner.publish(Records.prompt("p"));
  }

  private Progress answerAll(IntFunction<Verdict> answer) {
    List<Progress> progress = new ArrayList<>();
    List<SamplingRequest> requests = planner.requests();
    while (!requests.isEmpty()) {
      requests.forEach(request -> answer(request, answer));
      requests = planner.requests();
    }
    progress.addAll(planner.progress());
    return progress.getLast();
  }

  private void answer(SamplingRequest request, IntFunction<Verdict> answer) {
    for (int i = 0; i < request.getCount(); i++) {
      planner.judge(answer.apply(request.getFirstIndex() + i));
    }
  }

  private static Verdict accepted(int index) {
    return Given.accepted("p", index);
  }

  private static Verdict undecided(int index, String reason) {
    return Verdict.newBuilder(Given.undecided("p", index))
        .setOutcome(Outcome.UNDECIDED)
        .setReason(reason)
        .build();
  }

  private static Allocation adaptive(int accepted, int maxCandidates, double price, int maxRound) {
    return Records.allocation(
        "adaptive",
        "accepted",
        accepted,
        "max_candidates",
        maxCandidates,
        "price",
        price,
        "max_round",
        maxRound);
  }

  private static Allocation prop2diff(int maxAccepted, int maxCandidates, int maxRound, int probe) {
    return Records.allocation(
        "prop2diff",
        "max_accepted",
        maxAccepted,
        "max_candidates",
        maxCandidates,
        "max_round",
        maxRound,
        "probe",
        probe);
  }
}
