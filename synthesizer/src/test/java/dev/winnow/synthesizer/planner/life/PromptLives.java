package dev.winnow.synthesizer.planner.life;

import dev.winnow.schemas.PromptState;
import dev.winnow.synthesizer.planner.difficulty.Cell;
import dev.winnow.synthesizer.planner.life.PromptLife.Ended;
import dev.winnow.synthesizer.planner.life.PromptLife.Waiting;
import java.util.BitSet;
import java.util.Set;
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
    return Arbitraries.oneOf(waiting(), sampling(), ended());
  }

  static Arbitrary<Sampling> sampling() {
    return Combinators.combine(HASHES, TIMES, indices(), TALLIES, cells(), COUNTS, COUNTS, TIMES)
        .as(
            (hash, started, judged, tally, learned, round, ordered, heard) ->
                new Sampling(
                    hash,
                    started,
                    judged,
                    tally,
                    300L * ordered,
                    learned,
                    round,
                    ordered,
                    ordered / 2,
                    round / 3,
                    heard));
  }

  private static Arbitrary<Waiting> waiting() {
    return Combinators.combine(HASHES, TIMES).as(Waiting::new);
  }

  private static Arbitrary<Ended> ended() {
    return Combinators.combine(
            HASHES,
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
