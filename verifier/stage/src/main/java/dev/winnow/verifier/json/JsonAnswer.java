package dev.winnow.verifier.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the JSON of an answer: the whole answer, or the content of its code fences. */
final class JsonAnswer {
  /** A fence ends at the next line that begins with three back quotes. */
  private static final Pattern FENCE =
      Pattern.compile("(?m)^ {0,3}```([A-Za-z0-9]{0,20})[ \\t]{0,9}\\r?\\n");

  private JsonAnswer() {}

  /** Returns the whole answer as JSON. */
  static Optional<JsonNode> whole(String answer) {
    return BoundedJson.read(answer.strip());
  }

  /** Returns the contents of all fences that are marked as JSON, or have no mark. */
  static List<String> fenced(String answer) {
    List<String> found = new ArrayList<>();
    Matcher fence = FENCE.matcher(answer);
    int from = 0;
    while (fence.find(from)) {
      int end = answer.indexOf("\n```", fence.end() - 1);
      if (end < 0) {
        return found;
      }
      String language = fence.group(1);
      if (language.isEmpty() || language.regionMatches(true, 0, "json", 0, 4)) {
        found.add(answer.substring(Math.min(fence.end(), end), end));
      }
      int next = answer.indexOf('\n', end + 1);
      from = next < 0 ? answer.length() : next;
    }
    return found;
  }
}
