package dev.winnow.synthesizer.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.synthesizer.template.jinja.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Templates of real models, against what Jinja2 renders of them. */
class RecordedRenderingsTest {
  private static final Path FOLDER = Path.of("..", "..", "shared", "data", "chat-templates");

  @Test
  void everyRecordedConversationIsRenderedOrRefusedAsJinja2Does() throws IOException {
    assumeTrue(Files.isDirectory(FOLDER), FOLDER + " is absent: no recorded renderings to compare");
    List<String> different = new ArrayList<>();

    for (String line : Files.readAllLines(FOLDER.resolve("cases.jsonl"))) {
      Map<String, Object> given = new HashMap<>(new ObjectMapper().readValue(line, Map.class));
      Object expected = given.getOrDefault("expected", given.get("error"));
      if (!rendered(given).equals(expected)) {
        different.add(String.valueOf(given.get("id")));
      }
    }

    assertThat(different).isEmpty();
  }

  private static String rendered(Map<String, Object> given) throws IOException {
    String source = Files.readString(FOLDER.resolve(given.get("template") + ".jinja"));
    try {
      return ChatTemplate.parse(source, Map.of())
          .render(given, LocalDateTime.parse(given.get("now").toString()));
    } catch (TemplateException e) {
      return e.problem();
    }
  }
}
