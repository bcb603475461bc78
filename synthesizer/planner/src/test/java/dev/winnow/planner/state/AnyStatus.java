package dev.winnow.planner.state;

import dev.winnow.planner.budget.LeaseShare;
import dev.winnow.planner.difficulty.Cell;
import dev.winnow.planner.strategy.Wanted;
import dev.winnow.schemas.PromptState;
import java.util.BitSet;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** States of prompts, at random. */
final class AnyStatus {
  private static final Arbitrary<String> HASHES =
      Arbitraries.strings().withChars("0123456789abcdef").ofLength(24);
  private static final Arbitrary<Long> TIMES = Arbitraries.longs().between(0, Long.MAX_VALUE);
  private static final Arbitrary<Integer> COUNTS = Arbitraries.integers().between(0, 100_000);
  private static final Arbitrary<Tally> TALLIES =
      Combinators.combine(COUNTS, COUNTS, COUNTS).as(Tally::new);
  private static final Arbitrary<Identity> IDENTITIES =
      Combinators.combine(HASHES, TIMES).as(Identity::new);

  private AnyStatus() {}

  static Arbitrary<PromptStatus> all() {
    return Arbitraries.oneOf(
        Combinators.combine(IDENTITIES, TIMES).as(AwaitingRecipe::new),
        ready(),
        inRound(),
        ready().map(Failed::new),
        inRound().map(Failed::new),
        Combinators.combine(accounts(), TIMES, COUNTS).as(AwaitingLease::new),
        Combinators.combine(accounts(), TIMES).as(AwaitingHour::new),
        Combinators.combine(accounts(), TIMES).as(BudgetSpent::new),
        Combinators.combine(accounts(), shares()).as(HoldingQuota::new),
        ended());
  }

  private static Arbitrary<Ready> ready() {
    return accounts().map(Ready::new);
  }

  static Arbitrary<InRound> inRound() {
    return Combinators.combine(accounts(), rounds()).as(InRound::new);
  }

  private static Arbitrary<LeaseShare> shares() {
    Arbitrary<String> versions = Arbitraries.strings().alpha().ofMaxLength(64);
    return Combinators.combine(COUNTS, TIMES, versions).as(LeaseShare::new);
  }

  private static Arbitrary<PromptAccount> accounts() {
    return Combinators.combine(origins(), TIMES, verdicts(), orders(), cells())
        .as(
            (origin, wakeAt, verdicts, orders, learned) ->
                new PromptAccount(
                    origin,
                    new Reminder(wakeAt, orders.candidates() % 3 * 300_000_000),
                    verdicts,
                    orders,
                    learned));
  }

  private static Arbitrary<Orders> orders() {
    return Combinators.combine(COUNTS, wanted())
        .as((ordered, wanted) -> new Orders(ordered, ordered / 7, ordered / 3, wanted));
  }

  private static Arbitrary<Origin> origins() {
    Arbitrary<String> recipes = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(100);
    return Combinators.combine(IDENTITIES, recipes).as(Origin::new);
  }

  private static Arbitrary<Verdicts> verdicts() {
    return Combinators.combine(indices(), TALLIES, COUNTS, reasons())
        .as(
            (indices, tally, count, reasons) ->
                new Verdicts(
                    indices,
                    tally,
                    new TokenCounts(300L * count, 200L * count, count),
                    count / 4,
                    reasons));
  }

  private static Arbitrary<UndecidedReasons> reasons() {
    Arbitrary<String> codes = Arbitraries.strings().withCharRange('A', 'Z').ofLength(9);
    return Arbitraries.maps(codes, COUNTS.map(count -> count + 1))
        .ofMaxSize(UndecidedReasons.MAX_CODES)
        .map(counts -> new UndecidedReasons(new TreeMap<>(counts), counts.size()));
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
                    first,
                    first % 2 == 0,
                    3L * first,
                    scoring(first, number),
                    new Attempt(number / 3, heardAt / 2, heardAt, number % 2 == 0)));
  }

  private static Arbitrary<Ended> ended() {
    return Combinators.combine(
            IDENTITIES,
            TIMES,
            Arbitraries.of(PromptState.SATISFIED, PromptState.EXHAUSTED),
            COUNTS,
            TALLIES)
        .as(Ended::new);
  }

  private static Arbitrary<Cell> cells() {
    return Combinators.combine(Arbitraries.integers().between(0, 40), COUNTS, COUNTS).as(Cell::new);
  }

  private static Arbitrary<BitSet> indices() {
    return Arbitraries.integers().between(0, 2000).set().ofMaxSize(100).map(AnyStatus::bits);
  }

  private static BitSet bits(Set<Integer> indices) {
    BitSet bits = new BitSet();
    indices.forEach(bits::set);
    return bits;
  }

  private static BitSet scoring(int first, int number) {
    BitSet scoring = new BitSet();
    scoring.set(first + number % 1024);
    return scoring;
  }
}
