package dev.winnow.curator.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import dev.winnow.curator.group.Responses;
import dev.winnow.curator.select.Selecting.Selected;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.testing.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelectingTest {
  private static final CandidateDraws DRAWS = CandidateDraws.of(17);

  @Test
  void selectsTheSameOnesInAThousandOrdersOfArrival() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    Selecting rso = selecting("rso", new RsoSampling(0.5)::sample, "exact", true);
    List<RatedResponse> responses = new ArrayList<>(Responses.scored(random.doubles(32).toArray()));
    Selected first = select(rso, responses, 8);

    for (int order = 0; order < 1_000; order++) {
      Collections.shuffle(responses, random);
      assertThat(select(rso, responses, 8)).as("seed %d", seed).isEqualTo(first);
    }
  }

  @Test
  void countsIdenticalTextsOnceAndSaysThatThereAreTooFew() {
    List<RatedResponse> responses =
        List.of(
            Responses.scored(0, "same", 1),
            Responses.scored(1, "same", 3),
            Responses.scored(2, "other", 2));

    Selected selected = select(selecting("score", best(), "exact", false), responses, 3);

    assertThat(Responses.indices(selected.chosen())).containsExactly(1, 2);
    assertThat(selected.isShort()).isTrue();
  }

  @Test
  void countsTextsThatDifferInCaseAndSpaceOnceIfAsked() {
    List<RatedResponse> responses =
        List.of(Responses.scored(0, "The  SAME\n", 1), Responses.scored(1, "the same", 1));

    assertThat(select(selecting("score", best(), "normalized", false), responses, 2).chosen())
        .hasSize(1);
    assertThat(select(selecting("score", best(), "exact", false), responses, 2).chosen())
        .hasSize(2);
  }

  @Test
  void countsNearDuplicatesOnceIfAsked() {
    String text = numbers(0, 200);
    List<RatedResponse> responses =
        List.of(
            Responses.scored(0, text, 1),
            Responses.scored(1, text + " end", 2),
            Responses.scored(2, numbers(500, 700), 0));

    Selected selected = select(selecting("score", best(), "0.9", false), responses, 3);

    assertThat(Responses.indices(selected.chosen())).containsExactly(1, 2);
  }

  @Test
  void selectsARandomControlOfTheSameSizeBesideIt() {
    List<RatedResponse> responses =
        Responses.scored(IntStream.range(0, 100).asDoubleStream().toArray());

    Selected selected = select(selecting("score", best(), "exact", true), responses, 10);

    assertThat(selected.control()).hasSize(10).doesNotHaveDuplicates();
    assertThat(selected.control()).isNotEqualTo(selected.chosen());
  }

  @Test
  void addsInALaterPassOnlyWhatIsMissing() {
    List<RatedResponse> responses =
        List.of(
            Responses.scored(0, "first", 1),
            Responses.scored(1, "second", 2),
            Responses.scored(2, "first", 9),
            Responses.scored(3, "third", 0));

    Selected selected =
        selecting("score", best(), "exact", false)
            .select(responses, OptionalInt.of(3), Set.of(0), Set.of(), DRAWS);

    assertThat(Responses.indices(selected.chosen())).containsExactly(1, 3);
  }

  @Test
  void leavesOutWhatHasNoScoreWhereScoresDecide() {
    List<RatedResponse> responses =
        List.of(Responses.unscored(0, "a", true), Responses.scored(1, "b", -1));

    assertThat(
            Responses.indices(
                select(selecting("score", best(), "exact", false), responses, 2).chosen()))
        .containsExactly(1);
  }

  @Test
  void takesTheFarthestFirstWhereDiversityDecides() {
    List<RatedResponse> responses =
        List.of(
            Responses.unscored(0, numbers(0, 100), true),
            Responses.unscored(1, numbers(0, 100) + " x", true),
            Responses.unscored(2, numbers(50, 150), true),
            Responses.unscored(3, numbers(300, 400), true));

    List<RatedResponse> chosen = new DiverseSelection(3).select(responses, 3, DRAWS);

    assertThat(Responses.indices(chosen)).containsExactly(0, 3, 2);
  }

  @Test
  void drawsUniformly() {
    Set<Integer> seen = new HashSet<>();
    int[] counts = new int[8];
    List<RatedResponse> responses = Responses.scored(0, 0, 0, 0, 0, 0, 0, 0);
    for (int seed = 0; seed < 8_000; seed++) {
      int index =
          new RandomSelection().select(responses, 1, CandidateDraws.of(seed)).getFirst().index();
      counts[index]++;
      seen.add(index);
    }
    assertThat(seen).hasSize(8);
    // Six standard deviations of a binomial count.
    assertThat(IntStream.of(counts).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(820, 1_180));
  }

  @Test
  void refusesAnUnknownDistinctness() {
    assertThatThrownBy(() -> settings("1.5", false))
        .isInstanceOf(BadOptionsException.class)
        .hasMessageContaining("option 'distinct': want exact, normalized, or a similarity");
  }

  private static Selected select(Selecting selecting, List<RatedResponse> responses, int take) {
    return selecting.select(responses, OptionalInt.of(take), Set.of(), Set.of(), DRAWS);
  }

  private static SelectionPolicy best() {
    return new ScoreSelection();
  }

  private static Selecting selecting(
      String name, SelectionPolicy policy, String distinct, boolean control) {
    return new Selecting(name, policy, true, settings(distinct, control));
  }

  private static SelectionSettings settings(String distinct, boolean control) {
    return new SelectionSettings(
        Optional.empty(), distinct, control, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static String numbers(int first, int last) {
    return String.join(" ", IntStream.range(first, last).mapToObj(i -> "n" + i).toList());
  }
}
