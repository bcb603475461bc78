package dev.winnow.ops.console;

import static dev.winnow.ops.console.ConsoleRecords.progress;
import static dev.winnow.ops.console.ConsoleRecords.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PromptState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many ended prompts, a slow network, a restart and two gateways. The system property {@code
 * winnow.console.prompts} sets the number of prompts.
 */
@ExtendWith(SharedCluster.class)
class ConsoleLoadIT {
  private static final int PROMPTS = Integer.getInteger("winnow.console.prompts", 100_000);

  /** The bound of the design: 100 KB a second for each page. */
  private static final long MAX_BYTES_PER_SECOND = 100_000;

  @TempDir private static Path profile;
  private static KafkaConnection connection;
  private static ConsoleHarness console;
  private static HeadlessChromium chromium;

  @BeforeAll
  static void start() throws Exception {
    Path program = HeadlessChromium.required();
    connection = SharedCluster.topics(2);
    console = new ConsoleHarness(connection);
    for (int i = 0; i < PROMPTS; i++) {
      String id = "prompt-%07d".formatted(i);
      console.writeSoon(
          connection.topics().progress(), id, progress(id, PromptState.SATISFIED, 4, i % 20));
    }
    console.flush();
    Awaitility.await("all prompts are read")
        .atMost(Duration.ofMinutes(40))
        .until(() -> ended(console) == PROMPTS);
    chromium = new HeadlessChromium(program, profile);
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
    if (console != null) {
      console.close();
    }
  }

  @Test
  @Tag("long")
  void theFirstPaintDoesNotDependOnTheNumberOfPromptsAndARunningStreamIsBounded() throws Exception {
    try (BrowserTab tab = chromium.tab()) {
      tab.look(1280, 900, false);
      open(tab);
      open(tab);
      double paint = firstPaint(tab);
      double heap = usedHeapMiB();
      long before = tab.bytes();
      long started = System.nanoTime();
      for (int i = 0; i < 2_000; i++) {
        console.write(
            connection.topics().verdicts(),
            "prompt-%07d".formatted(i),
            verdict("prompt-%07d".formatted(i), 0, Outcome.ACCEPTED, "EQUAL"));
      }
      Awaitility.await("ten seconds of a stream")
          .atMost(Duration.ofSeconds(60))
          .until(() -> System.nanoTime() - started > Duration.ofSeconds(10).toNanos());
      double seconds = (System.nanoTime() - started) / 1e9;
      double rate = (tab.bytes() - before) / seconds;

      System.out.printf(
          "%,d ended prompts: first paint %.0f ms, %,.0f bytes/s, heap of the whole test %.0f"
              + " MiB%n",
          PROMPTS, paint, rate, heap);
      assertThat(rate).isPositive().isLessThan(MAX_BYTES_PER_SECOND);
    }
  }

  @Test
  void aPageIsUsableOverASlowNetwork() throws Exception {
    try (BrowserTab tab = chromium.tab()) {
      tab.look(390, 844, false);
      tab.network(300, 50_000);
      open(tab);

      System.out.printf("300 ms and 50 KB/s: first paint %.0f ms%n", firstPaint(tab));
      assertThat(tab.evaluate("document.querySelector('dl.figures').innerText").asText())
          .contains("Prompts ended");
    }
  }

  @Test
  void aPageGoesOnWhenItsGatewayIsRestartedInMidStream() throws Exception {
    ConsoleHarness first = new ConsoleHarness(connection);
    int port = first.uri("/").getPort();
    try (BrowserTab tab = chromium.tab()) {
      tab.look(1280, 900, false);
      tab.open(first.uri("/"));
      tab.await("document.getElementById('connection').textContent === 'live'");
      first.close();
      tab.await("document.getElementById('connection').classList.contains('lost')");

      ConsoleHarness second = new ConsoleHarness(connection, Optional.empty(), port);
      try {
        second.write(
            connection.topics().verdicts(),
            "prompt-0000001",
            verdict("prompt-0000001", 1, Outcome.REJECTED, "AFTER_THE_RESTART"));
        tab.await("document.getElementById('connection').textContent === 'live'");
        tab.await("document.querySelector('main').textContent.includes('AFTER_THE_RESTART')");
      } finally {
        second.close();
      }
    }
  }

  @Test
  void twoGatewaysShowTheSame() {
    try (ConsoleHarness other = new ConsoleHarness(connection)) {
      Awaitility.await("the other gateway has read all")
          .atMost(Duration.ofMinutes(5))
          .until(() -> ended(other) == PROMPTS);

      Awaitility.await("the same counts")
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(other.json("/v1/overview").at("/reasons"))
                      .isEqualTo(console.json("/v1/overview").at("/reasons")));
    }
  }

  private static void open(BrowserTab tab) {
    tab.open(console.uri("/"));
    tab.await("document.querySelector('dl.figures')");
  }

  private static double firstPaint(BrowserTab tab) {
    return tab.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        .asDouble();
  }

  private static long ended(ConsoleHarness console) throws Exception {
    long ended = 0;
    for (var estimate : console.json("/v1/overview").path("to_go")) {
      ended += estimate.path("ended").asLong();
    }
    return ended;
  }

  private static double usedHeapMiB() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / (1024.0 * 1024);
  }
}
