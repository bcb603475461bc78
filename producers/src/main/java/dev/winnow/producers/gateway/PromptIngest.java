package dev.winnow.producers.gateway;

import dev.winnow.producers.publish.Publisher;
import dev.winnow.producers.source.LineReader;
import dev.winnow.producers.source.PromptReader;
import dev.winnow.producers.source.RefusedLineException;
import dev.winnow.schemas.Prompt;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * {@code POST /v1/prompts?recipe=NAME}: one prompt as JSON, or many as NDJSON. The result of each
 * NDJSON line is streamed back as soon as it is known, in the order in which they become known.
 */
final class PromptIngest {
  private static final String NDJSON = "application/x-ndjson";

  private final Publisher publisher;
  private final InstantSource clock;

  PromptIngest(Publisher publisher, InstantSource clock) {
    this.publisher = publisher;
    this.clock = clock;
  }

  void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    String recipe = request.getParam("recipe");
    if (recipe == null) {
      throw new Problem(
          400, "No recipe", "say which recipe the prompts belong to: POST /v1/prompts?recipe=NAME");
    }
    PromptReader reader = new PromptReader(recipe, Optional.empty());
    String type = Objects.requireNonNullElse(request.getHeader("Content-Type"), "");
    if (type.startsWith(NDJSON)) {
      new NdjsonExchange(context, line -> publish(reader, line)).start();
    } else if (type.startsWith("application/json")) {
      single(context, reader);
    } else {
      throw new Problem(
          415,
          "Unsupported",
          "send application/json for one prompt, application/x-ndjson for many");
    }
  }

  private void single(RoutingContext context, PromptReader reader) {
    Buffer body = Buffer.buffer();
    HttpServerRequest request = context.request();
    request.handler(
        chunk -> {
          body.appendBuffer(chunk);
          if (body.length() > LineReader.MAX_LINE_BYTES) {
            request.handler(null).pause();
            context.fail(
                new Problem(
                    413,
                    "Too large",
                    "one prompt takes at most %d bytes".formatted(LineReader.MAX_LINE_BYTES)));
          }
        });
    request.endHandler(
        end -> {
          if (!context.response().ended()) {
            publish(reader, body).whenComplete((result, none) -> answer(context, result));
          }
        });
  }

  private static void answer(RoutingContext context, JsonObject result) {
    boolean published = result.getString("status").equals("published");
    if (published) {
      context
          .response()
          .setStatusCode(202)
          .putHeader("Content-Type", "application/json")
          .end(result.toBuffer());
    } else {
      new Problem(422, "Refused", result.getString("reason")).send(context);
    }
  }

  /** What became of one prompt; never completes exceptionally. */
  private CompletableFuture<JsonObject> publish(PromptReader reader, Buffer line) {
    Prompt prompt;
    try {
      prompt = reader.read(text(line), "http", clock.instant());
    } catch (RefusedLineException e) {
      return CompletableFuture.completedFuture(refused(String.valueOf(e.getMessage())));
    }
    JsonObject published = new JsonObject().put("status", "published").put("id", prompt.getId());
    return publisher
        .publish(prompt)
        .handle(
            (sent, failure) ->
                failure == null ? published : refused("not published: " + failure.getMessage()));
  }

  private static String text(Buffer line) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(line.getBytes()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new RefusedLineException("not UTF-8");
    }
  }

  private static JsonObject refused(String reason) {
    return new JsonObject().put("status", "refused").put("reason", reason);
  }
}
