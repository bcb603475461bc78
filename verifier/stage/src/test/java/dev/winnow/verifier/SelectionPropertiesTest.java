package dev.winnow.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Selection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;

/** Rounds of any outcomes, judged in any order with repeats. */
class SelectionPropertiesTest {
  private static final Path STATE = Path.of("target", "selection-properties");

  private OneVerdictEach verdicts = new OneVerdictEach();
  private RightSelection selection = new RightSelection();

  @BeforeTry
  void startAnew() {
    verdicts = new OneVerdictEach();
    selection = new RightSelection();
  }

  @Property(tries = 100)
  void writesEachRowOnceAndSelectsTheSameOnesInAnyOrder(
      @ForAll @Size(min = 1, max = 12) List<Outcome> first,
      @ForAll @Size(min = 1, max = 12) List<Outcome> second,
      @ForAll @IntRange(min = 1, max = 8) int wanted,
      @ForAll boolean inProportion,
      @ForAll long seed) {
    Random random = new Random(seed);
    Selection before = new Selection(0, first.size(), wanted, !inProportion);
    Selection after = new Selection(first.size(), second.size(), wanted, inProportion);
    try (VerifierDriver verifier = new VerifierDriver(STATE)) {
      for (String promptId : List.of("p", "p.")) {
        List<Candidate> arrivals = new ArrayList<>(candidates(promptId, first, before));
        arrivals.addAll(candidates(promptId, second, after));
        arrivals.addAll(arrivals.subList(0, random.nextInt(arrivals.size())));
        Collections.shuffle(arrivals, random);
        arrivals.forEach(verifier::send);
      }
      read(verifier).forEach(selection::onRow);
    }

    verdicts.verify();
    selection.verify();
    assertThat(selection.of("p")).isEqualTo(selection.of("p."));
  }

  @Property(tries = 50)
  void writesEachRowOnceThoughCandidatesLieAboutTheirRoundsAndTheirPromptIsForgotten(
      @ForAll @Size(min = 1, max = 30) List<Outcome> outcomes, @ForAll long seed) {
    Random random = new Random(seed);
    List<Candidate> arrivals = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      int start = Math.max(0, i - random.nextInt(6));
      Selection lie =
          new Selection(start, i - start + 1 + random.nextInt(6), 1 + random.nextInt(4), false);
      Candidate honest = TestCandidates.of("p", i, TestCandidates.response(outcomes.get(i)));
      arrivals.add(
          random.nextInt(4) == 0 ? honest : Candidate.newBuilder(honest).setSelection(lie).build());
      verdicts.onCandidate(honest, outcomes.get(i));
    }
    arrivals.addAll(arrivals.subList(0, random.nextInt(arrivals.size())));
    Collections.shuffle(arrivals, random);
    try (VerifierDriver verifier = new VerifierDriver(STATE)) {
      arrivals.forEach(verifier::send);
      verifier.send("p".getBytes(StandardCharsets.UTF_8), null);
      read(verifier);
    }

    verdicts.verify();
  }

  private List<Candidate> candidates(String promptId, List<Outcome> outcomes, Selection round) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      String response = TestCandidates.response(outcomes.get(i));
      Candidate candidate = TestCandidates.of(promptId, round.getFirstIndex() + i, response, round);
      verdicts.onCandidate(candidate, outcomes.get(i));
      selection.onCandidate(candidate, outcomes.get(i));
      candidates.add(candidate);
    }
    return candidates;
  }

  private List<Sample> read(VerifierDriver verifier) {
    verifier.verdicts().readValuesToList().forEach(verdicts::onVerdict);
    List<Sample> rows = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      List<Sample> some = verifier.rows(outcome).readValuesToList();
      some.forEach(row -> verdicts.onRow(outcome, row));
      rows.addAll(some);
    }
    assertThat(verifier.deadLetters()).isEmpty();
    return rows;
  }
}
