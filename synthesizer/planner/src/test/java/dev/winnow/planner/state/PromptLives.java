package dev.winnow.planner.state;

import dev.winnow.planner.difficulty.Cell;
import dev.winnow.planner.state.PromptLife.Ended;
import dev.winnow.planner.state.PromptLife.Failed;
import dev.winnow.planner.state.PromptLife.Suspended;
import dev.winnow.planner.state.PromptLife.Waiting;
import dev.winnow.planner.strategy.Wanted;
import dev.winnow.schemas.PromptState;
import java.util.BitSet;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Lives of prompts, at random. */
final class PromptLives {
  private static final Arbitrary<String> HASHES =
      Arbitraries.strings().withChars("0123456789abcdef").ofLength(24);
  private static final Arbitrary<Long> TIMES = Arbitraries.longs().between(0, Long.MAX_VALUE);
  private static final Arbitrary<Integer> COUNTS = Arbitraries.integers().between(0, 100_000);
  private static final Arbitrary<Tally> TALLIES =
      Combinators.combine(COUNTS, COUNTS, COUNTS).as(Tally::new);

  private PromptLives() {}

  static Arbitrary<PromptLife> all() {
    return Arbitraries.oneOf(
        waiting(), sampling(), suspended(), sampling().map(Failed::new), ended());
  }

  static Arbitrary<ActivePrompt> sampling() {
    return Combinators.combine(origins(), TIMES, verdicts(), cells(), wanted(), COUNTS, rounds())
        .as(
            (origin, wakeAt, verdicts, learned, wanted, ordered, round) ->
                new ActivePrompt(
                    origin,
                    wakeAt,
                    verdicts,
                    learned,
                    wanted,
                    ordered,
                    ordered / 7,
                    ordered / 5,
                    round,
                    ordered % 3 * 300_000_000));
  }

  private static Arbitrary<Origin> origins() {
    Arbitrary<String> recipes = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(100);
    return Combinators.combine(HASHES, TIMES, recipes).as(Origin::new);
  }

  private static Arbitrary<Verdicts> verdicts() {
    return Combinators.combine(indices(), TALLIES, COUNTS, reasons())
        .as(
            (indices, tally, count, reasons) ->
                new Verdicts(
                    indices, tally, 300L * count, 200L * count, count / 3, count / 4, reasons));
  }

  private static Arbitrary<UndecidedReasons> reasons() {
    Arbitrary<String> codes = Arbitraries.strings().withCharRange('A', 'Z').ofLength(9);
    return Arbitraries.maps(codes, COUNTS.map(count -> count + 1))
        .ofMaxSize(UndecidedReasons.MAX_CODES)
        .map(counts -> new UndecidedReasons(new TreeMap<>(counts)));
  }

  private static Arbitrary<Wanted> wanted() {
    return COUNTS.map(
        count ->
            switch (count % 3) {
              case 0 -> new Wanted.Every();
              case 1 -> new Wanted.Number(count);
              default -> new Wanted.InProportion(count);
            });
  }

  private static Arbitrary<Round> rounds() {
    return Combinators.combine(COUNTS, COUNTS, TIMES)
        .as(
            (number, first, heardAt) ->
                new Round(
                    number,
                    first,
                    first / 2,
                    70L * first,
                    first % 2 == 0,
                    number / 3,
                    heardAt / 2,
                    heardAt,
                    number % 2 == 0));
  }

  private static Arbitrary<Waiting> waiting() {
    return Combinators.combine(HASHES, TIMES, TIMES).as(Waiting::new);
  }

  private static Arbitrary<Suspended> suspended() {
    return Combinators.combine(
            sampling(), Arbitraries.of(PromptState.SAMPLING, PromptState.EXHAUSTED))
        .as(Suspended::new);
  }

  private static Arbitrary<Ended> ended() {
    return Combinators.combine(
            HASHES,
            TIMES,
            TIMES,
            Arbitraries.of(PromptState.SATISFIED, PromptState.EXHAUSTED, PromptState.FAILED),
            COUNTS,
            TALLIES)
        .as(Ended::new);
  }

  private static Arbitrary<Cell> cells() {
    return Combinators.combine(Arbitraries.integers().between(0, 40), COUNTS, COUNTS).as(Cell::new);
  }

  private static Arbitrary<BitSet> indices() {
    return Arbitraries.integers().between(0, 2000).set().ofMaxSize(100).map(PromptLives::bits);
  }

  private static BitSet bits(Set<Integer> indices) {
    BitSet bits = new BitSet();
    indices.forEach(bits::set);
    return bits;
  }
}
