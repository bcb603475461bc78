package dev.winnow.synthesizer.engine.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests for chat completions to one server. Thread-safe. */
final class ChatClient implements AutoCloseable {
  private static final int CONNECT_TIMEOUT_MS = 10_000;

  /** Shorter than the 5 s after which uvicorn, and so vLLM, closes an idle connection. */
  private static final int KEEP_ALIVE_SECONDS = 4;

  private final OpenAiConfig config;
  private final Optional<String> apiKey;
  private final RequestOptions options;
  private final Vertx vertx;
  private final HttpClient client;
  private final Set<Exchange> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  ChatClient(OpenAiConfig config, Optional<String> apiKey) {
    this.config = config;
    this.apiKey = apiKey;
    this.options = options(config.baseUrl(), apiKey);
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(CONNECT_TIMEOUT_MS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS),
            new PoolOptions().setHttp1MaxSize(config.maxRequests()));
  }

  /**
   * Posts a body and waits for the whole answer.
   *
   * @throws ExecutionException if the connection fails, or the client is closed meanwhile
   * @throws TimeoutException if the answer is not complete in time
   */
  HttpAnswer post(ObjectNode body)
      throws InterruptedException, ExecutionException, TimeoutException {
    Exchange exchange = new Exchange(Buffer.buffer(body.toString()), config.maxAnswerBytes());
    open.add(exchange);
    try {
      if (closed) {
        throw new ExecutionException(new IllegalStateException("the engine is closed"));
      }
      exchange.start(client.request(new RequestOptions(options)));
      return withoutKey(exchange.answer().get(config.timeout().toMillis(), TimeUnit.MILLISECONDS));
    } finally {
      open.remove(exchange);
      exchange.abandon();
    }
  }

  /** Requests in flight fail. */
  @Override
  public void close() {
    closed = true;
    open.forEach(
        exchange ->
            exchange
                .answer()
                .completeExceptionally(new IllegalStateException("the engine is closed")));
    client.close();
    vertx.close().await();
  }

  /** Errors are logged and published, and servers like to repeat the key that they refuse. */
  private HttpAnswer withoutKey(HttpAnswer answer) {
    if (answer.status() == 200 || apiKey.isEmpty()) {
      return answer;
    }
    String body = answer.body().replace(apiKey.get(), "(the key)");
    return new HttpAnswer(answer.status(), answer.retryAfter(), body, answer.cut());
  }

  private static RequestOptions options(URI baseUrl, Optional<String> apiKey) {
    boolean isTls = "https".equalsIgnoreCase(baseUrl.getScheme());
    String path = baseUrl.getRawPath() == null ? "" : baseUrl.getRawPath().replaceAll("/+$", "");
    int standardPort = isTls ? 443 : 80;
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setSsl(isTls)
            .setHost(baseUrl.getHost().replaceAll("[\\[\\]]", ""))
            .setPort(baseUrl.getPort() < 0 ? standardPort : baseUrl.getPort())
            .setURI(path + "/chat/completions")
            .setFollowRedirects(false)
            .putHeader("Content-Type", "application/json")
            .putHeader("Accept", "application/json");
    apiKey.ifPresent(key -> options.putHeader("Authorization", "Bearer " + key));
    return options;
  }
}
