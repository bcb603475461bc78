package dev.winnow.ops.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Opens a page in the user's browser. */
public final class Browser {
  private Browser() {}

  /** Opens the page, or says that the user has to. */
  public static void open(URI page, PrintWriter out) {
    List<String> command = command(System.getenv(), System.getProperty("os.name", ""), page);
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      out.printf(
          "no browser opened ('%s' does not run here); open %s yourself%n", command.get(0), page);
      out.flush();
    }
  }

  /** The variable BROWSER names a program, as xdg-open reads it. */
  static List<String> command(Map<String, String> environment, String system, URI page) {
    String chosen = environment.getOrDefault("BROWSER", "").strip();
    List<String> command = new ArrayList<>();
    if (!chosen.isEmpty()) {
      command.add(chosen);
    } else if (system.toLowerCase(Locale.ROOT).startsWith("mac")) {
      command.add("open");
    } else if (system.toLowerCase(Locale.ROOT).startsWith("windows")) {
      command.addAll(List.of("rundll32", "url.dll,FileProtocolHandler"));
    } else {
      command.add("xdg-open");
    }
    command.add(page.toString());
    return command;
  }
}
