package dev.winnow.scorer.reward;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.scorer.ScoreReading;
import java.util.ArrayList;
import java.util.List;

/** Takes the entries of an answer apart. */
final class RewardEntries {
  private static final int MAX_SHOWN_CHARS = 120;

  private RewardEntries() {}

  /** Returns the array itself, with as many entries as there were inputs. */
  static List<JsonNode> inOrder(JsonNode array, int inputs) throws MalformedAnswerException {
    requireCount(array, inputs);
    List<JsonNode> entries = new ArrayList<>(inputs);
    array.forEach(entries::add);
    return entries;
  }

  /** Returns the entries by their field {@code index}, which must name each input once. */
  static List<JsonNode> byIndex(JsonNode array, int inputs) throws MalformedAnswerException {
    requireCount(array, inputs);
    JsonNode[] entries = new JsonNode[inputs];
    for (JsonNode entry : array) {
      JsonNode index = entry.path("index");
      if (!index.isInt() || index.intValue() < 0 || index.intValue() >= inputs) {
        throw new MalformedAnswerException(
            "an entry has index %s, want 0 to %d".formatted(shown(index), inputs - 1));
      }
      if (entries[index.intValue()] != null) {
        throw new MalformedAnswerException("two entries have index %d".formatted(index.intValue()));
      }
      entries[index.intValue()] = entry;
    }
    return List.of(entries);
  }

  private static void requireCount(JsonNode array, int inputs) throws MalformedAnswerException {
    if (!array.isArray()) {
      throw new MalformedAnswerException(
          "the answer has no list of results: %s".formatted(shown(array)));
    }
    if (array.size() != inputs) {
      throw new MalformedAnswerException(
          "the answer has %d results for %d inputs".formatted(array.size(), inputs));
    }
  }

  /** Returns the reading of a number, or of a list with one number. */
  static ScoreReading single(JsonNode node) {
    JsonNode value = node.isArray() && node.size() == 1 ? node.get(0) : node;
    if (!value.isNumber()) {
      return new ScoreReading.Unusable("want one number, found %s".formatted(shown(node)));
    }
    return ScoreReading.of(value.doubleValue());
  }

  /** Returns the text by which messages show a node. */
  static String shown(JsonNode node) {
    String text = node.isMissingNode() ? "nothing" : node.toString();
    return text.length() <= MAX_SHOWN_CHARS ? text : text.substring(0, MAX_SHOWN_CHARS) + "...";
  }
}
