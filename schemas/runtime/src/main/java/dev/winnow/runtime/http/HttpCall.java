package dev.winnow.runtime.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.runtime.http.answer.HttpAnswer;
import dev.winnow.runtime.http.answer.Reply;
import dev.winnow.runtime.http.answer.Reply.Refused;

/** One request to a server, and how its answer is read. */
public interface HttpCall {
  /** Returns the id of the request in logs. */
  String id();

  /** Returns the id of the prompt, by which refusals are counted. */
  String prompt();

  /** Returns the path below the server's base URL, with a leading slash. */
  String path();

  /** Returns the body of the request; called once for each attempt. */
  JsonNode body();

  /** Reads the answer. */
  Reply read(HttpAnswer answer);

  /**
   * Returns whether this refusal may concern either this request alone, or a field or setting that
   * every request has. False where a simpler request follows first.
   */
  boolean mayConcernEvery(Refused refused);
}
