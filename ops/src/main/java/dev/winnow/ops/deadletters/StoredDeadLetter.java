package dev.winnow.ops.deadletters;

import dev.winnow.schemas.DeadLetter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dead letter and its own place on the topic of dead letters, which is its id. Immutable.
 *
 * @param partition partition of the letter
 * @param offset offset of the letter
 * @param letter the letter
 */
public record StoredDeadLetter(int partition, long offset, DeadLetter letter) {
  /** The place of a letter: {@code PARTITION/OFFSET}. */
  public record Id(int partition, long offset) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})/(\\d{1,18})");

    /**
     * Reads an id.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Id parse(String text) {
      Matcher matcher = FORM.matcher(text);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "'%s' is no dead letter's id; want PARTITION/OFFSET, as 'winnow dead-letters list' prints it"
                .formatted(text));
      }
      return new Id(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    @Override
    public String toString() {
      return partition + "/" + offset;
    }
  }

  /** Returns the letter's id. */
  public Id id() {
    return new Id(partition, offset);
  }
}
