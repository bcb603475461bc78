package dev.winnow.runtime.http;

import dev.winnow.runtime.http.LargeAnswers.Permit;
import dev.winnow.runtime.http.answer.HttpAnswer;
import dev.winnow.runtime.http.throttle.RetryAfter;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. The event loop drives it; any thread may call {@link #answer} and
 * {@link #close}.
 */
final class Exchange implements AutoCloseable {
  private final Buffer body;
  private final int maxAnswerBytes;
  private final LargeAnswers large;
  private final CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
  private volatile @Nullable HttpClientRequest request;
  private volatile @Nullable Permit permit;

  Exchange(Buffer body, int maxAnswerBytes, LargeAnswers large) {
    this.body = body;
    this.maxAnswerBytes = maxAnswerBytes;
    this.large = large;
  }

  /** Sends the request once the connection is open. */
  void start(Future<HttpClientRequest> opening) {
    opening.onSuccess(this::send).onFailure(answer::completeExceptionally);
  }

  /** Returns the answer; fails as the connection does. */
  CompletableFuture<HttpAnswer> answer() {
    return answer;
  }

  /**
   * Cancels the exchange, unless it is complete: the connection is closed, so that the server can
   * stop working on it. Also called when the answer has been read to its end.
   */
  @Override
  public void close() {
    if (answer.cancel(false) || answer.isCompletedExceptionally()) {
      reset();
    }
    Permit held = permit;
    if (held != null) {
      held.close();
    }
  }

  private void send(HttpClientRequest opened) {
    request = opened.exceptionHandler(answer::completeExceptionally);
    if (answer.isDone()) {
      // It was cancelled before the connection was open: whichever happens second sees the other.
      reset();
      return;
    }
    opened.send(body).onSuccess(this::read).onFailure(answer::completeExceptionally);
  }

  private void read(HttpClientResponse response) {
    Buffer read = Buffer.buffer();
    response
        .exceptionHandler(answer::completeExceptionally)
        .handler(chunk -> append(response, read, chunk))
        .endHandler(end -> finish(response, read, false));
  }

  private void append(HttpClientResponse response, Buffer read, Buffer chunk) {
    if (answer.isDone()) {
      return;
    }
    read.appendBuffer(chunk, 0, Math.min(chunk.length(), maxAnswerBytes - read.length() + 1));
    if (read.length() > maxAnswerBytes) {
      finish(response, read, true);
      reset();
    } else if (read.length() > LargeAnswers.SMALL && permit == null) {
      response.pause();
      Permit asked = large.ask(response::resume);
      permit = asked;
      if (answer.isDone()) {
        // It was closed meanwhile, possibly before the permit could be closed.
        asked.close();
      }
    }
  }

  private void finish(HttpClientResponse response, Buffer read, boolean isCut) {
    answer.complete(
        new HttpAnswer(
            response.statusCode(),
            Optional.ofNullable(response.getHeader("Content-Type")).orElse(""),
            RetryAfter.of(response::getHeader, Instant.now()),
            read.getBytes(),
            isCut));
  }

  private void reset() {
    HttpClientRequest open = request;
    if (open != null) {
      open.reset();
    }
  }
}
