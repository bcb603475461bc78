package dev.winnow.producers.gateway;

import io.vertx.core.json.JsonObject;

/** The result of one prompt that was sent to the gateway. */
sealed interface LineResult {
  /** The broker has acknowledged it. */
  record Published(String id) implements LineResult {}

  /** It is not a legal prompt and would be rejected again. */
  record Refused(String reason) implements LineResult {}

  /** Its id belongs to another prompt. */
  record Taken(String reason) implements LineResult {}

  /** Kafka did not accept it; a later attempt may succeed. */
  record Failed(String reason) implements LineResult {}

  default JsonObject toJson() {
    return switch (this) {
      case Published published ->
          new JsonObject().put("status", "published").put("id", published.id());
      case Refused refused ->
          new JsonObject().put("status", "refused").put("reason", refused.reason());
      case Taken taken -> new JsonObject().put("status", "refused").put("reason", taken.reason());
      case Failed failed -> new JsonObject().put("status", "failed").put("reason", failed.reason());
    };
  }
}
