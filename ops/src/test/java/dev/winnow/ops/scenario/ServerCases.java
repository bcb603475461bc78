package dev.winnow.ops.scenario;

import static dev.winnow.runtime.testing.Answers.choices;
import static dev.winnow.runtime.testing.Answers.messages;
import static dev.winnow.runtime.testing.Answers.saying;
import static dev.winnow.runtime.testing.Answers.spoilt;
import static dev.winnow.runtime.testing.Behaviours.first;
import static dev.winnow.runtime.testing.Behaviours.forSome;
import static dev.winnow.runtime.testing.Behaviours.page;
import static dev.winnow.runtime.testing.Behaviours.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.runtime.testing.Answers;
import dev.winnow.runtime.testing.Behaviour;
import dev.winnow.runtime.testing.Behaviours;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The ways in which servers misbehave, and what has to come of each. */
final class ServerCases {
  /** Repeated by some servers; at least 8 characters, so that it is taken for a secret. */
  static final String KEY = "sk-live-0123456789abcdef";

  private static final String RIGHT = "Forty and two more are what we look for.\n#### 42";
  private static final int FEW = 2;
  private static final int MANY = 12;
  private static final Duration OUTAGE = Duration.ofSeconds(2);

  private ServerCases() {}

  /**
   * A behaviour that concerns single requests.
   *
   * @param name stands in the prompt, by which the server knows how to behave
   * @param code failure code of every candidate; empty when each has an answer
   */
  record OfRequest(String name, Behaviour behaviour, Optional<String> code) {}

  /**
   * A behaviour that meets every request, for a time.
   *
   * @param code what the worker says meanwhile
   * @param prompts how many it takes to show
   */
  record OfServer(String name, Behaviour behaviour, String code, int prompts) {
    /** Requests at once; one for each prompt where it takes many. */
    int requests() {
      return prompts > FEW ? prompts : 1;
    }
  }

  static List<OfRequest> ofRequests() {
    return List.of(
        fine("sane", saying(RIGHT, "stop")),
        fine("content-parts", messages(m -> parts(m, "text", RIGHT))),
        fine("reasoning-beside", messages(m -> m.put("content", RIGHT).put("reasoning", "hm"))),
        fine("usage-missing", spoilt(c -> answer(c).remove("usage"))),
        fine("usage-zero", spoilt(c -> usage(answer(c), 0))),
        fine("usage-of-one", spoilt(c -> usage(answer(c), 12))),
        fine("fewer-choices", Behaviours.atMost(1)),
        fine("more-choices", Behaviours.giving(9)),
        fine("events", ServerCases::events),
        fine("two-garbled", first(2, status(200, "}{ garbled"))),
        fine("one-flaky-400", first(1, status(400, "{\"error\": \"hiccup\"}"))),
        fine("key-in-the-text", saying("my key is " + KEY, "stop")),
        bad("content-null", messages(m -> m.putNull("content")), "NO_CONTENT"),
        bad("content-missing", messages(m -> m.remove("content")), "NO_CONTENT"),
        bad("content-empty", messages(m -> m.put("content", "")), "EMPTY"),
        bad(
            "reasoning-only",
            messages(m -> m.put("content", "").put("reasoning_content", "hm")),
            "NO_CONTENT"),
        bad("refusal", messages(m -> m.putNull("content").put("refusal", "no")), "REFUSAL"),
        bad(
            "tool-calls",
            messages(m -> m.putNull("content").putArray("tool_calls").addObject().put("id", "c")),
            "TOOL_CALLS"),
        bad("content-filter", saying("half a resp", "content_filter"), "CONTENT_FILTER"),
        bad("key-as-finish-reason", saying("half a resp", KEY), "MALFORMED_ANSWER"),
        bad("invalid-text", ServerCases::halfPairs, "INVALID_TEXT"),
        bad("choice-of-nothing", choices(ObjectNode::removeAll), "MALFORMED_ANSWER"),
        bad("no-choices", status(200, "{\"choices\": []}"), "MALFORMED_ANSWER"),
        bad("garbled", status(200, "}{ garbled"), "MALFORMED_ANSWER"),
        bad("too-large", page("application/json", large()), "TOO_LARGE"),
        bad(
            "context-length",
            status(400, "{\"error\": {\"message\": \"maximum context length is 8\"}}"),
            "CONTEXT_LENGTH"),
        bad(
            "moderation",
            status(400, "{\"error\": {\"code\": \"content_filter\"}}"),
            "CONTENT_FILTER"),
        bad(
            "error-with-200",
            status(200, "{\"error\": {\"type\": \"invalid_request_error\", \"message\": \"bad\"}}"),
            "REFUSED_REQUEST"),
        bad("refused", status(422, "{\"detail\": \"unknown parameter\"}"), "REFUSED_REQUEST"));
  }

  static List<OfServer> ofServers() {
    return List.of(
        passing("throttled-seconds", status(429, "Retry-After", "1"), "RATE_LIMITED"),
        passing("throttled-ms", status(429, "retry-after-ms", "700"), "RATE_LIMITED"),
        passing("throttled-silently", status(429, "{}"), "RATE_LIMITED"),
        passing("wrong-key", status(401, "{\"error\": \"no " + KEY + "\"}"), "WRONG_KEY"),
        passing("no-model", status(404, "{\"detail\": \"no such model\"}"), "UNKNOWN_MODEL"),
        passing("down", status(503, "<html>Service unavailable</html>"), "SERVER_ERROR"),
        passing("page", page("text/html", Buffer.buffer("<html>log in</html>")), "NOT_AN_API"),
        passing("empty", status(200, ""), "EMPTY_ANSWER"),
        passing("reset", Behaviours.RESET, "CONNECTION_LOST"),
        passing("cut", Behaviours::cut, "CONNECTION_LOST"),
        new OfServer("hang", forSome(Duration.ofSeconds(9), Behaviours.HANG), "TIMEOUT", FEW),
        new OfServer("drip", forSome(Duration.ofSeconds(9), Behaviours::drip), "TIMEOUT", FEW),
        refusing("unknown-field", status(400, "{\"error\": \"unsupported field logprobs\"}")),
        refusing("unknown-value", status(422, "{\"detail\": \"top_k: want -1\"}")));
  }

  private static OfRequest fine(String name, Behaviour behaviour) {
    return new OfRequest(name, behaviour, Optional.empty());
  }

  private static OfRequest bad(String name, Behaviour behaviour, String code) {
    return new OfRequest(name, behaviour, Optional.of(code));
  }

  private static OfServer passing(String name, Behaviour behaviour, String code) {
    return new OfServer(name, forSome(OUTAGE, behaviour), code, FEW);
  }

  /** One after the other is refused in the same way: that concerns none of them alone. */
  private static OfServer refusing(String name, Behaviour behaviour) {
    return new OfServer(name, forSome(OUTAGE, behaviour), "REFUSES_EVERY_REQUEST", MANY);
  }

  private static ObjectNode answer(ObjectNode completion) {
    completion
        .path("choices")
        .forEach(choice -> ((ObjectNode) choice.path("message")).put("content", RIGHT));
    return completion;
  }

  private static void usage(ObjectNode completion, int tokens) {
    completion.putObject("usage").put("completion_tokens", tokens);
  }

  private static void parts(ObjectNode message, String type, String text) {
    message.putArray("content").addObject().put("type", type).put(type, text);
  }

  private static void events(HttpServerRequest request, JsonNode order) {
    String event =
        "data: {\"choices\": [{\"index\": %d, \"delta\": {\"content\": \"#### 42\"},"
            + " \"finish_reason\": \"stop\"}]}\n\n";
    StringBuilder stream = new StringBuilder();
    for (int i = 0; i < order.path("n").asInt(1); i++) {
      stream.append(event.formatted(i));
    }
    request
        .response()
        .putHeader("Content-Type", "text/event-stream")
        .end(stream.append("data: [DONE]\n\n").toString());
  }

  /** An escape is the only form in which half of a pair comes through. */
  private static void halfPairs(HttpServerRequest request, JsonNode order) {
    ObjectNode completion = Answers.completion(order, order.path("n").asInt(1));
    completion
        .path("choices")
        .forEach(choice -> ((ObjectNode) choice.path("message")).put("content", "4HALF"));
    request.response().end(completion.toString().replace("HALF", "\\ud800"));
  }

  /** More than a worker of the tests reads, as much as some servers send. */
  private static Buffer large() {
    return Buffer.buffer("{\"choices\": [\"" + "x".repeat(25 << 20) + "\"]}");
  }
}
