package dev.winnow.ops.cli;

import dev.winnow.ops.json.RecordJson;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** The choice of a command's output: text for people, or one JSON document. */
final class JsonOption {
  @Option(names = "--json", description = "Prints one JSON document instead of text for people.")
  private boolean json;

  boolean chosen() {
    return json;
  }

  /** Prints a document on one line. */
  static void print(Object document, PrintWriter out) {
    out.println(RecordJson.line(document));
    out.flush();
  }
}
