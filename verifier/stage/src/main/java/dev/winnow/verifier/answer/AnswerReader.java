package dev.winnow.verifier.answer;

import dev.winnow.verifier.answer.Answer.Missing;
import dev.winnow.verifier.answer.Answer.Part;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides what the answer part of a response is. Immutable, thread-safe, linear in the text.
 *
 * <ol>
 *   <li>Text after the last marker that closes reasoning counts. A closing marker needs no opening
 *       one: the chat template may have put it into the prompt.
 *   <li>Reasoning that is opened and not closed has no answer ({@code UNCLOSED_REASONING}).
 *       Openings nest: each needs a closing marker of its own kind.
 *   <li>Text after the first chat template token that ends a turn does not count.
 *   <li>A blank rest is no answer ({@code EMPTY}).
 *   <li>Markers in quotes, back quotes or code fences may be meant or only mentioned. Where they
 *       would decide, nothing is ({@code QUOTED_MARKER}); inside open reasoning a quoted opening is
 *       taken as a mention.
 * </ol>
 */
public final class AnswerReader {
  /** Tokens of the channels' format without their brackets, as some servers leave them. */
  private static final Pattern BARE_CHANNEL =
      Pattern.compile("\\s{0,8}+(?:analysis|commentary)(?=[A-Z])");

  private static final String BARE_FINAL = "assistantfinal";

  private final MarkerScanner scanner;

  /** A reader that knows these markers too; at most {@link Marker#MAX_MARKERS}. */
  public AnswerReader(List<Marker> more) {
    if (more.size() > Marker.MAX_MARKERS) {
      throw new IllegalArgumentException(
          "%d markers, at most %d are allowed".formatted(more.size(), Marker.MAX_MARKERS));
    }
    this.scanner = new MarkerScanner(MarkerTable.with(more));
  }

  /** The answer part of this response, a prefix that was given included. */
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
