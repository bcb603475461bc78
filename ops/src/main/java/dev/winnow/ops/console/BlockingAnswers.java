package dev.winnow.ops.console;

import dev.winnow.runtime.access.ProblemDetail;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Answers that wait for Kafka or for storage, or calculate for long: off the event loop, and only a
 * few at once. Thread-safe.
 */
final class BlockingAnswers {
  private static final int MAX = 8;

  private final Executor executor;
  private final Semaphore free = new Semaphore(MAX);

  BlockingAnswers(Executor executor) {
    this.executor = executor;
  }

  /** Answers with a document that is made aside. */
  void send(RoutingContext context, Callable<?> document) {
    run(context, () -> DocumentAnswer.send(context, document.call()));
  }

  /** An answer that is made aside. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /** Runs work that answers the request itself. */
  void run(RoutingContext context, Work work) {
    if (!free.tryAcquire()) {
      throw ProblemDetail.unavailable(
          "%d questions are being answered that take time; ask again".formatted(MAX));
    }
    executor.execute(
        () -> {
          try {
            work.run();
          } catch (Exception e) {
            context.fail(e);
          } finally {
            free.release();
          }
        });
  }
}
