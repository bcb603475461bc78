package dev.winnow.scorer.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The template of a judge's prompt: text with the places <code>{{prompt}}</code>, <code>
 * {{response}}</code>, <code>{{reference}}</code> and <code>{{criteria}}</code>, and, for two
 * responses side by side, <code>{{response_a}}</code> and <code>{{response_b}}</code>.
 *
 * <p>What is filled in is data, never template: it is set once, without being searched for places,
 * and responses are fenced by more backticks than any run of backticks that they hold, so that no
 * response can close its own fence (CommonMark 0.31, section 4.5). Immutable and thread-safe.
 */
public final class JudgePrompt {
  private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([a-z_]+)\\s*}}");
  private static final Set<String> PLACES =
      Set.of("prompt", "response", "reference", "criteria", "response_a", "response_b");
  private static final Set<String> FENCED = Set.of("response", "response_a", "response_b");
  private static final int SHORTEST_FENCE = 3;

  private final List<String> texts;
  private final List<String> places;

  private JudgePrompt(List<String> texts, List<String> places) {
    this.texts = List.copyOf(texts);
    this.places = List.copyOf(places);
  }

  /**
   * Parses a template.
   *
   * @throws IllegalArgumentException if a place is not known, or no response is named
   */
  public static JudgePrompt parse(String template) {
    List<String> texts = new ArrayList<>();
    List<String> places = new ArrayList<>();
    Matcher matcher = PLACE.matcher(template);
    int from = 0;
    while (matcher.find()) {
      if (!PLACES.contains(matcher.group(1))) {
        throw new IllegalArgumentException(
            "the judge's prompt has {{%s}}, want one of %s"
                .formatted(matcher.group(1), new TreeSet<>(PLACES)));
      }
      texts.add(template.substring(from, matcher.start()));
      places.add(matcher.group(1));
      from = matcher.end();
    }
    texts.add(template.substring(from));
    if (places.stream().noneMatch(FENCED::contains)) {
      throw new IllegalArgumentException(
          "the judge's prompt names no response; write {{response}} where it belongs");
    }
    return new JudgePrompt(texts, places);
  }

  /** Returns whether the template compares two responses. */
  public boolean isPairwise() {
    return places.contains("response_a") && places.contains("response_b");
  }

  /** Returns whether the template needs a reference response. */
  public boolean needsReference() {
    return isPairwise() || places.contains("reference");
  }

  /**
   * Returns the text with its places filled in.
   *
   * @param values by place; a place without a value is left empty
   */
  public String fill(Map<String, String> values) {
    StringBuilder filled = new StringBuilder(texts.getFirst());
    for (int i = 0; i < places.size(); i++) {
      String place = places.get(i);
      String value = values.getOrDefault(place, "");
      filled.append(FENCED.contains(place) ? fenced(value) : value).append(texts.get(i + 1));
    }
    return filled.toString();
  }

  private static String fenced(String text) {
    String fence = "`".repeat(Math.max(SHORTEST_FENCE, longestRun(text) + 1));
    return fence + "\n" + text + (text.endsWith("\n") ? "" : "\n") + fence;
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
