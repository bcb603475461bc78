package dev.winnow.producers.gateway;

import io.vertx.core.json.JsonObject;

/** What became of one prompt that was sent to the gateway. */
sealed interface LineResult {
  /** The broker has it. */
  record Published(String id) implements LineResult {}

  /** It is not a legal prompt; sent again, it is refused again. */
  record Refused(String reason) implements LineResult {}

  /** Its id stands for another prompt. */
  record Taken(String reason) implements LineResult {}

  /** Kafka did not take it; sent again later, it may be published. */
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
