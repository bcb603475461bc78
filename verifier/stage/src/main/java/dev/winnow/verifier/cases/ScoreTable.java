package dev.winnow.verifier.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The results of a case file, as text for people and as JSON Lines for programs.
 *
 * @param scored results in file order
 * @param bad invalid lines
 */
public record ScoreTable(List<Scored> scored, List<CaseLine.Bad> bad) {
  private static final String ROW = "%-10s %-14s %7s %9s %9s %10s %9s%n";

  public ScoreTable {
    scored = List.copyOf(scored);
    bad = List.copyOf(bad);
  }

  /** Returns the results of these lines. */
  public static ScoreTable of(List<CaseLine> lines) {
    CaseRun run = new CaseRun();
    return new ScoreTable(
        lines.stream()
            .filter(line -> !(line instanceof CaseLine.Bad))
            .map(
                line ->
                    line instanceof CaseLine.Math math
                        ? run.score(math.math())
                        : run.score(((CaseLine.Any) line).any()))
            .toList(),
        lines.stream()
            .filter(CaseLine.Bad.class::isInstance)
            .map(CaseLine.Bad.class::cast)
            .toList());
  }

  /** Returns whether every line is a case, and every case was judged as expected. */
  public boolean allHeld() {
    return bad.isEmpty() && scored.stream().allMatch(Scored::held);
  }

  /** Writes one line per case in file order: {@code {"id", "outcome", "reason", "extracted"}}. */
  public void writeJson(Appendable out) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    for (Scored one : scored) {
      out.append(json(mapper, one)).append('\n');
    }
  }

  private static String json(ObjectMapper mapper, Scored scored) throws JsonProcessingException {
    ObjectNode node = mapper.createObjectNode();
    node.put("id", scored.id());
    node.put("outcome", scored.outcome().name());
    node.put("reason", scored.reason());
    node.put("extracted", scored.extracted());
    return mapper.writeValueAsString(node);
  }

  /** Writes the number of cases by type, expectation and outcome, then every unexpected result. */
  public void writeText(Appendable out) throws IOException {
    Map<String, int[]> counts = new TreeMap<>();
    for (Scored one : scored) {
      int[] count = counts.computeIfAbsent(one.type() + '\t' + one.group(), key -> new int[5]);
      count[0]++;
      count[1 + one.outcome().ordinal()]++;
      count[4] += one.held() ? 1 : 0;
    }
    out.append(row("check", "expected", "cases", "accepted", "rejected", "undecided", "as wanted"));
    for (Map.Entry<String, int[]> entry : counts.entrySet()) {
      int[] count = entry.getValue();
      String[] key = entry.getKey().split("\t", 2);
      out.append(
          row(
              key[0],
              key[1],
              count[0],
              count[1 + Outcome.ACCEPTED.ordinal()],
              count[1 + Outcome.REJECTED.ordinal()],
              count[1 + Outcome.UNDECIDED.ordinal()],
              count[4]));
    }
    for (Scored one : scored) {
      if (!one.held()) {
        out.append(miss(one)).append('\n');
      }
    }
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, ROW, cells);
  }

  private static String miss(Scored scored) {
    return "MISS %s %s: expected %s, found %s %s <%s>: %s"
        .formatted(
            scored.type(),
            scored.id(),
            scored.expected(),
            scored.outcome(),
            scored.reason(),
            scored.extracted().replace("\n", "\\n"),
            scored.detail());
  }
}
