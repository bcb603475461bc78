package dev.winnow.producers.publish;

import dev.winnow.producers.source.Layout;
import dev.winnow.producers.source.RefusalKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of publishing the rows of a file.
 *
 * @param published number of prompts that the broker acknowledged; in a dry run, that would be sent
 * @param repeated number of rows whose prompt was read before; not sent again
 * @param refused number of rows that were not published
 * @param refusals the first {@value #MAX_REFUSALS} of those
 * @param unit the unit of rows: {@code line} or {@code row}
 * @param kinds rejected rows by kind of reason
 * @param layouts rows that held a prompt, by layout
 * @param notes choices made while reading, with the number of rows of each
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
  /** Maximum number of refusals listed. */
  public static final int MAX_REFUSALS = 1000;

  /** A row that was not published, with its number, counted from 1, and the reason. */
  public record Refusal(long line, RefusalKind kind, String reason) {}

  /** Returns the number of all rows read. */
  public long read() {
    return published + repeated + refused;
  }

  /** Returns whether every row was published and the file was read to its end. */
  public boolean isClean() {
    return refused == 0 && damage.isEmpty();
  }
}
