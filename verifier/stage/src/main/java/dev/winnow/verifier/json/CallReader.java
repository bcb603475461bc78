package dev.winnow.verifier.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.verifier.check.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the calls of tools in an answer. */
final class CallReader {
  /** What was found. */
  sealed interface Result {
    /** These calls, or none. */
    record Calls(List<Call> calls) implements Result {}

    /** A text that looks like a call and cannot be read; the reason says why. */
    record Unread(String reason, boolean undecided) implements Result {}
  }

  private static final String OPEN = "<tool_call>";
  private static final String CLOSE = "</tool_call>";
  private static final String NAME = "\"name\"";

  private CallReader() {}

  /**
   * Reads the calls between {@code <tool_call>} tags; else the whole answer; else its only code
   * fence.
   */
  static Result read(String answer) {
    if (answer.length() > BoundedJson.MAX_CHARS) {
      return new Result.Unread(Reason.LIMIT, true);
    }
    String lower = answer.toLowerCase(Locale.ROOT);
    if (lower.length() == answer.length() && lower.contains(OPEN)) {
      return tagged(answer, lower);
    }
    String bare = answer.strip();
    Optional<JsonNode> whole = JsonAnswer.whole(bare);
    if (whole.isPresent() && whole.get().isContainerNode()) {
      return calls(whole.get());
    }
    List<String> fenced = JsonAnswer.fenced(answer);
    if (fenced.size() > 1) {
      return new Result.Unread(Reason.AMBIGUOUS, true);
    }
    if (fenced.size() == 1) {
      return BoundedJson.read(fenced.getFirst())
          .map(CallReader::calls)
          .orElseGet(() -> unread(fenced.getFirst()));
    }
    boolean alone = bare.matches("(?s)\\[?\\{.*");
    return alone || !answer.contains(NAME)
        ? unread(bare)
        : new Result.Unread(Reason.AMBIGUOUS, true);
  }

  private static Result tagged(String answer, String lower) {
    List<Call> calls = new ArrayList<>();
    int at = lower.indexOf(OPEN);
    while (at >= 0) {
      int end = lower.indexOf(CLOSE, at);
      String content =
          answer.substring(at + OPEN.length(), end < 0 ? answer.length() : end).strip();
      Optional<List<Call>> read = BoundedJson.read(content).flatMap(Call::all);
      if (read.isEmpty()) {
        return malformed();
      }
      calls.addAll(read.get());
      at = end < 0 ? -1 : lower.indexOf(OPEN, end);
    }
    return new Result.Calls(calls);
  }

  private static Result calls(JsonNode value) {
    return Call.all(value).<Result>map(Result.Calls::new).orElseGet(() -> unread(value.toString()));
  }

  /** A text that cannot be read as a call was to be one if it names something. */
  private static Result unread(String text) {
    return text.contains(NAME) ? malformed() : new Result.Calls(List.of());
  }

  private static Result malformed() {
    return new Result.Unread("MALFORMED_CALL", false);
  }
}
