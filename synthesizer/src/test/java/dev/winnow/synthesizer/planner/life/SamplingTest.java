package dev.winnow.synthesizer.planner.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Outcome;
import dev.winnow.synthesizer.planner.life.Sampling.Run;
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

class SamplingTest {
  private static final Sampling FIRST = new PromptLife.Waiting("0".repeat(24), 5).sampling();

  @Property
  void whatIsMissingIsWhatIsAwaited(
      @ForAll @IntRange(max = 200) int ordered,
      @ForAll @Size(max = 100) Set<@IntRange(max = 199) Integer> judged) {
    Sampling sampling = judged(ordered, judged);

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
    Sampling inOrder = judged(FIRST.order(50, 6), indices, outcomes);

    Collections.shuffle(indices, random);

    assertThat(judged(FIRST.order(50, 6), indices, outcomes)).isEqualTo(inOrder);
  }

  @Property
  void anIndexIsAwaitedUntilItsFirstVerdictOnly(
      @ForAll @IntRange(max = 49) int index, @ForAll Outcome outcome) {
    Sampling ordered = FIRST.order(50, 6);

    assertThat(ordered.awaits(index)).isTrue();
    assertThat(ordered.judge(index, outcome, 30, true, 7).awaits(index)).isFalse();
  }

  @Example
  void aVerdictLeavesTheLifeBeforeItAsItWas() {
    Sampling ordered = FIRST.order(2, 6);

    Sampling judged = ordered.judge(1, Outcome.ACCEPTED, 30, true, 7);

    assertThat(ordered.judged().isEmpty()).isTrue();
    assertThat(ordered.tally()).isEqualTo(Tally.NONE);
    assertThat(judged.tally()).isEqualTo(new Tally(1, 0, 0));
    assertThat(judged.heardAt()).isEqualTo(7);
  }

  @Example
  void aNewRoundStartsItsAttemptsAndItsCountOfTheSampledAnew() {
    Sampling judged =
        FIRST.order(1, 6).orderAgain(7).judge(0, Outcome.UNDECIDED, 30, true, 8).order(3, 9);

    assertThat(judged.round()).isEqualTo(2);
    assertThat(judged.ordered()).isEqualTo(4);
    assertThat(judged.attempt()).isZero();
    assertThat(judged.sampledInRound()).isZero();
    assertThat(judged.missing()).containsExactly(new Run(1, 3));
  }

  private static Sampling judged(Sampling life, List<Integer> indices, List<Outcome> outcomes) {
    Sampling judged = life;
    for (int index : indices) {
      judged = judged.judge(index, outcomes.get(index), 30, true, 7);
    }
    return judged;
  }

  private static Sampling judged(int ordered, Set<Integer> indices) {
    Sampling sampling = FIRST.order(ordered, 6);
    for (int index : indices) {
      if (sampling.awaits(index)) {
        sampling = sampling.judge(index, Outcome.REJECTED, 30, true, 7);
      }
    }
    return sampling;
  }
}
