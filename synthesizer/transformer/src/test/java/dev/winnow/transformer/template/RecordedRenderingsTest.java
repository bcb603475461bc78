package dev.winnow.transformer.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.testing.Repository;
import dev.winnow.transformer.template.jinja.TemplateException;
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

  @Test
  void everyRecordedConversationIsRenderedOrRefusedAsJinja2Does() throws IOException {
    Path folder = Repository.shared("data/chat-templates");
    List<String> different = new ArrayList<>();

    for (String line : Files.readAllLines(folder.resolve("cases.jsonl"))) {
      Map<String, Object> given = new HashMap<>(new ObjectMapper().readValue(line, Map.class));
      Object expected = given.getOrDefault("expected", given.get("error"));
      if (!rendered(folder, given).equals(expected)) {
        different.add(String.valueOf(given.get("id")));
      }
    }

    assertThat(different).isEmpty();
  }

  private static String rendered(Path folder, Map<String, Object> given) throws IOException {
    String source = Files.readString(folder.resolve(given.get("template") + ".jinja"));
    try {
      return ChatTemplate.parse(source, Map.of())
          .render(given, LocalDateTime.parse(String.valueOf(given.get("now"))));
    } catch (TemplateException e) {
      return e.problem();
    }
  }
}
