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

/** Templates of our own and of real models, against what Jinja2 renders of them. */
class RecordedRenderingsTest {
  @Test
  void rendersOrRefusesOurOwnConversationsAsJinja2Does() throws IOException {
    assertThat(different(Repository.fixture("chat-templates"))).isEmpty();
  }

  @Test
  void rendersOrRefusesEveryRecordedConversationAsJinja2Does() throws IOException {
    assertThat(different(Repository.shared("data/chat-templates"))).isEmpty();
  }

  private static List<String> different(Path folder) throws IOException {
    List<String> different = new ArrayList<>();
    List<String> lines = Files.readAllLines(folder.resolve("cases.jsonl"));
    for (String line : lines) {
      Map<String, Object> given = new HashMap<>(new ObjectMapper().readValue(line, Map.class));
      Object expected = given.getOrDefault("expected", given.get("error"));
      if (!rendered(folder, given).equals(expected)) {
        different.add(String.valueOf(given.get("id")));
      }
    }
    assertThat(lines).hasSizeGreaterThanOrEqualTo(10);
    return different;
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
