package dev.winnow.ops.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** The choice of a command's output: text for people, or one JSON document. */
final class JsonOption {
  private static final ObjectMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  @Option(names = "--json", description = "Prints one JSON document instead of text for people.")
  private boolean json;

  boolean chosen() {
    return json;
  }

  /**
   * Prints a record's fields in snake case, on one line, so that a stream of documents is JSONL.
   */
  static void print(Object document, PrintWriter out) throws IOException {
    out.println(JSON.writeValueAsString(document));
    out.flush();
  }
}
