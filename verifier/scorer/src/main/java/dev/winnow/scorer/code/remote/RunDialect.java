package dev.winnow.scorer.code.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.runtime.http.answer.Reply;

/** How a server that runs programs is asked, and how it answers. Stateless. */
public interface RunDialect {
  /** Returns the path below the server's base URL. */
  String path();

  /** Returns the body of a request. */
  JsonNode body(RemoteProgram program);

  /**
   * Reads an answer that is JSON and no error.
   *
   * @return a {@link RunAnswer}, or a failure of the server
   */
  Reply read(JsonNode answer);
}
