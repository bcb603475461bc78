package dev.winnow.ops.console;

import dev.winnow.ops.json.RecordJson;
import io.vertx.ext.web.RoutingContext;

/** Answers with a document. */
final class DocumentAnswer {
  private DocumentAnswer() {}

  static void send(RoutingContext context, Object document) {
    send(context, 200, document);
  }

  static void send(RoutingContext context, int status, Object document) {
    if (!context.response().ended() && !context.response().closed()) {
      context
          .response()
          .setStatusCode(status)
          .putHeader("Content-Type", "application/json")
          .putHeader("Cache-Control", "no-store")
          .end(RecordJson.line(document));
    }
  }
}
