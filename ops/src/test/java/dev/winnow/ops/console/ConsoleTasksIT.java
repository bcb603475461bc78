package dev.winnow.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.reverify.PublishedRecipes;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.sink.storage.DatasetsLocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What people come for, each in at most three clicks from the first page. */
@ExtendWith(SharedCluster.class)
@Tag("long")
class ConsoleTasksIT {
  private static final int MAX_CLICKS = 3;
  private static final List<String> DONE = new ArrayList<>();

  @TempDir private static Path profile;
  @TempDir private static Path datasets;
  private static KafkaConnection connection;
  private static ConsoleHarness console;
  private static ConsoleHarness stuck;
  private static HeadlessChromium chromium;
  private BrowserTab tab;
  private int clicks;

  @BeforeAll
  static void start() throws Exception {
    Path program = HeadlessChromium.required();
    ConsoleScene.describeDatasets(datasets);
    connection = SharedCluster.topics(2);
    console = new ConsoleHarness(connection, Optional.of(DatasetsLocation.of(datasets)));
    ConsoleScene.DEMO.play(console);
    stuck = new ConsoleHarness(SharedCluster.topics(2));
    ConsoleScene.STUCK.play(stuck);
    for (ConsoleHarness one : List.of(console, stuck)) {
      one.await("/v1/overview", now -> now.path("reading").asText().equals("ALL"));
    }
    console.await("/v1/dead-letters", seen -> seen.path("letters").size() == 3);
    chromium = new HeadlessChromium(program, profile);
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
      console.close();
      stuck.close();
      DONE.stream().sorted().forEach(System.out::println);
    }
  }

  @BeforeEach
  void open() throws Exception {
    tab = chromium.tab();
    tab.look(1280, 900, false);
    start(console);
  }

  @AfterEach
  void close() {
    tab.close();
  }

  @Test
  void showsWhyNothingHappens() {
    start(stuck);

    see(" 1 why is nothing happening", "/401: wrong key/.test(text('.stuck'))");
  }

  @Test
  void showsWhichReasonRejectsMost() {
    see(" 2 which reason rejects most", "/DIFFERENT_VALUE/.test(text('main'))");
  }

  @Test
  void opensARowWithThatReason() {
    click("a[href*='row_reason=DIFFERENT_VALUE']");
    click("td.id a");

    see(" 3 one such row", "document.querySelector('.card.is-REJECTED[aria-current]')");
  }

  @Test
  void opensTheHardestUnsolvedPrompt() {
    click("a[href='/recipes/arithmetic']");
    click("a[href*='sort=hardest']");
    click("td.id a");

    see(" 4 the hardest unsolved prompt", "/word-problem-045/.test(text('h1'))");
  }

  @Test
  void showsTheCostSoFarAndAtTheEnd() {
    see(
        " 5 cost so far and at the end",
        "/Tokens spent.*about .* at the end/s.test(text('.figures'))");
  }

  @Test
  void pausesARecipe() {
    click("a[href='/recipes/arithmetic']");
    click("[data-action=pause]");
    click("dialog .primary");

    see(" 6 pause a recipe", "/Done/.test(text('dialog'))");
    assertThat(PublishedRecipes.require(connection, "arithmetic").getPaused()).isTrue();
  }

  @Test
  void showsHowToLoadThePairsInPython() {
    click("nav a[href='/datasets']");
    click("a[href='/datasets/arithmetic/pairs']");

    see(" 7 load the pairs in Python", "/load_dataset\\(.*\"pairs\"/.test(text('.snippet'))");
  }

  @Test
  void opensTheNewestDeadLetter() {
    click("nav a[href='/dead-letters']");
    click("a[href^='/dead-letters?id=']");

    see(" 8 the newest dead letter", "/INVALID_PROMPT/.test(text('section.panel h2'))");
  }

  @Test
  void showsWhichWorkerIsSlow() {
    click("nav a[href='/pools']");

    see(" 9 which worker is slow", "/synth-2f61[^]*▼ slow/.test(text('tbody tr'))");
  }

  @Test
  void showsWhatChangedBetweenTwoVersions() {
    click("a[href='/recipes/arithmetic']");

    see("10 what changed between two versions", "/\\+ +candidates: 5000/.test(text('.pair'))");
  }

  private void start(ConsoleHarness at) {
    tab.open(at.uri("/"));
    tab.await("document.querySelector('dl.figures')");
    clicks = 0;
  }

  private void click(String selector) {
    tab.click(selector);
    clicks++;
  }

  private void see(String task, String expected) {
    tab.await("(text => %s)(s => document.querySelector(s).innerText)".formatted(expected));
    assertThat(clicks).isLessThanOrEqualTo(MAX_CLICKS);
    DONE.add("%-40s %d clicks".formatted(task, clicks));
  }
}
