package dev.winnow.runtime.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpServerRequest;

/** What becomes of one request to a {@link ScriptedServer}. Called on its event loop. */
public interface Behaviour {
  /**
   * Answers, or does not.
   *
   * @param order the request's body
   */
  void answer(HttpServerRequest request, JsonNode order);
}
