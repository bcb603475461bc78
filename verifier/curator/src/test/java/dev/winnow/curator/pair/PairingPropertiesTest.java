package dev.winnow.curator.pair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import dev.winnow.curator.pair.PairSettings.PairOrder;
import dev.winnow.schemas.PairAction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds of every pair of every policy, for any responses and settings. */
class PairingPropertiesTest {
  private static final Map<String, PairPolicy> BY_SCORE =
      Map.of(
          "max_min", new MaxMinPairs(),
          "chosen_random", new ChosenRandomPairs(),
          "ranked", new RankedPairs(4),
          "rso_first_round", new RsoFirstRoundPairs(new RsoDraw(0.5, 8)),
          "rso_tournament", new RsoTournamentPairs(new RsoDraw(0.5, 8)));

  private static final Map<String, PairPolicy> BY_OUTCOME =
      Map.of("right_wrong", new RightWrongPairs(), "closest", new ClosestPairs());

  @Property(tries = 300)
  void everyPairKeepsTheRules(
      @ForAll @IntRange(max = 24) int size,
      @ForAll @IntRange(min = 1, max = 8) int perPrompt,
      @ForAll long seed) {
    List<RatedResponse> responses = responses(size, new Random(seed));
    PairSettings settings = settings(perPrompt, new Random(seed + 1));
    for (Pairing pairing : pairings(settings)) {
      List<CuratedPair> pairs = pairing.pairs(responses, Set.of(), CandidateDraws.of(seed));

      assertThat(pairs).as(pairing.name()).hasSizeLessThanOrEqualTo(perPrompt);
      assertThat(pairs.stream().map(CuratedPair::id)).doesNotHaveDuplicates();
      pairs.forEach(pair -> verify(pairing, pair, responses));
    }
  }

  @Property(tries = 100)
  void theOrderOfArrivalDoesNotMatter(@ForAll @IntRange(max = 24) int size, @ForAll long seed) {
    List<RatedResponse> responses = new ArrayList<>(responses(size, new Random(seed)));
    for (Pairing pairing : pairings(settings(4, new Random(seed)))) {
      List<CuratedPair> first = pairing.pairs(responses, Set.of(), CandidateDraws.of(3));
      Collections.shuffle(responses, new Random(seed + 1));

      assertThat(pairing.pairs(responses, Set.of(), CandidateDraws.of(3)))
          .as(pairing.name())
          .isEqualTo(first);
    }
  }

  @Property(tries = 100)
  void aLaterPassAddsOnlyNewPairsUpToTheNumber(
      @ForAll @IntRange(min = 2, max = 24) int size, @ForAll long seed) {
    Random random = new Random(seed);
    List<RatedResponse> responses = responses(size, random);
    List<RatedResponse> some = responses.subList(0, size / 2);
    for (Pairing pairing : pairings(settings(5, random))) {
      Set<String> made = new HashSet<>();
      pairing.pairs(some, made, CandidateDraws.of(seed)).forEach(pair -> made.add(pair.id()));

      List<CuratedPair> later = pairing.pairs(responses, made, CandidateDraws.of(seed));

      assertThat(made.size() + later.size()).as(pairing.name()).isLessThanOrEqualTo(5);
      assertThat(later).as(pairing.name()).noneMatch(pair -> made.contains(pair.id()));
    }
  }

  private static void verify(Pairing pairing, CuratedPair pair, List<RatedResponse> responses) {
    PairSettings settings = pairing.settings();
    RatedResponse chosen = pair.choice().chosen();
    RatedResponse rejected = pair.choice().rejected();
    assertThat(chosen.text()).isNotEqualTo(rejected.text());
    assertThat(chosen.isAccepted()).isTrue();
    assertThat(responses.stream().map(RatedResponse::index))
        .contains(chosen.index(), rejected.index());
    assertThat(pair.similarity()).isLessThanOrEqualTo(settings.maxSimilarity());
    if (!pairing.orderByScore()) {
      assertThat(rejected.isAccepted()).isFalse();
    } else {
      double margin = pair.choice().margin().orElseThrow();
      boolean isFlipped = pair.action() == PairAction.FLIPPED;
      assertThat(isFlipped ? -margin : margin)
          .isPositive()
          .isGreaterThanOrEqualTo(settings.minMargin());
    }
    if (pair.strength().votes() > 0) {
      verifyStrength(pair, settings);
    }
  }

  private static void verifyStrength(CuratedPair pair, PairSettings settings) {
    double mean = pair.strength().mean();
    boolean isFlipped = settings.flipBelow().filter(limit -> mean < limit).isPresent();
    assertThat(pair.action() == PairAction.FLIPPED).isEqualTo(isFlipped);
    if (!isFlipped) {
      assertThat(settings.dropBelow().filter(limit -> mean < limit)).isEmpty();
    }
  }

  private static List<Pairing> pairings(PairSettings settings) {
    List<Pairing> pairings = new ArrayList<>();
    BY_SCORE.forEach((name, policy) -> pairings.add(new Pairing(name, policy, true, settings)));
    BY_OUTCOME.forEach((name, policy) -> pairings.add(new Pairing(name, policy, false, settings)));
    return pairings;
  }

  private static PairSettings settings(int perPrompt, Random random) {
    return new PairSettings(
        perPrompt,
        random.nextBoolean() ? 0 : random.nextDouble(),
        random.nextBoolean() ? 0 : 0.01,
        random.nextBoolean() ? 1 : random.nextDouble(),
        random.nextBoolean() ? PairOrder.POLICY : PairOrder.EASY_TO_HARD,
        random.nextBoolean() ? Optional.empty() : Optional.of(-1.0),
        random.nextBoolean() ? Optional.empty() : Optional.of(0.0),
        random.nextBoolean() ? Optional.empty() : Optional.of(0.5));
  }

  /** Responses with few distinct texts and scores, so that ties and repetitions happen. */
  private static List<RatedResponse> responses(int size, Random random) {
    List<RatedResponse> responses = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String text = "answer number %d of many words".formatted(random.nextInt(12));
      boolean isScored = random.nextInt(8) > 0;
      double score = random.nextInt(6) - 2;
      Map<String, Double> scores = Map.of("a", score, "b", random.nextInt(6) - 2.0);
      responses.add(
          new RatedResponse(
              "p",
              i,
              text,
              random.nextBoolean(),
              isScored ? OptionalDouble.of(score) : OptionalDouble.empty(),
              isScored ? scores : Map.of(),
              random.nextInt(50)));
    }
    return responses;
  }
}
