package dev.winnow.planner.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.planner.state.ActivePrompt.Run;
import dev.winnow.planner.strategy.Decision.SampleMore;
import dev.winnow.planner.strategy.Wanted;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Selection;
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

class ActivePromptTest {
  private static final ActivePrompt FIRST =
      new PromptLife.Waiting("0".repeat(24), 5, 6).sampling("arithmetic");

  @Property
  void whatIsMissingIsWhatIsAwaited(
      @ForAll @IntRange(max = 200) int ordered,
      @ForAll @Size(max = 100) Set<@IntRange(max = 199) Integer> judged) {
    ActivePrompt sampling = judged(ordered, judged);

    List<Integer> missing = new ArrayList<>();
    for (Run run : sampling.missing()) {
      assertThat(run.count()).isPositive();
      IntStream.range(run.first(), run.first() + run.count()).forEach(missing::add);
    }

    assertThat(missing)
        .isEqualTo(IntStream.range(0, 200).filter(sampling::awaits).boxed().toList());
    assertThat(sampling.isRoundIn()).isEqualTo(missing.isEmpty());
  }

  @Property
  void noTwoRunsTouch(
      @ForAll @IntRange(max = 200) int ordered,
      @ForAll @Size(max = 100) Set<@IntRange(max = 199) Integer> judged) {
    List<Run> runs = judged(ordered, judged).missing();

    for (int i = 1; i < runs.size(); i++) {
      Run before = runs.get(i - 1);
      assertThat(runs.get(i).first()).isGreaterThan(before.first() + before.count());
    }
  }

  @Property
  void theOrderOfVerdictsDoesNotMatter(
      @ForAll @Size(min = 1, max = 40) List<Outcome> outcomes, @ForAll Random random) {
    List<Integer> indices = new ArrayList<>(IntStream.range(0, outcomes.size()).boxed().toList());
    ActivePrompt inOrder = judged(FIRST.order(every(50), false, 6), indices, outcomes);

    Collections.shuffle(indices, random);

    assertThat(judged(FIRST.order(every(50), false, 6), indices, outcomes)).isEqualTo(inOrder);
  }

  @Property
  void anIndexIsAwaitedUntilItsFirstVerdictOnly(
      @ForAll @IntRange(max = 49) int index, @ForAll Outcome outcome) {
    ActivePrompt ordered = FIRST.order(every(50), false, 6);

    assertThat(ordered.awaits(index)).isTrue();
    assertThat(ordered.judge(index, finding(outcome), 7).awaits(index)).isFalse();
  }

  @Example
  void aVerdictLeavesTheLifeBeforeItAsItWas() {
    ActivePrompt ordered = FIRST.order(every(2), false, 6);

    ActivePrompt judged = ordered.judge(1, finding(Outcome.ACCEPTED), 7);

    assertThat(ordered.verdicts().indices().isEmpty()).isTrue();
    assertThat(ordered.tally()).isEqualTo(Tally.NONE);
    assertThat(judged.tally()).isEqualTo(new Tally(1, 0, 0));
    assertThat(judged.round().heardAt()).isEqualTo(7);
  }

  @Example
  void aNewRoundStartsItsAttemptsAnew() {
    ActivePrompt judged =
        FIRST
            .order(every(1), false, 6)
            .orderAgain(7)
            .judge(0, finding(Outcome.UNDECIDED), 8)
            .order(every(3), false, 9);

    assertThat(judged.round().number()).isEqualTo(2);
    assertThat(judged.ordered()).isEqualTo(4);
    assertThat(judged.round().attempt()).isZero();
    assertThat(judged.missing()).containsExactly(new Run(1, 3));
  }

  @Example
  void everyAcceptedCandidateIsSelectedWhereNoneCanBeTooMany() {
    assertThat(FIRST.order(every(9), false, 6).selection()).isEmpty();
    assertThat(FIRST.order(wanting(4, 4), false, 6).selection()).isEmpty();
    assertThat(FIRST.order(new SampleMore(1, new Wanted.InProportion(8)), false, 6).selection())
        .isEmpty();
  }

  @Example
  void ofARoundThatMayAcceptTooManyAsManyAreSelectedAsAreMissing() {
    ActivePrompt one = FIRST.order(wanting(2, 3), false, 6);
    ActivePrompt in =
        one.judge(0, finding(Outcome.ACCEPTED), 7).judge(1, finding(Outcome.REJECTED), 7);

    ActivePrompt next = in.order(wanting(6, 3), false, 8);

    assertThat(next.selection()).contains(new Selection(2, 6, 2, false));
    assertThat(next.judge(4, finding(Outcome.ACCEPTED), 9).orderAgain(10).selection())
        .as("the same when it is ordered again")
        .isEqualTo(next.selection());
  }

  @Example
  void aProbeSelectsInProportionToWhatFailed() {
    ActivePrompt probe = FIRST.order(new SampleMore(8, new Wanted.InProportion(16)), false, 6);

    assertThat(probe.selection()).contains(new Selection(0, 8, 16, true));
  }

  @Example
  void whatIsClaimedIsNotAwaited() {
    ActivePrompt claiming = FIRST.quotaRequest(wanting(4, 4));

    assertThat(claiming.isReady()).isFalse();
    assertThat(claiming.isRoundIn()).isTrue();
    assertThat(claiming.awaits(0)).isFalse();
    assertThat(claiming.order(wanting(3, 4), true, 7).claimed()).isZero();
  }

  @Example
  void whatIsOpenedAgainForgivesWhatCouldNotBeSampled() {
    VerdictSummary filtered = new VerdictSummary(Outcome.UNDECIDED, "CONTENT_FILTER", 0, false);
    ActivePrompt failed =
        FIRST.order(every(2), false, 6).judge(0, filtered, 7).judge(1, filtered, 7);

    ActivePrompt reopened = failed.fail().sampling().reopened(9);

    assertThat(failed.isUnsampled()).isTrue();
    assertThat(reopened.isUnsampled()).isFalse();
    assertThat(reopened.counts().ordered()).isZero();
    assertThat(reopened.ordered()).as("indices are never used again").isEqualTo(2);
    assertThat(reopened.tally()).as("counts continue").isEqualTo(new Tally(0, 0, 2));
  }

  private static VerdictSummary finding(Outcome outcome) {
    return new VerdictSummary(outcome, "ANY", 30, false);
  }

  private static SampleMore every(int candidates) {
    return new SampleMore(candidates, new Wanted.Every());
  }

  private static SampleMore wanting(int candidates, int wanted) {
    return new SampleMore(candidates, new Wanted.Number(wanted));
  }

  private static ActivePrompt judged(
      ActivePrompt life, List<Integer> indices, List<Outcome> outcomes) {
    ActivePrompt judged = life;
    for (int index : indices) {
      judged = judged.judge(index, finding(outcomes.get(index)), 7);
    }
    return judged;
  }

  private static ActivePrompt judged(int ordered, Set<Integer> indices) {
    ActivePrompt sampling = FIRST.order(every(ordered), false, 6);
    for (int index : indices) {
      if (sampling.awaits(index)) {
        sampling = sampling.judge(index, finding(Outcome.REJECTED), 7);
      }
    }
    return sampling;
  }
}
