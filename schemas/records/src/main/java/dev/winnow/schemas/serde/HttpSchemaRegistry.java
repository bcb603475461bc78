package dev.winnow.schemas.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final Map<SubjectSchema, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

  private record SubjectSchema(String subject, Schema schema) {}

  /** Creates a client of the registry at this URL; Apicurio's ends in {@code /apis/ccompat/v7}. */
  public HttpSchemaRegistry(URI base) {
    this.base = URI.create(base.toString().replaceAll("/+$", ""));
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
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(TIMEOUT)
        .header("Content-Type", CONTENT_TYPE)
        .header("Accept", CONTENT_TYPE + ", application/json");
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
    String body = response.body();
    return new RegistryException(
        "the schema registry at %s refused to %s: status %d, %s"
            .formatted(
                base, what, response.statusCode(), body.substring(0, Math.min(500, body.length()))),
        null);
  }
}
