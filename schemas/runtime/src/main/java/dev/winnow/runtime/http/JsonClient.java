package dev.winnow.runtime.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.runtime.http.answer.HttpAnswer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
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
import java.util.function.Function;

/** Posts JSON to one server. Thread-safe. */
final class JsonClient implements AutoCloseable {
  private static final int CONNECT_TIMEOUT_MS = 10_000;

  /** Shorter than the 5 s after which uvicorn, and therefore vLLM, closes an idle connection. */
  private static final int KEEP_ALIVE_SECONDS = 4;

  private final HttpServerConfig config;
  private final LargeAnswers large;
  private final RequestOptions options;
  private final Vertx vertx;
  private final HttpClient client;
  private final Set<Exchange> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  JsonClient(HttpServerConfig config, Optional<String> apiKey) {
    this.config = config;
    this.large = new LargeAnswers(config.maxAnswerBytes());
    this.options = options(config.baseUrl(), apiKey);
    this.vertx = VertxWithoutFiles.create(new VertxOptions().setEventLoopPoolSize(1));
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(CONNECT_TIMEOUT_MS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setDecompressionSupported(true),
            new PoolOptions().setHttp1MaxSize(config.maxRequests()));
  }

  /**
   * Posts a body to a path below the base URL, waits for the whole answer and passes it to the
   * reader; its memory is accounted for until then.
   *
   * @throws ExecutionException if the connection fails, or the client is closed meanwhile
   * @throws TimeoutException if the answer is not complete in time
   */
  <T> T post(String path, JsonNode body, Function<HttpAnswer, T> reader)
      throws InterruptedException, ExecutionException, TimeoutException {
    try (Exchange exchange =
        new Exchange(Buffer.buffer(body.toString()), config.maxAnswerBytes(), large)) {
      open.add(exchange);
      try {
        if (closed) {
          throw new ExecutionException(new IllegalStateException("the engine is closed"));
        }
        RequestOptions request = new RequestOptions(options);
        exchange.start(client.request(request.setURI(options.getURI() + path)));
        return reader.apply(
            exchange.answer().get(config.timeout().toMillis(), TimeUnit.MILLISECONDS));
      } finally {
        open.remove(exchange);
      }
    }
  }

  /** Makes requests in flight fail. */
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
            .setURI(path)
            .setFollowRedirects(false)
            .putHeader("Content-Type", "application/json")
            .putHeader("Accept", "application/json");
    apiKey.ifPresent(key -> options.putHeader("Authorization", "Bearer " + key));
    return options;
  }
}
