package dev.winnow.ops.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.ops.verify.BatchReader.Batch;
import dev.winnow.runtime.access.ProblemDetail;
import dev.winnow.verifier.request.ItemJudge;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Answers {@code POST /v1/verify}.
 *
 * <ol>
 *   <li>A request is admitted while few others are being judged.
 *   <li>A thread of its own reads the rows of the body.
 *   <li>The {@link CheckWorkers} judge them, in parts.
 *   <li>When all are judged, or the time is over, the answer is sent: rows that are not judged are
 *       undecided.
 * </ol>
 *
 * The event loop neither reads, judges nor writes JSON.
 */
final class VerifyRoute {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final VerifyLimits limits;
  private final ItemJudge judge = new ItemJudge();
  private final CheckWorkers workers;
  private final Executor threads;
  private final Semaphore room;

  /**
   * @param threads runs what is not a check
   */
  VerifyRoute(VerifyLimits limits, CheckWorkers workers, Executor threads) {
    this.limits = limits;
    this.workers = workers;
    this.threads = threads;
    this.room = new Semaphore(limits.requests());
  }

  /** Admits a request, or refuses it for now. */
  void admit(RoutingContext context) {
    if (!room.tryAcquire()) {
      throw ProblemDetail.unavailable(
          "%d requests are being judged; send it again in a moment".formatted(limits.requests()));
    }
    context.addEndHandler(ended -> room.release());
    context.next();
  }

  /** Answers a JSON body that has been read. */
  void json(RoutingContext context) {
    judge(context, BatchForm.ARRAY);
  }

  /** Answers a body of JSON lines that has been read. */
  void lines(RoutingContext context) {
    judge(context, BatchForm.LINES);
  }

  private void judge(RoutingContext context, BatchForm form) {
    Buffer body = context.body().buffer();
    byte[] bytes = body == null ? new byte[0] : body.getBytes();
    Vertx vertx = context.vertx();
    CompletableFuture.supplyAsync(
            () ->
                form == BatchForm.LINES
                    ? BatchReader.lines(bytes, limits.items())
                    : BatchReader.json(bytes, limits.items()),
            threads)
        .thenComposeAsync(this::answers, threads)
        .whenComplete(
            (answer, failure) ->
                vertx.runOnContext(
                    now -> {
                      if (failure == null) {
                        send(context, answer);
                      } else {
                        fail(context, failure);
                      }
                    }));
  }

  private record Answer(BatchForm form, List<ObjectNode> rows, Buffer body) {}

  private CompletableFuture<Answer> answers(Batch batch) {
    BatchRun run = new BatchRun(batch.rows(), judge, workers);
    return run.start()
        .orTimeout(limits.time().toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            failure -> {
              run.expire();
              if (!(failure instanceof TimeoutException)) {
                throw new IllegalStateException("a row could not be judged", failure);
              }
              return null;
            })
        .thenApplyAsync(done -> answer(batch.form(), run.answers()), threads);
  }

  private static Answer answer(BatchForm form, List<ObjectNode> rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      switch (form) {
        case ONE -> out.write(MAPPER.writeValueAsBytes(rows.getFirst()));
        case ARRAY -> out.write(MAPPER.writeValueAsBytes(rows));
        case LINES -> {
          for (ObjectNode row : rows) {
            out.write(MAPPER.writeValueAsBytes(row));
            out.write('\n');
          }
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer could not be written", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Answer(form, rows, Buffer.buffer(out.toByteArray()));
  }

  private static void send(RoutingContext context, Answer answer) {
    if (answer.form() == BatchForm.ONE && answer.rows().getFirst().has("error")) {
      new ProblemDetail(422, "Not a row", answer.rows().getFirst().get("error").asText())
          .send(context);
      return;
    }
    if (context.response().ended() || context.response().closed()) {
      return;
    }
    context
        .response()
        .putHeader(
            "Content-Type",
            answer.form() == BatchForm.LINES ? "application/x-ndjson" : "application/json")
        .end(answer.body());
  }

  private static void fail(RoutingContext context, Throwable failure) {
    Throwable cause =
        failure instanceof java.util.concurrent.CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    context.fail(cause);
  }
}
