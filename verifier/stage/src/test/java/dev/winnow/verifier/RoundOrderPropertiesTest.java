package dev.winnow.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.testing.TestDirectory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Rounds in any order of arrival, repeated, of several prompts at a time. The seed is that of
 * answers and shuffle.
 */
class RoundOrderPropertiesTest {
  private static final String[] ANSWERS = {"3", "3.0", "6/2", "4", "", "x + 1", "3"};
  private static final int PROMPTS = 3;

  @Property(tries = 12)
  void candidatesGiveTheSameRowsInAnyOrderOfArrival(@ForAll long seed) {
    List<Candidate> candidates = candidates(new Random(seed));
    List<Candidate> shuffled = new ArrayList<>(candidates);
    Random random = new Random(seed + 1);
    candidates.stream().filter(one -> random.nextInt(3) == 0).forEach(shuffled::add);
    Collections.shuffle(shuffled, random);

    List<Sample> inOrder = rows(candidates);
    List<Sample> inAnyOrder = rows(shuffled);

    assertThat(inOrder).hasSize(candidates.size());
    assertThat(inAnyOrder).isEqualTo(inOrder);
  }

  private static List<Candidate> candidates(Random random) {
    Verification verification =
        Verification.newBuilder(TestRounds.MAJORITY)
            .setAcceptIdentical(random.nextBoolean())
            .build();
    List<Candidate> candidates = new ArrayList<>();
    for (int prompt = 0; prompt < PROMPTS; prompt++) {
      String[] answers = new String[1 + random.nextInt(12)];
      for (int i = 0; i < answers.length; i++) {
        answers[i] = ANSWERS[random.nextInt(ANSWERS.length)];
      }
      TestRounds.round("p" + prompt, 1, 0, answers)
          .forEach(one -> candidates.add(TestRounds.with(one, verification)));
    }
    return candidates;
  }

  private static List<Sample> rows(List<Candidate> candidates) {
    try (TestDirectory state = TestDirectory.create("rounds");
        VerifierDriver verifier = new VerifierDriver(state.path())) {
      candidates.forEach(verifier::send);
      List<Sample> rows = new ArrayList<>();
      for (Outcome outcome : Outcome.values()) {
        rows.addAll(verifier.rows(outcome).readValuesToList());
      }
      rows.sort(Comparator.comparing(Sample::getPromptId).thenComparing(Sample::getIndex));
      return rows;
    }
  }
}
