package dev.winnow.verifier.optimize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the program of an answer: the whole answer, or else its only code fence that is marked
 * {@code lp} or {@code json}, or not at all, and begins like a program.
 */
final class ProgramReader {
  private static final int MAX_CHARS = 100_000;
  private static final String FENCE = "```";

  private ProgramReader() {}

  /** Returns the texts that may be the program; one where the answer is clear. */
  static List<String> find(String answer) {
    String whole = answer.strip();
    if (isProgram(whole)) {
      return List.of(whole);
    }
    List<String> found = new ArrayList<>();
    String[] lines = whole.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].strip().startsWith(FENCE)) {
        String mark = lines[i].strip().substring(FENCE.length()).strip();
        int end = i + 1;
        while (end < lines.length && !lines[end].strip().startsWith(FENCE)) {
          end++;
        }
        String text =
            String.join("\n", Arrays.asList(lines).subList(i + 1, Math.min(end, lines.length)));
        boolean isMarked = mark.equalsIgnoreCase("lp") || mark.equalsIgnoreCase("json");
        if (end < lines.length && (isMarked || mark.isEmpty() && isProgram(text.strip()))) {
          found.add(text.strip());
        }
        i = end;
      }
    }
    return found;
  }

  private static boolean isProgram(String text) {
    return text.startsWith("{") || LpFormat.is(text);
  }

  /**
   * Reads a program in either form.
   *
   * @throws BadProgramException that says what cannot be read
   */
  static LinearProgram read(String text) {
    if (text.length() > MAX_CHARS) {
      throw new BadProgramException("more than %d characters".formatted(MAX_CHARS));
    }
    return text.startsWith("{") ? JsonProgram.read(text) : LpFormat.read(text);
  }
}
