package dev.winnow.ops.local;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * The part of the Confluent schema registry's REST API that clients use, backed by {@link
 * SchemaLog}. Reachable only from this machine.
 */
public final class LocalRegistry implements AutoCloseable {
  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final long MAX_BODY_BYTES = 1 << 20;

  private final Vertx vertx;
  private final SchemaLog log;
  private final HttpServer server;

  /** An error with the API's codes: the first three digits are the HTTP status. */
  private static final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int code;

    ApiException(int code, String message) {
      super(message);
      this.code = code;
    }
  }

  @FunctionalInterface
  private interface Answer {
    Object to(RoutingContext context);
  }

  /** Serves the schemas that are stored on this broker; returns when it is listening. */
  public LocalRegistry(Vertx vertx, String bootstrapServers, int port) {
    this.vertx = vertx;
    this.log = new SchemaLog(bootstrapServers);
    this.server =
        vertx.createHttpServer().requestHandler(router()).listen(port, "127.0.0.1").await();
  }

  /** Returns the address. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  @Override
  public void close() {
    server.close().await();
    log.close();
  }

  private Router router() {
    Router router = Router.router(vertx);
    router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
    router.get("/").handler(answer(c -> new JsonObject()));
    router.get("/schemas/types").handler(answer(c -> new JsonArray(List.of("AVRO"))));
    router.get("/subjects").handler(answer(c -> new JsonArray(log.subjects())));
    router.get("/subjects/:subject/versions").handler(answer(this::versions));
    router.get("/subjects/:subject/versions/:version").handler(answer(this::version));
    router.post("/subjects/:subject/versions").handler(answer(this::register));
    router.post("/subjects/:subject").handler(answer(this::lookUp));
    router
        .post("/compatibility/subjects/:subject/versions/:version")
        .handler(answer(this::compatibility));
    router.get("/schemas/ids/:id").handler(answer(this::schema));
    router
        .get("/config")
        .handler(answer(c -> new JsonObject().put("compatibilityLevel", "BACKWARD_TRANSITIVE")));
    router.route().last().handler(c -> c.fail(404));
    router.route().failureHandler(LocalRegistry::fail);
    return router;
  }

  /** The log waits for the broker, so responses are produced off the event loop. */
  private static io.vertx.core.Handler<RoutingContext> answer(Answer answer) {
    return context ->
        context
            .vertx()
            .executeBlocking(() -> answer.to(context))
            .onSuccess(body -> send(context, 200, body))
            .onFailure(context::fail);
  }

  private static void send(RoutingContext context, int status, Object body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", CONTENT_TYPE)
        .end(body.toString());
  }

  private static void fail(RoutingContext context) {
    Throwable failure = context.failure();
    int code =
        failure instanceof ApiException known ? known.code : Math.max(context.statusCode(), 400);
    String message = failure == null ? "HTTP " + code : String.valueOf(failure.getMessage());
    int status = code > 999 ? code / 100 : code;
    send(context, status, new JsonObject().put("error_code", code).put("message", message));
  }

  private JsonObject register(RoutingContext context) {
    try {
      return new JsonObject().put("id", log.register(context.pathParam("subject"), body(context)));
    } catch (SchemaLog.IncompatibleException e) {
      throw new ApiException(409, String.valueOf(e.getMessage()));
    }
  }

  private JsonObject lookUp(RoutingContext context) {
    String subject = context.pathParam("subject");
    Schema schema = body(context);
    List<SchemaLog.Version> versions = versionsOf(subject);
    return versions.stream()
        .filter(version -> version.schema().equals(schema))
        .findFirst()
        .map(version -> describe(subject, version))
        .orElseThrow(() -> new ApiException(40403, "Schema not found"));
  }

  private JsonObject compatibility(RoutingContext context) {
    String subject = context.pathParam("subject");
    versionsOf(subject);
    return new JsonObject().put("is_compatible", log.isCompatible(subject, body(context)));
  }

  private JsonArray versions(RoutingContext context) {
    return new JsonArray(
        versionsOf(context.pathParam("subject")).stream().map(SchemaLog.Version::number).toList());
  }

  private JsonObject version(RoutingContext context) {
    String subject = context.pathParam("subject");
    List<SchemaLog.Version> versions = versionsOf(subject);
    String wanted = context.pathParam("version");
    return versions.stream()
        .filter(
            v ->
                wanted.equals("latest")
                    ? v.equals(versions.getLast())
                    : wanted.equals(String.valueOf(v.number())))
        .findFirst()
        .map(version -> describe(subject, version))
        .orElseThrow(() -> new ApiException(40402, "Version '%s' not found".formatted(wanted)));
  }

  private JsonObject schema(RoutingContext context) {
    String id = context.pathParam("id");
    return (id.matches("\\d{1,9}")
            ? log.schema(Integer.parseInt(id))
            : java.util.Optional.<Schema>empty())
        .map(schema -> new JsonObject().put("schema", schema.toString()))
        .orElseThrow(() -> new ApiException(40403, "Schema '%s' not found".formatted(id)));
  }

  private List<SchemaLog.Version> versionsOf(String subject) {
    List<SchemaLog.Version> versions = log.versions(subject);
    if (versions.isEmpty()) {
      throw new ApiException(40401, "Subject '%s' not found".formatted(subject));
    }
    return versions;
  }

  private static JsonObject describe(String subject, SchemaLog.Version version) {
    return new JsonObject()
        .put("subject", subject)
        .put("version", version.number())
        .put("id", version.id())
        .put("schema", version.schema().toString());
  }

  private static Schema body(RoutingContext context) {
    try {
      return new Schema.Parser().parse(context.body().asJsonObject().getString("schema", ""));
    } catch (DecodeException | AvroRuntimeException | NullPointerException e) {
      throw new ApiException(42201, "not an Avro schema: " + e.getMessage());
    }
  }
}
