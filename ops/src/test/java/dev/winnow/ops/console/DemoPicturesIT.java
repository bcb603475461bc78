package dev.winnow.ops.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.scenario.Child;
import dev.winnow.schemas.testing.Repository;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The documentation's pictures, of a demo that runs. */
@EnabledIfSystemProperty(
    named = "winnow.docs.update",
    matches = "true",
    disabledReason = "the pictures of the documentation are to stay")
class DemoPicturesIT {
  private static final Pattern CONSOLE = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+/)");
  private static final int PROMPTS_PER_FAMILY = 1_000;
  private static final int ENDED = 500;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private Path directory;
  @TempDir private Path profile;
  private final HttpClient client = HttpClient.newHttpClient();
  private HeadlessChromium chromium;
  private Child demo;
  private URI console;

  @BeforeEach
  void start() throws Exception {
    Path program = HeadlessChromium.required();
    chromium = new HeadlessChromium(program, profile);
    demo =
        new Child(
            directory.resolve("demo.log"),
            "demo",
            "--dir=" + directory.resolve("demo"),
            "--prompts=" + PROMPTS_PER_FAMILY);
    console =
        Awaitility.await("the console's address")
            .atMost(PATIENCE)
            .until(() -> CONSOLE.matcher(demo.log()).results().findFirst(), Optional::isPresent)
            .map(found -> URI.create(found.group()))
            .orElseThrow();
  }

  @AfterEach
  void stop() throws Exception {
    if (demo != null) {
      demo.close();
      chromium.close();
    }
    client.close();
  }

  @Test
  void takesPicturesOfOverviewDifficultyAndAHardPrompt() throws Exception {
    try (BrowserTab tab = chromium.tab()) {
      tab.look(1280, 900, false);
      tab.open(console);
      // The curves of the rates have a past by then, and the demo still runs.
      JsonNode first =
          await("/v1/overview", now -> ended(now.at("/status/recipes/0")) >= ENDED)
              .at("/status/recipes/0");
      String recipe = first.path("name").asText();
      picture(tab, console, false, "demo-overview", "document.querySelector('.chart canvas')");

      picture(
          tab,
          console.resolve("/recipes/" + recipe + "/difficulty"),
          true,
          "demo-difficulty",
          "document.querySelector('main svg, main canvas')");

      String id = hardest(json("/v1/recipes/" + recipe + "/prompts?state=SATISFIED&limit=200"));
      picture(
          tab,
          console.resolve("/prompt?id=" + URLEncoder.encode(id, StandardCharsets.UTF_8)),
          false,
          "demo-prompt",
          "document.querySelectorAll('main article').length > 1");
    }
  }

  private static void picture(BrowserTab tab, URI page, boolean dark, String name, String isShown)
      throws Exception {
    tab.look(1280, 900, dark);
    tab.open(page);
    tab.await(isShown + " && document.getElementById('connection').textContent === 'live'");
    tab.pictureOfWindow(Repository.file("ops/docs/pictures").resolve(name + ".png"));
  }

  private static int ended(JsonNode recipe) {
    int ended = 0;
    for (JsonNode count : recipe.path("ended")) {
      ended += count.asInt();
    }
    return ended;
  }

  private static String hardest(JsonNode page) {
    return StreamSupport.stream(page.path("prompts").spliterator(), false)
        .max(Comparator.comparingInt(prompt -> prompt.path("rejected").asInt()))
        .orElseThrow()
        .path("id")
        .asText();
  }

  private JsonNode await(String path, Predicate<JsonNode> expected) {
    return Awaitility.await(path)
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> json(path), expected);
  }

  private JsonNode json(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(console.resolve(path)).build();
    return new ObjectMapper().readTree(client.send(request, BodyHandlers.ofString()).body());
  }
}
