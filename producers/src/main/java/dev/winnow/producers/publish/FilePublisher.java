package dev.winnow.producers.publish;

import dev.winnow.producers.publish.PublishSummary.Refusal;
import dev.winnow.producers.source.LineReader;
import dev.winnow.producers.source.LineReader.Line;
import dev.winnow.producers.source.PromptReader;
import dev.winnow.producers.source.RefusedLineException;
import dev.winnow.schemas.Prompt;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;

/**
 * Publishes a stream of lines: the good ones go through, the others are listed with their reasons.
 * For one stream; not thread-safe.
 */
public final class FilePublisher {
  private static final int MAX_IN_FLIGHT = 10_000;

  private final Publisher publisher;
  private final PromptReader reader;
  private final InstantSource clock;
  private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
  private final Set<String> seen = new HashSet<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private long published;
  private long repeated;
  private long refused;

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
   * @throws IOException if the stream cannot be read further; what was read before is published
   */
  public PublishSummary publish(InputStream in, String name, LongConsumer bytesRead)
      throws IOException, InterruptedException {
    try (LineReader lines = new LineReader(in)) {
      for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
        take(line.get(), name);
        bytesRead.accept(lines.bytes());
      }
    } finally {
      inFlight.acquire(MAX_IN_FLIGHT);
      inFlight.release(MAX_IN_FLIGHT);
    }
    return summary();
  }

  private void take(Line line, String name) throws InterruptedException {
    switch (line) {
      case Line.Bad bad -> refuse(bad.number(), bad.reason());
      case Line.Text text -> {
        if (!text.text().isBlank()) {
          take(text, name);
        }
      }
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
    if (seen.add(prompt.getId())) {
      send(line.number(), prompt);
    } else {
      count(() -> repeated++);
    }
  }

  private void send(long line, Prompt prompt) throws InterruptedException {
    inFlight.acquire();
    publisher
        .publish(prompt)
        .whenComplete(
            (sent, failure) -> {
              if (failure == null) {
                count(() -> published++);
              } else {
                refuse(line, "not published: " + failure.getMessage());
              }
              inFlight.release();
            });
  }

  /** Also called by the producer's thread. */
  private synchronized void refuse(long line, String reason) {
    refused++;
    if (refusals.size() < PublishSummary.MAX_REFUSALS) {
      refusals.add(new Refusal(line, reason));
    }
  }

  private synchronized void count(Runnable counter) {
    counter.run();
  }

  private synchronized PublishSummary summary() {
    return new PublishSummary(published, repeated, refused, List.copyOf(refusals));
  }
}
