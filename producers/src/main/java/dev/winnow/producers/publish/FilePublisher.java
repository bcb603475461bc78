package dev.winnow.producers.publish;

import dev.winnow.producers.json.Json;
import dev.winnow.producers.source.PromptReader;
import dev.winnow.producers.source.PromptReader.Parsed;
import dev.winnow.producers.source.RefusalKind;
import dev.winnow.producers.source.RefusedLineException;
import dev.winnow.producers.source.RowFile;
import dev.winnow.producers.source.RowSource;
import dev.winnow.producers.source.SourceLine;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.text.ReadErrors;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the rows of a file.
 *
 * <ol>
 *   <li>A row that is not a legal prompt is listed with its reason; the others are published.
 *   <li>A row that equals an earlier row with its id is counted and not sent again; the same id
 *       with another question, recipe or reference is rejected.
 *   <li>When the file is damaged, the rows before the damage are published, and the summary reports
 *       the place.
 *   <li>When Kafka does not accept a prompt, reading stops.
 * </ol>
 *
 * For one file; not thread-safe.
 */
public final class FilePublisher {
  private static final int MAX_IN_FLIGHT = 10_000;

  private final Function<Prompt, CompletableFuture<Void>> publisher;
  private final PromptReader reader;
  private final KnownIds ids;
  private final InstantSource clock;
  private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
  private final RowTally tally = new RowTally();
  private String unit = "line";
  private long published;
  private @Nullable Failure failure;

  private record Failure(long line, Throwable cause) {}

  /** Creates a publisher of a single file. */
  public FilePublisher(Publisher publisher, PromptReader reader, InstantSource clock) {
    this(publisher::publish, reader, new KnownIds(), clock);
  }

  /**
   * Creates a publisher of one file of several.
   *
   * @param publisher sends a prompt; completes once it is acknowledged
   * @param ids ids shared by all files, so that an id belongs to one prompt in all of them
   */
  public FilePublisher(
      Function<Prompt, CompletableFuture<Void>> publisher,
      PromptReader reader,
      KnownIds ids,
      InstantSource clock) {
    this.publisher = publisher;
    this.reader = reader;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Publishes every prompt of the stream, which may have any format, and waits until all are
   * acknowledged.
   *
   * @param name name used in each prompt's source, with its row
   * @param bytesRead receives the number of bytes read so far
   * @throws PublishException if Kafka did not accept a prompt; the message names it and the number
   *     published
   * @throws IOException if the stream has no format that holds rows
   */
  public PublishSummary publish(InputStream in, String name, LongConsumer bytesRead)
      throws IOException, InterruptedException {
    return publish(RowFile.open(in, name), name, bytesRead);
  }

  /**
   * Publishes every prompt of the rows, waits until all are acknowledged, and closes the rows.
   *
   * @param name name used in each prompt's source, with its row
   * @param bytesRead receives the number of bytes read so far
   * @throws PublishException if Kafka did not accept a prompt; the message names it and the number
   *     published
   */
  public PublishSummary publish(RowSource rows, String name, LongConsumer bytesRead)
      throws IOException, InterruptedException {
    Optional<String> damage;
    try (rows) {
      unit = rows.unit();
      damage = takeAll(rows, name, bytesRead);
    } finally {
      inFlight.acquire(MAX_IN_FLIGHT);
      inFlight.release(MAX_IN_FLIGHT);
    }
    if (failure().isPresent()) {
      throw stopped(name, failure().get());
    }
    return tally.summary(published(), unit, damage);
  }

  /** Reads rows until the end or the first damage; returns a description of the damage. */
  private Optional<String> takeAll(RowSource rows, String name, LongConsumer bytesRead)
      throws InterruptedException {
    long last = 0;
    try {
      Optional<SourceLine> line = rows.next();
      while (line.isPresent() && failure().isEmpty()) {
        last = line.get().number();
        take(line.get(), name);
        bytesRead.accept(rows.bytes());
        line = rows.next();
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "damaged after %s %d: %s"
              .formatted(unit, last, Json.printable(Json.shorten(ReadErrors.reading(e)))));
    }
  }

  private void take(SourceLine line, String name) throws InterruptedException {
    switch (line) {
      case SourceLine.Unreadable bad ->
          tally.refuse(bad.number(), RefusalKind.UNREADABLE, Json.printable(bad.reason()));
      case SourceLine.Text text -> take(text, name);
    }
  }

  private void take(SourceLine.Text line, String name) throws InterruptedException {
    Parsed row;
    try {
      row = reader.parse(line.text(), name + '#' + line.number(), clock.instant());
    } catch (RefusedLineException e) {
      tally.refuse(line.number(), e.kind(), String.valueOf(e.getMessage()));
      return;
    }
    tally.read(row);
    switch (ids.add(row.prompt())) {
      case NEW -> send(line.number(), row.prompt());
      case REPEATED -> tally.repeat();
      case TAKEN ->
          tally.refuse(
              line.number(), RefusalKind.ID_TAKEN, KnownIds.takenReason(row.prompt().getId()));
    }
  }

  private void send(long line, Prompt prompt) throws InterruptedException {
    inFlight.acquire();
    publisher
        .apply(prompt)
        .whenComplete(
            (sent, error) -> {
              acknowledge(line, error);
              inFlight.release();
            });
  }

  private PublishException stopped(String name, Failure first) {
    return new PublishException(
        "%s: stopped at %s %d. %s %d prompts are published; publishing them again is harmless."
            .formatted(name, unit, first.line(), first.cause().getMessage(), published()),
        first.cause());
  }

  /** Called on the producer's thread, unlike the other methods. */
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

  private synchronized long published() {
    return published;
  }
}
