package dev.winnow.ops.cli.option;

import dev.winnow.ops.json.RecordJson;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** The choice of a command's output: text for people, or one JSON document. */
public final class JsonOption {
  @Option(names = "--json", description = "Prints one JSON document instead of text for people.")
  private boolean json;

  public boolean chosen() {
    return json;
  }

  /** Prints a document on one line. */
  public static void print(Object document, PrintWriter out) {
    out.println(RecordJson.line(document));
    out.flush();
  }
}
