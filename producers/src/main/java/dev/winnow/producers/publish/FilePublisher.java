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
 *   <li>A row that holds no legal prompt is listed with its reason; the others go through.
 *   <li>A row that asks the same as an earlier one of its id is counted and not sent again; the
 *       same id with another question, recipe or reference is refused.
 *   <li>When the file turns out to be damaged, what was read before goes through, and the summary
 *       says where it ended.
 *   <li>When Kafka does not take a prompt, reading stops.
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

  /** A publisher of a file that is alone. */
  public FilePublisher(Publisher publisher, PromptReader reader, InstantSource clock) {
    this(publisher::publish, reader, new KnownIds(), clock);
  }

  /**
   * A publisher of one file of several.
   *
   * @param publisher sends a prompt; completes once it is acknowledged
   * @param ids shared by all files, so that an id stands for one prompt in all of them
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
   * Publishes every prompt of the stream, of whatever format, and waits until all are acknowledged.
   *
   * @param name stands in each prompt's source, with its row
   * @param bytesRead told how far the stream was read
   * @throws PublishException if Kafka did not take a prompt; the message says which and how many
   *     went through
   * @throws IOException if the stream is no format that holds rows
   */
  public PublishSummary publish(InputStream in, String name, LongConsumer bytesRead)
      throws IOException, InterruptedException {
    return publish(RowFile.open(in, name), name, bytesRead);
  }

  /**
   * Publishes every prompt of the rows, waits until all are acknowledged, and closes them.
   *
   * @param name stands in each prompt's source, with its row
   * @param bytesRead told how far the rows were read
   * @throws PublishException if Kafka did not take a prompt; the message says which and how many
   *     went through
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

  /** Takes rows until the end, or until no more can be read: then says why not. */
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
        "%s: stopped at %s %d. %s %d prompts are published; publishing them again does no harm."
            .formatted(name, unit, first.line(), first.cause().getMessage(), published()),
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

  private synchronized long published() {
    return published;
  }
}
