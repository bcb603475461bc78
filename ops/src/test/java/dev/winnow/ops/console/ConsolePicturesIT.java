package dev.winnow.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.sink.storage.DatasetsLocation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Every page in every state of a service, wide and narrow, light and dark: a picture in {@code
 * target/console}, no problem that axe-core calls serious in the wide ones, nothing wider than the
 * window, and nothing asked of another host.
 */
@ExtendWith(SharedCluster.class)
@Tag("long")
class ConsolePicturesIT {
  private static final Path PICTURES = Path.of("target", "console");

  @TempDir private static Path profile;
  @TempDir private static Path datasets;
  private static HeadlessChromium chromium;

  @BeforeAll
  static void start() throws Exception {
    Path program = HeadlessChromium.required();
    chromium = new HeadlessChromium(program, profile);
    ConsoleScene.describeDatasets(datasets);
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void everyPageIsReadableAndAccessible() throws Exception {
    lookAtEveryPage(ConsoleScene.DEMO);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "DEMO")
  void everyPageOfAnUnusualStreamIsReadableAndAccessible(ConsoleScene scene) throws Exception {
    lookAtEveryPage(scene);
  }

  private static void lookAtEveryPage(ConsoleScene scene) throws Exception {
    Optional<DatasetsLocation> location =
        scene == ConsoleScene.EMPTY ? Optional.empty() : Optional.of(DatasetsLocation.of(datasets));
    try (ConsoleHarness console = new ConsoleHarness(SharedCluster.topics(2), location);
        BrowserTab tab = chromium.tab()) {
      scene.play(console);
      console.await("/v1/overview", now -> now.path("reading").asText().equals("ALL"));
      List<String> problems = new ArrayList<>();

      for (Map.Entry<String, String> page : pages(scene).entrySet()) {
        look(
            console,
            tab,
            scene.name().toLowerCase(java.util.Locale.ROOT) + '-' + page.getKey(),
            page.getValue(),
            problems);
      }

      assertThat(problems).isEmpty();
      String origin = console.uri("/").toString();
      assertThat(tab.requests()).allMatch(url -> url.startsWith(origin));
      assertThat(tab.errors()).filteredOn(error -> !error.contains("404")).isEmpty();
      assertThat(tab.evaluate("String(window.injected)").asText()).isEqualTo("undefined");
    }
  }

  private static Map<String, String> pages(ConsoleScene scene) {
    String id =
        switch (scene) {
          case HOSTILE -> ConsoleScene.HOSTILE_ID;
          case STUCK -> "waits-0";
          default -> "word-problem-000";
        };
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("overview", "/");
    pages.put("recipes", "/recipes");
    pages.put("recipe", "/recipes/arithmetic");
    pages.put("difficulty", "/recipes/arithmetic/difficulty");
    pages.put("prompts", "/prompts?recipe=arithmetic");
    pages.put("prompt", "/prompt?id=" + URLEncoder.encode(id, StandardCharsets.UTF_8));
    pages.put("datasets", "/datasets");
    pages.put("dataset", "/datasets/arithmetic/rejected");
    pages.put("pairs", "/datasets/arithmetic/pairs");
    pages.put("pools", "/pools");
    pages.put("letters", "/dead-letters");
    if (scene == ConsoleScene.DEMO || scene == ConsoleScene.HOSTILE) {
      pages.put("letter", "/dead-letters?id=FIRST");
      pages.put("pause", "/recipes/arithmetic");
    }
    return pages;
  }

  private static void look(
      ConsoleHarness console, BrowserTab tab, String name, String path, List<String> problems)
      throws Exception {
    String first = console.json("/v1/dead-letters").at("/letters/0/id").asText();
    tab.look(1280, 900, false);
    tab.open(console.uri(path.replace("FIRST", first)));
    tab.await(
        "document.querySelector('main h1') && !/reading (…|the)/.test(document.body.innerText) &&"
            + " document.getElementById('connection').textContent === 'live'");
    if (name.equals("demo-overview")) {
      tab.await("document.querySelector('.chart canvas')");
    }
    if (name.endsWith("-prompt") && !name.startsWith("empty") && !name.startsWith("stuck")) {
      tab.await("document.querySelector('.katex')");
    }
    if (name.endsWith("-pause")) {
      tab.click("[data-action=pause]");
      tab.await("document.querySelector('dialog .primary')");
    }
    for (int width : new int[] {1280, 390}) {
      for (boolean dark : new boolean[] {false, true}) {
        tab.look(width, 900, dark);
        String picture = "%s-%d-%s".formatted(name, width, dark ? "dark" : "light");
        tab.picture(PICTURES.resolve(picture + ".png"));
        int wider =
            tab.evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth")
                .asInt();
        if (wider > 0) {
          problems.add("%s is %d pixels too wide".formatted(picture, wider));
        }
        if (width > 1_000) {
          tab.accessibilityProblems().forEach(problem -> problems.add(picture + ": " + problem));
        }
      }
    }
  }
}
