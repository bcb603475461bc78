package dev.winnow.planner.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.planner.state.InRound.Run;
import dev.winnow.planner.strategy.Decision.SampleMore;
import dev.winnow.planner.strategy.Wanted;
import dev.winnow.schemas.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class InRoundTest {
  private static final Ready FIRST =
      new AwaitingRecipe(new Identity("0".repeat(24), 5), 6).begin("arithmetic");

  @Property
  void theMissingCandidatesAreThoseThatAreAwaited(
      @ForAll @IntRange(min = 1, max = 200) int ordered,
      @ForAll @Size(max = 100) Set<@IntRange(max = 199) Integer> judged) {
    List<Integer> missing = new ArrayList<>();
    List<Integer> awaited = new ArrayList<>();
    if (judged(ordered, judged) instanceof InRound inRound) {
      for (Run run : inRound.missing()) {
        assertThat(run.count()).isPositive();
        IntStream.range(run.first(), run.first() + run.count()).forEach(missing::add);
      }
      awaited.addAll(IntStream.range(0, 200).filter(inRound::awaits).boxed().toList());
    }

    assertThat(missing)
        .isEqualTo(awaited)
        .isEqualTo(IntStream.range(0, ordered).filter(i -> !judged.contains(i)).boxed().toList());
  }

  @Property
  void noTwoRunsTouch(
      @ForAll @IntRange(min = 1, max = 200) int ordered,
      @ForAll @Size(max = 100) Set<@IntRange(max = 199) Integer> judged) {
    List<Run> runs =
        judged(ordered, judged) instanceof InRound inRound ? inRound.missing() : List.of();

    for (int i = 1; i < runs.size(); i++) {
      Run before = runs.get(i - 1);
      assertThat(runs.get(i).first()).isGreaterThan(before.first() + before.count());
    }
  }

  @Property
  void theOrderOfVerdictsDoesNotMatter(
      @ForAll @Size(min = 1, max = 40) List<Outcome> outcomes, @ForAll Random random) {
    List<Integer> indices = new ArrayList<>(IntStream.range(0, outcomes.size()).boxed().toList());
    Resumable inOrder = judged(round(50), indices, outcomes);

    Collections.shuffle(indices, random);

    assertThat(judged(round(50), indices, outcomes)).isEqualTo(inOrder);
  }

  @Property
  void anIndexIsAwaitedUntilItsFirstVerdictOnly(
      @ForAll @IntRange(max = 48) int index, @ForAll Outcome outcome) {
    InRound ordered = round(50);

    assertThat(ordered.awaits(index)).isTrue();
    assertThat(judge(ordered, index, outcome).awaits(index)).isFalse();
  }

  @Example
  void aVerdictDoesNotChangeTheStatusBeforeIt() {
    InRound ordered = round(2);

    InRound judged = judge(ordered, 1, Outcome.ACCEPTED);

    assertThat(ordered.account().verdicts().indices().isEmpty()).isTrue();
    assertThat(ordered.tally()).isEqualTo(Tally.NONE);
    assertThat(judged.tally()).isEqualTo(new Tally(1, 0, 0));
    assertThat(judged.round().attempt().heardAt()).isEqualTo(7);
  }

  @Example
  void thePromptIsReadyWithTheLastVerdictOfTheRound() {
    InRound one = judge(round(2), 0, Outcome.REJECTED);

    assertThat(one.judge(1, verdict(Outcome.REJECTED), 8)).isInstanceOf(Ready.class);
  }

  @Example
  void aNewRoundBeginsItsAttemptsAnew() {
    Ready judged = (Ready) round(1).orderAgain(7).judge(0, verdict(Outcome.UNDECIDED), 8);

    InRound next = judged.order(every(3), false, 9);

    assertThat(next.account().orders().rounds()).isEqualTo(2);
    assertThat(next.ordered()).isEqualTo(4);
    assertThat(next.round().attempt().number()).isZero();
    assertThat(next.missing()).containsExactly(new Run(1, 3));
  }

  @Example
  void aPromptThatIsOpenedAgainForgivesCandidatesThatCouldNotBeSampled() {
    VerdictSummary filtered = new VerdictSummary(Outcome.UNDECIDED, "CONTENT_FILTER", 0, 0, false);
    InRound one = (InRound) round(2).judge(0, filtered, 7);
    Ready failed = (Ready) one.judge(1, filtered, 7);

    PromptAccount reopened = failed.fail().reopen(9).account();

    assertThat(failed.account().isUnsampled()).isTrue();
    assertThat(reopened.isUnsampled()).isFalse();
    assertThat(reopened.counts().ordered()).isZero();
    assertThat(reopened.orders().candidates()).as("indices are never used again").isEqualTo(2);
    assertThat(reopened.tally()).as("counts continue").isEqualTo(new Tally(0, 0, 2));
  }

  @Example
  void aRoundThatIsOpenedAgainIsNotReportedAsLeased() {
    InRound leased = FIRST.order(every(2), true, 6);

    InRound reopened = (InRound) leased.fail().reopen(9);

    assertThat(reopened.round().leased()).isFalse();
    assertThat(reopened.missing()).containsExactly(new Run(0, 2));
  }

  @Example
  void aCandidateThatWaitsForItsScoresIsNotMissingAndHasNoVerdict() {
    InRound scoring = round(3).scoring(1, 7);

    assertThat(scoring.missing()).containsExactly(new Run(0, 1), new Run(2, 1));
    assertThat(scoring.awaitingScores()).isEqualTo(1);
    assertThat(scoring.outstanding()).isEqualTo(3);
    assertThat(scoring.awaits(1)).isTrue();
    assertThat(scoring.awaitsSampling(1)).isFalse();
  }

  @Example
  void aRoundIsSampledWhenAllThatIsLeftWaitsForScores() {
    InRound one = judge(round(2), 0, Outcome.ACCEPTED);

    assertThat(one.isSampled()).isFalse();
    assertThat(one.scoring(1, 7).isSampled()).isTrue();
  }

  @Example
  void theTokensOfScorersCountForTheRound() {
    VerdictSummary scored = new VerdictSummary(Outcome.ACCEPTED, "ANY", 30, 400, false);

    InRound one = (InRound) round(2).scoring(0, 7).judge(0, scored, 8);

    assertThat(one.round().tokens()).isEqualTo(430);
    assertThat(one.awaitingScores()).isZero();
  }

  private static InRound round(int candidates) {
    return FIRST.order(every(candidates), false, 6);
  }

  private static InRound judge(InRound inRound, int index, Outcome outcome) {
    return (InRound) inRound.judge(index, verdict(outcome), 7);
  }

  private static VerdictSummary verdict(Outcome outcome) {
    return new VerdictSummary(outcome, "ANY", 30, 0, false);
  }

  private static SampleMore every(int candidates) {
    return new SampleMore(candidates, new Wanted.Every());
  }

  private static SampleMore wanting(int candidates, int wanted) {
    return new SampleMore(candidates, new Wanted.Number(wanted));
  }

  private static Resumable judged(InRound round, List<Integer> indices, List<Outcome> outcomes) {
    Resumable judged = round;
    for (int index : indices) {
      judged = ((InRound) judged).judge(index, verdict(outcomes.get(index)), 7);
    }
    return judged;
  }

  private static Resumable judged(int ordered, Set<Integer> indices) {
    Resumable status = round(ordered);
    for (int index : indices) {
      if (status instanceof InRound inRound && inRound.awaits(index)) {
        status = inRound.judge(index, verdict(Outcome.REJECTED), 7);
      }
    }
    return status;
  }
}
