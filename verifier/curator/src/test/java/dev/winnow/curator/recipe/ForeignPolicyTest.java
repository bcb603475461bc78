package dev.winnow.curator.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import dev.winnow.curator.pair.PairChoice;
import dev.winnow.curator.pair.PairPolicy;
import dev.winnow.curator.pair.PairPool;
import dev.winnow.curator.select.SelectionPolicy;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A policy whose code fails chooses nothing more, and the stream goes on. */
class ForeignPolicyTest {
  private static final CandidateDraws DRAWS = CandidateDraws.of(7);
  private static final RatedResponse RIGHT = response(0, true);
  private static final RatedResponse WRONG = response(1, false);
  private static final RatedResponse UNKNOWN = response(2, true);

  @Test
  void aSelectionThatFailsSelectsNothing() {
    assertThat(
            select(
                (accepted, take, draws) -> {
                  throw new NullPointerException("no list");
                }))
        .isEmpty();
  }

  @Test
  void aSelectionOfWhatIsNotThereSelectsNothing() {
    assertThat(select((accepted, take, draws) -> List.of(UNKNOWN))).isEmpty();
    assertThat(select((accepted, take, draws) -> List.of(RIGHT, RIGHT))).isEmpty();
    assertThat(select((accepted, take, draws) -> accepted)).containsExactly(RIGHT);
  }

  @Test
  void pairsEndWhereTheirPolicyFails() {
    PairChoice good = new PairChoice(RIGHT, WRONG);

    assertThat(
            propose(
                (pool, draws) -> {
                  throw new NoClassDefFoundError("org/example/Gone");
                }))
        .isEmpty();
    assertThat(propose((pool, draws) -> Stream.of(1, 0, 1).map(i -> 1 / i).map(unused -> good)))
        .containsExactly(good);
    assertThat(propose((pool, draws) -> Stream.of(good, new PairChoice(UNKNOWN, WRONG), good)))
        .containsExactly(good);
    assertThat(propose((pool, draws) -> Stream.of(good, good))).containsExactly(good, good);
  }

  private static List<RatedResponse> select(SelectionPolicy policy) {
    return new GuardedSelection("selection policy 'a'", policy).select(List.of(RIGHT), 1, DRAWS);
  }

  private static List<PairChoice> propose(PairPolicy policy) {
    PairPool pool = new PairPool(List.of(RIGHT, WRONG));
    return new GuardedPairs("pair policy 'a'", policy).propose(pool, DRAWS).limit(10).toList();
  }

  private static RatedResponse response(int index, boolean isAccepted) {
    return new RatedResponse(
        "p", index, "text " + index, isAccepted, OptionalDouble.empty(), Map.of(), 3);
  }
}
