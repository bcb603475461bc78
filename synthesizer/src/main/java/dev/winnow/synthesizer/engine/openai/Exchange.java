package dev.winnow.synthesizer.engine.openai;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. The event loop drives it; {@link #answer} and {@link #abandon} are
 * for any thread.
 */
final class Exchange {
  private final Buffer body;
  private final int maxAnswerBytes;
  private final CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
  private volatile @Nullable HttpClientRequest request;

  Exchange(Buffer body, int maxAnswerBytes) {
    this.body = body;
    this.maxAnswerBytes = maxAnswerBytes;
  }

  /** Sends the request once it is open. */
  void start(Future<HttpClientRequest> opening) {
    opening.onSuccess(this::send).onFailure(answer::completeExceptionally);
  }

  /** The answer; fails as the connection does. */
  CompletableFuture<HttpAnswer> answer() {
    return answer;
  }

  /**
   * Gives it up, unless it is complete: the connection is closed, so that the server can stop
   * sampling.
   */
  void abandon() {
    if (answer.cancel(false) || answer.isCompletedExceptionally()) {
      reset();
    }
  }

  private void send(HttpClientRequest opened) {
    request = opened.exceptionHandler(answer::completeExceptionally);
    if (answer.isDone()) {
      // Abandoned before it was open: whichever of the two comes second sees the other.
      reset();
      return;
    }
    opened.send(body).onSuccess(this::read).onFailure(answer::completeExceptionally);
  }

  private void read(HttpClientResponse response) {
    Buffer read = Buffer.buffer();
    response
        .exceptionHandler(answer::completeExceptionally)
        .handler(
            chunk -> {
              if (answer.isDone()) {
                return;
              }
              read.appendBuffer(
                  chunk, 0, Math.min(chunk.length(), maxAnswerBytes - read.length() + 1));
              if (read.length() > maxAnswerBytes) {
                finish(response, read, true);
                reset();
              }
            })
        .endHandler(end -> finish(response, read, false));
  }

  private void finish(HttpClientResponse response, Buffer read, boolean cut) {
    Optional<String> retryAfter =
        Optional.ofNullable(response.getHeader(HttpHeaders.RETRY_AFTER.toString()));
    answer.complete(
        new HttpAnswer(
            response.statusCode(), retryAfter, read.toString(StandardCharsets.UTF_8), cut));
  }

  private void reset() {
    HttpClientRequest open = request;
    if (open != null) {
      open.reset();
    }
  }
}
