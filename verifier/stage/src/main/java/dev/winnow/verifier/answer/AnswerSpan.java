package dev.winnow.verifier.answer;

import dev.winnow.verifier.answer.Answer.Missing;
import dev.winnow.verifier.answer.Answer.Part;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The span that may be the answer, updated by each mark of a text. For one text; not reusable. */
final class AnswerSpan {
  /** Ends a message between channels, and the turn if there are no channels. */
  private static final String END = "<|end|>";

  private final String text;
  private final Quotes quotes;

  /** Number of unclosed openings of each family. */
  private final Map<String, Integer> open = new HashMap<>();

  private int start;
  private int end;
  private boolean doubtful;
  private boolean ended;

  AnswerSpan(String text) {
    this.text = text;
    this.quotes = new Quotes(text);
    this.end = text.length();
  }

  Answer after(List<Mark> marks) {
    for (Mark mark : marks) {
      if (!ended) {
        take(mark, quotes.around(mark));
      }
    }
    if (!open.isEmpty()) {
      return new Missing(Answer.UNCLOSED_REASONING);
    }
    if (doubtful) {
      return new Missing(Answer.QUOTED_MARKER);
    }
    String answer = text.substring(start, end).strip();
    return answer.isEmpty() ? new Missing(Answer.EMPTY) : new Part(answer);
  }

  private void take(Mark mark, boolean quoted) {
    switch (mark.kind()) {
      case OPEN -> open(mark, quoted);
      case CLOSE -> {
        open.computeIfPresent(mark.family(), (family, depth) -> depth > 1 ? depth - 1 : null);
        begin(mark, quoted);
      }
      case FINAL -> {
        open.remove(mark.family());
        begin(mark, quoted);
      }
      case ANSWER -> begin(mark, quoted);
      case HEADER -> header(mark, quoted);
      case SEPARATOR -> separator(mark, quoted);
      case END -> end(mark, quoted);
    }
  }

  private void open(Mark mark, boolean quoted) {
    if (!(quoted && open.containsKey(mark.family()))) {
      open.merge(mark.family(), 1, Integer::sum);
    }
  }

  private void begin(Mark mark, boolean quoted) {
    start = mark.end();
    doubtful = quoted;
  }

  private void header(Mark mark, boolean quoted) {
    if (open.isEmpty() && isBlankBefore(mark)) {
      begin(mark, quoted);
    } else {
      end(mark, quoted);
    }
  }

  /**
   * Handles a separator. Channels follow each other in one turn, where a separator ends only the
   * last of them.
   */
  private void separator(Mark mark, boolean quoted) {
    boolean betweenChannels =
        open.keySet().stream().anyMatch(MarkerScanner::isHarmony)
            || open.isEmpty() && isBlankBefore(mark) && !text.startsWith(END, mark.start());
    if (!betweenChannels) {
      end(mark, quoted);
    }
  }

  private void end(Mark mark, boolean quoted) {
    if (quoted) {
      doubtful = true;
      return;
    }
    ended = true;
    end = mark.start();
    // Text that is struck out by a tag with the same letters looks like a turn that continues.
    doubtful |= isStruckOut(mark);
  }

  private boolean isStruckOut(Mark mark) {
    return text.startsWith("</s>", mark.start())
        && start >= 3
        && text.startsWith("<s>", start - 3)
        && !text.substring(mark.end()).isBlank();
  }

  private boolean isBlankBefore(Mark mark) {
    return text.substring(start, mark.start()).isBlank();
  }
}
