package dev.winnow.producers.gateway;

import dev.winnow.producers.gateway.LineResult.Failed;
import dev.winnow.producers.gateway.LineResult.Published;
import dev.winnow.producers.gateway.LineResult.Refused;
import dev.winnow.producers.gateway.LineResult.Taken;
import dev.winnow.producers.publish.KnownIds;
import dev.winnow.producers.source.LineSplitter;
import dev.winnow.producers.source.PromptReader;
import dev.winnow.producers.source.RefusedLineException;
import dev.winnow.producers.source.SourceLine;
import dev.winnow.runtime.access.ProblemDetail;
import dev.winnow.schemas.Prompt;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/prompts?recipe=NAME}: one prompt as JSON, or many as NDJSON. The result of each
 * NDJSON line is streamed back as soon as it is known, so results may be out of order.
 */
final class PromptIngest {
  private static final String SOURCE = "http";

  private final Function<Prompt, CompletableFuture<Void>> publisher;
  private final Executor blocking;
  private final PromptReaders readers;
  private final PromptIds ids;
  private final BodyLimits limits;
  private final InstantSource clock;

  /**
   * @param publisher sends a prompt; completes once it is acknowledged
   * @param blocking runs tasks that may block while Kafka is slow
   */
  PromptIngest(
      Function<Prompt, CompletableFuture<Void>> publisher,
      Executor blocking,
      PromptReaders readers,
      PromptIds ids,
      BodyLimits limits,
      InstantSource clock) {
    this.publisher = publisher;
    this.blocking = blocking;
    this.readers = readers;
    this.ids = ids;
    this.limits = limits;
    this.clock = clock;
  }

  /** Handles an NDJSON request. */
  void many(RoutingContext context) {
    PromptReader reader = reader(context);
    limits.requireDeclared(context.request());
    new NdjsonExchange(context.request(), limits, line -> publish(reader, line)).start();
  }

  /** Handles a request with one prompt, whose body has been read. */
  void one(RoutingContext context) {
    PromptReader reader = reader(context);
    SourceLine line = line(context.body().buffer());
    CompletableFuture<LineResult> result =
        CompletableFuture.supplyAsync(() -> publish(reader, line), blocking)
            .thenCompose(Function.identity());
    Future.fromCompletionStage(result, context.vertx().getOrCreateContext())
        .onSuccess(known -> answer(context, known))
        .onFailure(context::fail);
  }

  private static void answer(RoutingContext context, LineResult result) {
    switch (result) {
      case Published published ->
          context
              .response()
              .setStatusCode(202)
              .putHeader("Content-Type", "application/json")
              .end(published.toJson().toBuffer());
      case Refused refused -> new ProblemDetail(422, "Refused", refused.reason()).send(context);
      case Taken taken -> new ProblemDetail(409, "Id taken", taken.reason()).send(context);
      case Failed failed -> ProblemDetail.unavailable(failed.reason()).send(context);
    }
  }

  private PromptReader reader(RoutingContext context) {
    String recipe = context.request().getParam("recipe");
    if (recipe == null) {
      throw new ProblemDetail(
          400, "No recipe", "say which recipe the prompts belong to: POST /v1/prompts?recipe=NAME");
    }
    return readers.of(recipe);
  }

  private CompletableFuture<LineResult> publish(PromptReader reader, SourceLine line) {
    return switch (line) {
      case SourceLine.Text text -> publish(reader, text.text());
      case SourceLine.Unreadable bad ->
          CompletableFuture.completedFuture(new Refused(bad.reason()));
    };
  }

  private CompletableFuture<LineResult> publish(PromptReader reader, String text) {
    Prompt prompt;
    try {
      prompt = reader.read(text, SOURCE, clock.instant());
    } catch (RefusedLineException e) {
      return CompletableFuture.completedFuture(new Refused(String.valueOf(e.getMessage())));
    }
    if (!ids.take(prompt)) {
      return CompletableFuture.completedFuture(new Taken(KnownIds.takenReason(prompt.getId())));
    }
    return publisher.apply(prompt).handle((sent, failure) -> sent(prompt, failure));
  }

  private LineResult sent(Prompt prompt, @Nullable Throwable failure) {
    if (failure == null) {
      return new Published(prompt.getId());
    }
    ids.release(prompt);
    return new Failed(String.valueOf(failure.getMessage()));
  }

  /** Returns the body as the line that it would be in a file. */
  private static SourceLine line(@Nullable Buffer body) {
    byte[] bytes = body == null ? new byte[0] : body.getBytes();
    int mark = LineSplitter.byteOrderMark(bytes, bytes.length);
    return SourceLine.of(1, ByteBuffer.wrap(bytes, mark, bytes.length - mark));
  }
}
