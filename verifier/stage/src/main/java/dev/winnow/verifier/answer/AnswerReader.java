package dev.winnow.verifier.answer;

import dev.winnow.verifier.answer.Answer.Missing;
import dev.winnow.verifier.answer.Answer.Part;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the answer part of a response. Immutable, thread-safe, linear in the text.
 *
 * <ol>
 *   <li>The answer part begins after the last marker that closes reasoning. A closing marker needs
 *       no opening one, because the chat template may have put that into the prompt.
 *   <li>Reasoning that is opened and not closed has no answer ({@code UNCLOSED_REASONING}).
 *       Openings nest: each needs a closing marker of its kind.
 *   <li>Text after the first chat template token that ends a turn is ignored.
 *   <li>If only blank text remains, there is no answer ({@code EMPTY}).
 *   <li>Markers in quotes, back quotes or code fences may be meant or only mentioned. If the result
 *       depends on them, there is none ({@code QUOTED_MARKER}); inside open reasoning a quoted
 *       opening counts as a mention.
 * </ol>
 */
public final class AnswerReader {
  /** Tokens of the channel format without their brackets, as some servers return them. */
  private static final Pattern BARE_CHANNEL =
      Pattern.compile("\\s{0,8}+(?:analysis|commentary)(?=[A-Z])");

  private static final String BARE_FINAL = "assistantfinal";

  private final MarkerScanner scanner;

  /** Creates a reader that knows these additional markers; at most {@link Marker#MAX_MARKERS}. */
  public AnswerReader(List<Marker> more) {
    if (more.size() > Marker.MAX_MARKERS) {
      throw new IllegalArgumentException(
          "%d markers, at most %d are allowed".formatted(more.size(), Marker.MAX_MARKERS));
    }
    this.scanner = new MarkerScanner(MarkerTable.with(more));
  }

  /** Returns the answer part of this response, which includes the given prefix. */
  public Answer read(String response) {
    if (response.isBlank()) {
      return new Missing(Answer.EMPTY);
    }
    Matcher bare = BARE_CHANNEL.matcher(response);
    if (bare.lookingAt()) {
      int last = response.lastIndexOf(BARE_FINAL);
      return last < 0
          ? new Missing(Answer.UNCLOSED_REASONING)
          : read(response.substring(last + BARE_FINAL.length()));
    }
    List<Mark> marks = scanner.scan(response);
    return marks.isEmpty() ? new Part(response) : new AnswerSpan(response).after(marks);
  }
}
