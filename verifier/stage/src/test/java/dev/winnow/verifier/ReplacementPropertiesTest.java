package dev.winnow.verifier;

import static dev.winnow.verifier.TestScores.math;
import static dev.winnow.verifier.TestScores.scorer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Score;
import dev.winnow.schemas.testing.Records;
import dev.winnow.schemas.testing.TestDirectory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Candidates that are judged again in any order, repeated, and while prompts are forgotten. The
 * seed is that of candidates and shuffles.
 */
class ReplacementPropertiesTest {
  private static final int CANDIDATES = 10;

  @Property(tries = 12)
  void replacementsGiveTheSameRowsInAnyOrderHoweverOftenTheyAreRepeated(@ForAll long seed) {
    List<Candidate> candidates = candidates(new Random(seed));

    List<Sample> inOrder = rows(candidates, new Random(0), false);
    List<Sample> inAnyOrder = rows(candidates, new Random(seed + 1), true);

    assertThat(inAnyOrder).isEqualTo(inOrder);
    assertThat(inOrder).filteredOn(row -> row.getReplaces().isEmpty()).hasSize(CANDIDATES);
    assertThat(inOrder).filteredOn(row -> row.getReplaces().isPresent()).hasSize(CANDIDATES);
  }

  private static List<Candidate> candidates(Random random) {
    List<Candidate> candidates = new ArrayList<>();
    for (int index = 0; index < CANDIDATES; index++) {
      String response = "The answer is %d.".formatted(2 + random.nextInt(3));
      candidates.add(
          TestCandidates.checkedBy(
              TestCandidates.of("p", index, response), RecordFactory.check("exact", Map.of())));
    }
    return candidates;
  }

  private static List<Sample> rows(List<Candidate> candidates, Random random, boolean disorder) {
    Recipe recipe =
        Recipe.newBuilder(Records.recipe())
            .setVersion("v2")
            .setVerification(math(scorer("rm")).setAccept("score > 0").build())
            .build();
    try (TestDirectory state = TestDirectory.create("again");
        VerifierDriver verifier = new VerifierDriver(state.path())) {
      candidates.forEach(verifier::send);
      List<Sample> rows = read(verifier);
      List<Candidate> again =
          new ArrayList<>(rows.stream().map(row -> StoredCandidate.of(row, recipe)).toList());
      if (disorder) {
        again.addAll(again.stream().filter(one -> random.nextBoolean()).toList());
        Collections.shuffle(again, random);
        verifier.send("p".getBytes(StandardCharsets.UTF_8), null);
      }
      for (Candidate candidate : again) {
        verifier.send(candidate);
        verifier.scoringRequests("rm").forEach(request -> verifier.send(score(request.getIndex())));
      }
      rows.addAll(read(verifier));
      rows.sort(
          Comparator.comparing(Sample::getIndex)
              .thenComparing(row -> row.getReplaces().isPresent()));
      return rows;
    }
  }

  private static Score score(int index) {
    return Score.newBuilder(TestScores.score(index, "rm", index % 2 == 0 ? 1 : -1))
        .setRevision(1)
        .build();
  }

  private static List<Sample> read(VerifierDriver verifier) {
    List<Sample> rows = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      rows.addAll(verifier.rows(outcome).readValuesToList());
    }
    return rows;
  }
}
