package dev.winnow.scorer.stage;

import dev.winnow.schemas.Scorer;
import dev.winnow.scorer.BatchLimits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Gathers requests into batches.
 *
 * <ol>
 *   <li>Requests of one scorer go together, because an engine gets one set of options.
 *   <li>A batch is due when the limits are reached, or when the oldest request of its scorer has
 *       waited for the maximum time.
 *   <li>A batch begins with the oldest request of its scorer, followed by those of the same prompt,
 *       since an engine can compute their shared beginning once, and then by the others in the
 *       order in which they came.
 * </ol>
 *
 * <p>Every method receives the time as an argument, in nanoseconds from any origin. Not
 * thread-safe.
 */
final class BatchQueue {
  private final BatchLimits limits;
  private final Map<Scorer, Line> lines = new LinkedHashMap<>();
  private long chars;

  private record Entry(WaitingRequest request, long since) {}

  /** The requests of one scorer, oldest first. */
  private static final class Line {
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long tokens;
  }

  BatchQueue(BatchLimits limits) {
    this.limits = limits;
  }

  void add(WaitingRequest request, long now) {
    Line line = lines.computeIfAbsent(request.scorer(), scorer -> new Line());
    line.entries.add(new Entry(request, now));
    line.tokens += request.tokens();
    chars += request.chars();
  }

  /** Returns the characters of all requests that wait. */
  long chars() {
    return chars;
  }

  /** Removes a request that is no longer wanted, if it still waits. */
  void remove(WaitingRequest request) {
    Line line = lines.get(request.scorer());
    if (line != null && line.entries.removeIf(entry -> entry.request().equals(request))) {
      subtract(line, request);
      dropIfEmpty(request.scorer(), line);
    }
  }

  /** Returns how long until a batch is due, 0 if one is; empty when nothing waits. */
  OptionalLong untilDue(long now) {
    return lines.values().stream().mapToLong(line -> Math.max(0, dueAt(line) - now)).min();
  }

  /** Takes the batch that is due for the longest time; empty when none is due. */
  Optional<List<WaitingRequest>> take(long now) {
    return lines.entrySet().stream()
        .filter(entry -> dueAt(entry.getValue()) - now <= 0)
        .min((one, other) -> Long.compare(oldest(one.getValue()), oldest(other.getValue())))
        .map(entry -> take(entry.getKey(), entry.getValue()));
  }

  private long dueAt(Line line) {
    boolean isFull = line.entries.size() >= limits.requests() || line.tokens >= limits.tokens();
    return isFull ? oldest(line) : oldest(line) + limits.maxWait().toNanos();
  }

  private static long oldest(Line line) {
    return line.entries.element().since();
  }

  private List<WaitingRequest> take(Scorer scorer, Line line) {
    List<WaitingRequest> batch = new ArrayList<>();
    String prompt = line.entries.element().request().promptId();
    long tokens = move(line, batch, 0, true, prompt);
    move(line, batch, tokens, false, prompt);
    dropIfEmpty(scorer, line);
    return batch;
  }

  /**
   * Moves what fits into the batch: the requests of this prompt, or all others up to the first that
   * does not fit, so that a long one is not overtaken forever.
   */
  private long move(
      Line line, List<WaitingRequest> batch, long before, boolean ofPrompt, String prompt) {
    long tokens = before;
    Iterator<Entry> entries = line.entries.iterator();
    while (entries.hasNext() && batch.size() < limits.requests()) {
      WaitingRequest request = entries.next().request();
      if (ofPrompt && !request.promptId().equals(prompt)) {
        continue;
      }
      if (!batch.isEmpty() && tokens + request.tokens() > limits.tokens()) {
        return tokens;
      }
      tokens += request.tokens();
      batch.add(request);
      entries.remove();
      subtract(line, request);
    }
    return tokens;
  }

  private void subtract(Line line, WaitingRequest request) {
    line.tokens -= request.tokens();
    chars -= request.chars();
  }

  private void dropIfEmpty(Scorer scorer, Line line) {
    if (line.entries.isEmpty()) {
      lines.remove(scorer);
    }
  }
}
