package dev.winnow.producers.publish;

import dev.winnow.producers.publish.PublishSummary.Refusal;
import dev.winnow.producers.source.Line;
import dev.winnow.producers.source.LineReader;
import dev.winnow.producers.source.PromptReader;
import dev.winnow.producers.source.RefusedLineException;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.rules.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a stream of lines.
 *
 * <ol>
 *   <li>A line that holds no legal prompt is listed with its reason; the others go through.
 *   <li>A line that asks the same as an earlier one of its id is counted and not sent again; the
 *       same id with another question, recipe or reference is refused. This keeps every id in
 *       memory, some 200 bytes each.
 *   <li>When Kafka does not take a prompt, reading stops.
 * </ol>
 *
 * For one stream; not thread-safe.
 */
public final class FilePublisher {
  private static final int MAX_IN_FLIGHT = 10_000;

  private final Publisher publisher;
  private final PromptReader reader;
  private final InstantSource clock;
  private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
  private final Map<String, String> contentById = new HashMap<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private long published;
  private long repeated;
  private long refused;
  private @Nullable Failure failure;

  private record Failure(long line, Throwable cause) {}

  public FilePublisher(Publisher publisher, PromptReader reader, InstantSource clock) {
    this.publisher = publisher;
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * Publishes every prompt of the stream and waits until all are acknowledged.
   *
   * @param name stands in each prompt's source, with its line
   * @param bytesRead told how far the stream was read
   * @throws PublishException if Kafka did not take a prompt; the message says which and how many
   *     went through
   * @throws IOException if the stream cannot be read further; what was read before is published
   */
  public PublishSummary publish(InputStream in, String name, LongConsumer bytesRead)
      throws IOException, InterruptedException {
    try (LineReader lines = new LineReader(in)) {
      Optional<Line> line = lines.next();
      while (line.isPresent() && failure().isEmpty()) {
        take(line.get(), name);
        bytesRead.accept(lines.bytes());
        line = lines.next();
      }
    } finally {
      inFlight.acquire(MAX_IN_FLIGHT);
      inFlight.release(MAX_IN_FLIGHT);
    }
    if (failure().isPresent()) {
      throw stopped(name, failure().get());
    }
    return summary();
  }

  private void take(Line line, String name) throws InterruptedException {
    switch (line) {
      case Line.Unreadable bad -> refuse(bad.number(), bad.reason());
      case Line.Text text -> take(text, name);
    }
  }

  private void take(Line.Text line, String name) throws InterruptedException {
    Prompt prompt;
    try {
      prompt = reader.read(line.text(), name + '#' + line.number(), clock.instant());
    } catch (RefusedLineException e) {
      refuse(line.number(), String.valueOf(e.getMessage()));
      return;
    }
    String content = ContentHash.ofPrompt(prompt);
    String before = contentById.putIfAbsent(prompt.getId(), content);
    if (before == null) {
      send(line.number(), prompt);
    } else if (before.equals(content)) {
      repeat();
    } else {
      refuse(
          line.number(),
          "id: '%s' is another prompt's above; give each its own, or none"
              .formatted(prompt.getId()));
    }
  }

  private void send(long line, Prompt prompt) throws InterruptedException {
    inFlight.acquire();
    publisher
        .publish(prompt)
        .whenComplete(
            (sent, error) -> {
              acknowledge(line, error);
              inFlight.release();
            });
  }

  private PublishException stopped(String name, Failure first) {
    return new PublishException(
        "%s: stopped at line %d. %s %d prompts are published; publishing them again does no harm."
            .formatted(name, first.line(), first.cause().getMessage(), summary().published()),
        first.cause());
  }

  /** Called by the producer's thread, unlike all else. */
  private synchronized void acknowledge(long line, @Nullable Throwable error) {
    if (error == null) {
      published++;
    } else if (failure == null) {
      failure = new Failure(line, error);
    }
  }

  private synchronized Optional<Failure> failure() {
    return Optional.ofNullable(failure);
  }

  private synchronized void repeat() {
    repeated++;
  }

  private synchronized void refuse(long line, String reason) {
    refused++;
    if (refusals.size() < PublishSummary.MAX_REFUSALS) {
      refusals.add(new Refusal(line, reason));
    }
  }

  private synchronized PublishSummary summary() {
    return new PublishSummary(published, repeated, refused, List.copyOf(refusals));
  }
}
