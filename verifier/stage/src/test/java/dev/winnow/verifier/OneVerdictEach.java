package dev.winnow.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.CandidateId;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The verifier's guarantee: each candidate id, however often it was sent, gets one row and the same
 * verdict each time, both with the outcome that it deserves, the row on that outcome's topic.
 */
final class OneVerdictEach {
  private final Map<String, Outcome> deserved = new TreeMap<>();
  private final Map<String, Verdict> verdicts = new TreeMap<>();
  private final List<String> rows = new ArrayList<>();

  void onCandidate(Candidate candidate, Outcome outcome) {
    deserved.put(CandidateId.of(candidate.getPrompt().getId(), candidate.getIndex()), outcome);
  }

  void onVerdict(Verdict verdict) {
    String id = CandidateId.of(verdict.getPromptId(), verdict.getIndex());
    Verdict first = verdicts.putIfAbsent(id, verdict);
    assertThat(verdict).as("verdict on %s", id).isEqualTo(first == null ? verdict : first);
  }

  void onRow(Outcome topic, Sample row) {
    assertThat(row.getOutcome()).as(row.getId()).isEqualTo(topic);
    rows.add(row.getId() + " " + row.getOutcome());
  }

  /** How many ids there are. */
  int size() {
    return deserved.size();
  }

  void verify() {
    List<String> expected = new ArrayList<>();
    deserved.forEach((id, outcome) -> expected.add(id + " " + outcome));
    assertThat(verdicts.entrySet())
        .as("verdicts")
        .extracting(entry -> entry.getKey() + " " + entry.getValue().getOutcome())
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(rows).as("rows").containsExactlyInAnyOrderElementsOf(expected);
  }
}
