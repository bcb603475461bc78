package dev.winnow.verifier.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The results of a file of cases, as text for people and as JSON Lines for programs. */
public record CaseReport(List<CaseResult> results) {
  private static final int LONGEST_SHOWN = 120;

  public CaseReport {
    results = List.copyOf(results);
  }

  public boolean allHeld() {
    return results.stream().allMatch(CaseResult::held);
  }

  /** One line per case in input order: {@code {"id", "equal", "extracted", "reason"}}. */
  public void writeJson(Appendable out) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    for (CaseResult result : results) {
      out.append(json(mapper, result)).append('\n');
    }
  }

  private static String json(ObjectMapper mapper, CaseResult result)
      throws JsonProcessingException {
    ObjectNode node = mapper.createObjectNode();
    node.put("id", result.tried().id());
    node.put("equal", result.finding().equal());
    node.put("extracted", result.finding().extracted());
    node.put("reason", result.finding().reason().name());
    return mapper.writeValueAsString(node);
  }

  /** Accuracy in all, per source and per category, then every miss. */
  public void writeText(Appendable out) throws IOException {
    table(out, "all", result -> "all cases");
    table(out, "core", result -> result.tried().core() ? "core" : "contested");
    table(out, "source", result -> result.tried().source());
    table(out, "category", result -> result.tried().category());
    for (CaseResult result : results) {
      if (!result.held()) {
        out.append(miss(result)).append('\n');
      }
    }
  }

  private void table(Appendable out, String title, Function<CaseResult, String> key)
      throws IOException {
    Map<String, int[]> counts = new TreeMap<>();
    for (CaseResult result : results) {
      int[] count = counts.computeIfAbsent(key.apply(result), k -> new int[6]);
      int column =
          result.tried().kind() == Case.Kind.EXTRACT ? 4 : result.tried().accepted() ? 0 : 2;
      count[column]++;
      count[column + 1] += result.held() ? 1 : 0;
    }
    out.append(
        String.format(
            Locale.ROOT, "%-24s %22s %22s %22s%n", title, "accepted", "rejected", "extracted"));
    for (Map.Entry<String, int[]> entry : counts.entrySet()) {
      int[] c = entry.getValue();
      out.append(
          String.format(
              Locale.ROOT,
              "  %-22s %22s %22s %22s%n",
              entry.getKey(),
              rate(c[1], c[0]),
              rate(c[3], c[2]),
              rate(c[5], c[4])));
    }
  }

  private static String rate(int held, int tried) {
    return tried == 0
        ? "-"
        : String.format(Locale.ROOT, "%d/%d %6.2f %%", held, tried, 100.0 * held / tried);
  }

  private static String miss(CaseResult result) {
    Case tried = result.tried();
    String expected =
        tried.kind() == Case.Kind.EXTRACT
            ? "\"" + tried.extracted() + "\""
            : String.valueOf(tried.accepted());
    return "MISS "
        + (tried.core() ? "core " : "")
        + tried.id()
        + " ["
        + tried.source()
        + ", "
        + tried.category()
        + "] expected "
        + expected
        + ": gold "
        + shown(tried.gold())
        + " candidate "
        + shown(tried.candidate())
        + " -> "
        + result.finding().reason()
        + " by "
        + result.finding().rule()
        + ", extracted "
        + shown(result.finding().extracted())
        + ", read as "
        + shown(result.finding().normalizedReference())
        + " and "
        + shown(result.finding().normalizedCandidate())
        + (tried.flags().isEmpty() ? "" : " " + tried.flags());
  }

  /** The end of a long text, where the answer is. */
  private static String shown(String text) {
    String line = text.replace("\n", "\\n");
    return "<"
        + (line.length() <= LONGEST_SHOWN
            ? line
            : "..." + line.substring(line.length() - LONGEST_SHOWN))
        + ">";
  }
}
