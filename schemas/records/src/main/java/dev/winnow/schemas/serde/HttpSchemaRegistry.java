package dev.winnow.schemas.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.text.SafeText;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Client of the Confluent-compatible registry REST API of Confluent, Apicurio, Karapace and
 * Redpanda. Responses are cached without expiry, because the registry never changes the schema of
 * an id.
 *
 * <p>Thread-safe. A request that fails in transit is tried {@value #ATTEMPTS} times.
 */
public final class HttpSchemaRegistry implements SchemaRegistry {
  private static final int ATTEMPTS = 5;
  private static final int MAX_SCHEMA_CHARS = 1 << 20;

  /** A schema is JSON inside JSON; the limit assumes that every character is escaped. */
  private static final int MAX_ANSWER_BYTES = 6 * MAX_SCHEMA_CHARS;

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration PING_TIMEOUT = Duration.ofSeconds(3);
  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI base;
  private final RegistryAccess access;
  private final HttpClient http;
  private final Map<SubjectSchema, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

  private record SubjectSchema(String subject, Schema schema) {}

  /** Creates a client without credentials, except those in the URL. */
  public HttpSchemaRegistry(URI url) {
    this(url, RegistryAccess.of(url, Map.of()));
  }

  /**
   * Creates a client of the registry at this URL; Apicurio's ends in {@code /apis/ccompat/v7}.
   *
   * @throws IllegalArgumentException if the URL is not one of HTTP
   */
  public HttpSchemaRegistry(URI url, RegistryAccess access) {
    this.base = withoutUser(url);
    this.access = access;
    HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(TIMEOUT);
    access.tls().ifPresent(client::sslContext);
    this.http = client.build();
  }

  /** The URL is printed in errors, so it must not contain a password. */
  private static URI withoutUser(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (url.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IllegalArgumentException(
          "registry: want a URL such as https://registry.example:8081; percent-encode special characters of a user and a password in it");
    }
    String path = url.getRawPath() == null ? "" : url.getRawPath().replaceAll("/+$", "");
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return URI.create(scheme + "://" + url.getHost() + port + path);
  }

  /**
   * Asks the registry once, so that wrong credentials are known at the start. A registry that does
   * not answer is no error: it may start later.
   *
   * @throws RegistryException if it refuses the credentials, or TLS fails
   */
  public void requireAccess() {
    try {
      HttpResponse<String> response = exchange(request("/subjects").GET().build());
      if (response.statusCode() == 401) {
        throw refused("answer", response);
      }
    } catch (IOException e) {
      throwIfTls(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public int register(String subject, Schema schema) {
    return ids.computeIfAbsent(new SubjectSchema(subject, schema), this::registerRemotely);
  }

  @Override
  public Schema byId(int id) {
    return schemas.computeIfAbsent(id, this::fetch);
  }

  /** Any answer will do that is neither an error of the server nor a missing right. */
  @Override
  public void ping() {
    HttpResponse<String> response;
    try {
      response = exchange(request("/schemas/types").timeout(PING_TIMEOUT).GET().build());
    } catch (IOException e) {
      throw new RegistryException(
          "the schema registry at %s does not answer: %s".formatted(base, e.getMessage()), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    int status = response.statusCode();
    if (status >= 500 || status == 401 || status == 403) {
      throw new RegistryException(
          "the schema registry at %s answers with status %d".formatted(base, status), null);
    }
  }

  private int registerRemotely(SubjectSchema key) {
    String path =
        "/subjects/" + URLEncoder.encode(key.subject(), StandardCharsets.UTF_8) + "/versions";
    String body = JSON.createObjectNode().put("schema", key.schema().toString()).toString();
    HttpResponse<String> response = send(request(path).POST(BodyPublishers.ofString(body)).build());
    if (response.statusCode() != 200) {
      throw refused("register a schema under subject '" + key.subject() + "'", response);
    }
    JsonNode id = parse(response).path("id");
    if (!id.isInt()) {
      throw new RegistryException(
          "the schema registry at %s answered without an id".formatted(base), null);
    }
    return id.intValue();
  }

  private Schema fetch(int id) {
    HttpResponse<String> response = send(request("/schemas/ids/" + id).GET().build());
    if (isUnknown(response)) {
      throw new UnknownSchemaException(id);
    }
    if (response.statusCode() != 200) {
      throw refused("read schema " + id, response);
    }
    String text = parse(response).path("schema").asText();
    if (text.length() > MAX_SCHEMA_CHARS) {
      throw new UnknownSchemaException(id, "is larger than " + MAX_SCHEMA_CHARS + " characters");
    }
    try {
      return new Schema.Parser().parse(text);
    } catch (AvroRuntimeException | StackOverflowError e) {
      // Anyone may have registered it; a retry would not help.
      throw new UnknownSchemaException(id, "is not an Avro schema");
    }
  }

  /**
   * Requires the registry's error code: a 404 from a proxy or a wrong URL proves nothing about the
   * schema.
   */
  private static boolean isUnknown(HttpResponse<String> response) {
    if (response.statusCode() != 404) {
      return false;
    }
    try {
      return JSON.readTree(response.body()).path("error_code").asInt() / 100 == 404;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(TIMEOUT)
            .header("Content-Type", CONTENT_TYPE)
            .header("Accept", CONTENT_TYPE + ", application/json");
    access.authorization().ifPresent(value -> request.header("Authorization", value));
    return request;
  }

  private HttpResponse<String> send(HttpRequest request) {
    IOException last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        HttpResponse<String> response = exchange(request);
        if (response.statusCode() < 500) {
          return response;
        }
        last = new IOException("status " + response.statusCode());
      } catch (IOException e) {
        throwIfTls(e);
        last = e;
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
      pause(attempt);
    }
    throw new RegistryException(
        "the schema registry at %s does not answer: %s. Is it running, and is the URL right?"
            .formatted(base, last),
        last);
  }

  /** TLS fails again however often it is tried. */
  private void throwIfTls(IOException error) {
    Throwable root = error;
    boolean isTls = false;
    while (root.getCause() != null) {
      root = root.getCause();
      isTls |= root instanceof SSLException;
    }
    if (isTls) {
      throw new RegistryException(
          "TLS with the schema registry at %s fails: %s. Are its certificate, and registry.ssl.* in --client-properties, right?"
              .formatted(base, SafeText.line(root.toString())),
          error);
    }
  }

  /** Limits the whole exchange in time and bytes, because a response may be slow or endless. */
  private HttpResponse<String> exchange(HttpRequest request)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request, info -> new BoundedText(MAX_ANSWER_BYTES));
    try {
      return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("no complete answer within " + TIMEOUT, e);
    } finally {
      answer.cancel(true);
    }
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(200L << attempt);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static RegistryException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new RegistryException("interrupted while asking the schema registry", e);
  }

  private static JsonNode parse(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new RegistryException(
          "the schema registry answered with something that is not JSON", e);
    }
  }

  private RegistryException refused(String what, HttpResponse<String> response) {
    return new RegistryException(
        "the schema registry at %s refused to %s: status %d, %s%s"
            .formatted(
                base,
                what,
                response.statusCode(),
                SafeText.line(response.body()),
                advice(response.statusCode())),
        null);
  }

  private String advice(int status) {
    return switch (status) {
      case 401 ->
          access.authorization().isEmpty()
              ? ". It wants credentials: set registry.%s or registry.%s in --client-properties"
                  .formatted(RegistryAccess.USER_INFO, RegistryAccess.TOKEN)
              : ". Are the user and the password, or the token, right?";
      case 403 -> ". Its access rules do not let this user do it";
      default -> "";
    };
  }
}
