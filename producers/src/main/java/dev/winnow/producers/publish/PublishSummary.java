package dev.winnow.producers.publish;

import dev.winnow.producers.source.Layout;
import dev.winnow.producers.source.RefusalKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of the rows of a file.
 *
 * @param published prompts that the broker acknowledged; in a dry run, that would be sent
 * @param repeated rows whose prompt was read before; not sent again
 * @param refused rows that were not published
 * @param refusals the first {@value #MAX_REFUSALS} of those
 * @param unit what the rows are counted in: {@code line} or {@code row}
 * @param kinds refused rows by kind of reason
 * @param layouts rows that held a prompt, by layout
 * @param notes what was decided in reading, and for how many rows
 * @param damage why the file could not be read to its end; empty when it was
 */
public record PublishSummary(
    long published,
    long repeated,
    long refused,
    List<Refusal> refusals,
    String unit,
    Map<RefusalKind, Long> kinds,
    Map<Layout, Long> layouts,
    Map<String, Long> notes,
    Optional<String> damage) {
  /** Most refusals that are listed. */
  public static final int MAX_REFUSALS = 1000;

  /** A row that was not published, counted from 1, and why. */
  public record Refusal(long line, RefusalKind kind, String reason) {}

  /** All rows that were read. */
  public long read() {
    return published + repeated + refused;
  }

  /** Whether every row went through and the file was read to its end. */
  public boolean isClean() {
    return refused == 0 && damage.isEmpty();
  }
}
