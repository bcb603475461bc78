package dev.winnow.ops.console;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A Chromium without a window, with a profile of its own. */
final class HeadlessChromium implements AutoCloseable {
  private final Process process;
  private final int port;

  /** Returns an installed Chromium; skips the test where there is none. */
  static Path required() {
    Optional<Path> program = installed();
    assumeTrue(
        program.isPresent(), "Chromium is not installed; on Debian: apt-get install chromium");
    return program.get();
  }

  /** Finds an installed Chromium, on the path or in the variable {@code CHROMIUM}. */
  private static Optional<Path> installed() {
    String named = System.getenv().getOrDefault("CHROMIUM", "");
    Stream<Path> places =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .flatMap(
                folder ->
                    Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)));
    return Stream.concat(Stream.of(named).filter(text -> !text.isEmpty()).map(Path::of), places)
        .filter(Files::isExecutable)
        .findFirst();
  }

  HeadlessChromium(Path program, Path profile) throws IOException {
    process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("chromium.log").toFile())
            .start();
    Path active = profile.resolve("DevToolsActivePort");
    port =
        Integer.parseInt(
            Awaitility.await("Chromium's port")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> Files.readAllLines(active), lines -> lines.size() >= 2)
                .getFirst());
  }

  /** Opens a tab. */
  BrowserTab tab() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      String answer =
          client
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:%d/json/new?about:blank".formatted(port)))
                      .PUT(HttpRequest.BodyPublishers.noBody())
                      .build(),
                  BodyHandlers.ofString())
              .body();
      return BrowserTab.open(answer);
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
