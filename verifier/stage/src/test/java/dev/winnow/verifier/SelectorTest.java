package dev.winnow.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Selection;
import dev.winnow.schemas.rules.RecipeRules;
import dev.winnow.verifier.Selector.Accepted;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SelectorTest {
  @Test
  void selectsAllWhereNoMoreAreAcceptedThanWanted() {
    assertThat(Selector.selected(new Selection(0, 8, 3, false), accepted(3, 1), 5)).hasSize(3);
  }

  @Test
  void selectsTheWantedNumberOfMore() {
    assertThat(Selector.selected(new Selection(0, 8, 3, false), accepted(8, 1), 0)).hasSize(3);
  }

  @Test
  void selectsNoneOfNone() {
    assertThat(Selector.selected(new Selection(0, 8, 3, true), List.of(), 8)).isEmpty();
  }

  @Test
  void selectsOneInProportionOfARoundWithoutFailures() {
    assertThat(Selector.selected(new Selection(0, 8, 5, true), accepted(8, 1), 0)).hasSize(1);
  }

  @Test
  void roundsWhatIsWantedInProportionUp() {
    // 4 * 3/8 = 1.5
    assertThat(Selector.selected(new Selection(0, 8, 4, true), accepted(5, 1), 3)).hasSize(2);
  }

  @Test
  void leavesOutOfAProportionWhatIsUndecided() {
    // 2 of 8 are undecided: 6 * 3/6 = 3.
    assertThat(Selector.selected(new Selection(0, 8, 6, true), accepted(3, 1), 3)).hasSize(3);
    assertThat(Selector.selected(new Selection(0, 8, 8, true), accepted(4, 1), 0)).hasSize(1);
  }

  @Test
  void computesProportionsExactly() {
    // 100 * (7 / 100.0) is 7.000000000000001, which would be rounded up to 8.
    assertThat(Selector.selected(new Selection(0, 100, 100, true), accepted(93, 1), 7)).hasSize(7);
  }

  @Test
  void doesNotOverflow() {
    Selection greedy = new Selection(0, RecipeRules.MAX_ROUND, Integer.MAX_VALUE, true);

    assertThat(Selector.selected(greedy, accepted(9, 1), 9)).hasSize(9);
  }

  @Test
  void selectsTheLowerIndicesOfEqualSeeds() {
    List<Accepted> equal = List.of(new Accepted(2, 5), new Accepted(0, 5), new Accepted(1, 5));

    assertThat(Selector.selected(new Selection(0, 8, 2, false), equal, 0)).containsExactly(0, 1);
  }

  @Test
  void selectsEachCandidateEquallyOftenOverManySeeds() {
    Selection round = new Selection(0, 8, 2, false);
    int[] times = new int[8];
    for (int i = 0; i < 8_000; i++) {
      Selector.selected(round, accepted(8, 8 * i), 0).forEach(index -> times[index]++);
    }

    // 2,000 each are expected, with a standard deviation of 39, though the seeds merely count up.
    assertThat(IntStream.of(times).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(1_800, 2_200));
  }

  @Property(tries = 300)
  void selectsTheSameOnesInAnyOrderAndAsManyAsTheRuleSays(
      @ForAll @IntRange(min = 1, max = 100) int count,
      @ForAll @IntRange(max = 100) int others,
      @ForAll @IntRange(min = 1, max = 120) int wanted,
      @ForAll boolean inProportion,
      @ForAll long seed) {
    Selection round = new Selection(0, count, wanted, inProportion);
    List<Accepted> accepted = accepted(Math.max(0, count - others), seed);
    int rejected = (count - accepted.size()) / 2;
    List<Accepted> shuffled = new ArrayList<>(accepted);
    Collections.shuffle(shuffled, new Random(seed));

    Set<Integer> selected = Selector.selected(round, shuffled, rejected);

    assertThat(selected).isEqualTo(Selector.selected(round, accepted, rejected));
    assertThat(selected).hasSize(expected(round, accepted.size(), rejected));
    assertThat(accepted.stream().map(Accepted::index)).containsAll(selected);
  }

  /** The rule once more, in decimals. */
  static int expected(Selection round, int accepted, int rejected) {
    if (!round.getInProportion()) {
      return Math.min(accepted, round.getWanted());
    }
    int wanted =
        new BigDecimal(round.getWanted())
            .multiply(new BigDecimal(rejected))
            .divide(new BigDecimal(Math.max(1, accepted + rejected)), 0, RoundingMode.CEILING)
            .max(BigDecimal.ONE)
            .intValueExact();
    return Math.min(accepted, wanted);
  }

  private static List<Accepted> accepted(int number, long seed) {
    return IntStream.range(0, number).mapToObj(i -> new Accepted(i, seed + i)).toList();
  }
}
