package dev.winnow.curator.pair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import dev.winnow.curator.group.Responses;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairPoliciesTest {
  private static final CandidateDraws DRAWS = CandidateDraws.of(5);

  @Test
  void maxMinTakesTheBestWithTheWorst() {
    assertThat(proposed(new MaxMinPairs(), Responses.scored(1, 4, 2, 3)).subList(0, 2))
        .containsExactly("1-0", "3-2");
  }

  @Test
  void chosenRandomTakesTheBestWithOthersInAnOrderThatTheSeedFixes() {
    List<RatedResponse> responses = Responses.scored(1, 4, 2, 3);

    List<String> proposed = proposed(new ChosenRandomPairs(), responses);

    assertThat(proposed)
        .contains("1-0", "1-2", "1-3")
        .isEqualTo(proposed(new ChosenRandomPairs(), responses));
  }

  @Test
  void rankedTakesTheLargestGapFirstAsCurryDpoDoes() {
    assertThat(proposed(new RankedPairs(4), Responses.scored(1, 4, 2, 3)))
        .containsExactly("1-0", "1-2", "1-3");
  }

  @Test
  void rankedTakesEvenDistancesOfALongRanking() {
    double[] scores = IntStream.range(0, 31).mapToDouble(i -> 30 - i).toArray();

    assertThat(proposed(new RankedPairs(4), Responses.scored(scores)))
        .containsExactly("0-30", "0-20", "0-10");
  }

  @Test
  void rightWrongNeedsNoScoresAndMakesEachPairOnce() {
    List<RatedResponse> responses =
        List.of(
            Responses.unscored(0, "a", true),
            Responses.unscored(1, "b", true),
            Responses.unscored(2, "c", false),
            Responses.unscored(3, "d", false),
            Responses.unscored(4, "e", false));

    List<String> proposed = proposed(new RightWrongPairs(), responses);

    assertThat(proposed).containsExactlyInAnyOrder("0-2", "0-3", "0-4", "1-2", "1-3", "1-4");
    assertThat(proposed.subList(0, 2)).doesNotHaveDuplicates();
  }

  @Test
  void closestTakesTheRejectedResponseThatIsMostAlike() {
    List<RatedResponse> responses =
        List.of(
            Responses.unscored(0, "one two three four five six", true),
            Responses.unscored(1, "entirely different words are in this text", false),
            Responses.unscored(2, "one two three four five seven", false));

    assertThat(proposed(new ClosestPairs(), responses)).containsExactly("0-2");
  }

  @Test
  void firstRoundUsesEachDrawnResponseOnceAndTheHigherScoreIsChosen() {
    List<PairChoice> pairs =
        new RsoFirstRoundPairs(new RsoDraw(0.5, 8))
            .propose(new PairPool(Responses.scored(1, 2, 3, 4, 5, 6, 7, 8)), DRAWS)
            .toList();

    assertThat(pairs)
        .hasSize(4)
        .allSatisfy(pair -> assertThat(pair.margin().orElseThrow()).isPositive());
    List<RatedResponse> used = new ArrayList<>();
    pairs.forEach(pair -> used.addAll(List.of(pair.chosen(), pair.rejected())));
    assertThat(used).doesNotHaveDuplicates();
  }

  @Test
  void aTournamentHasOneMatchLessThanPlayersAndItsWinnerIsTheBest() {
    List<PairChoice> matches =
        new RsoTournamentPairs(new RsoDraw(0, 7))
            .propose(new PairPool(Responses.scored(1, 2, 3, 4, 5, 6, 7)), DRAWS)
            .toList();

    assertThat(matches).hasSize(6);
    assertThat(matches.getLast().chosen().index()).isEqualTo(6);
  }

  private static List<String> proposed(PairPolicy policy, List<RatedResponse> responses) {
    return policy
        .propose(new PairPool(responses), DRAWS)
        .map(pair -> pair.chosen().index() + "-" + pair.rejected().index())
        .toList();
  }
}
