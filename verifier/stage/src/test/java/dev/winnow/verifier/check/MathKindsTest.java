package dev.winnow.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.math.MathFinding;
import dev.winnow.schemas.plugin.Options;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The cases of single kinds: words beside a value, clock times, retractions, several boxes. */
class MathKindsTest {
  private static final String CASES = "/cases/math-kinds.jsonl";

  @Test
  void everyCaseOfEveryKindIsJudgedAsExpected() throws IOException {
    List<String> misses = new ArrayList<>();

    for (JsonNode tried : cases()) {
      MathFinding found =
          check(tried)
              .verifier()
              .verify(tried.get("reference").asText(), tried.get("response").asText());
      String outcome = MathCheck.outcome(found).name();
      if (!outcome.equals(tried.get("expected").asText())) {
        misses.add(tried.get("id").asText() + " was " + outcome + " by " + found);
      }
    }

    assertThat(misses).isEmpty();
  }

  @Test
  void everyKindHasAtLeastFortyCases() throws IOException {
    Map<String, Integer> kinds = new HashMap<>();

    for (JsonNode tried : cases()) {
      kinds.merge(tried.get("id").asText().replaceAll("-\\d+$", ""), 1, Integer::sum);
    }

    assertThat(kinds).hasSize(27).allSatisfy((kind, count) -> assertThat(count).isGreaterThan(39));
  }

  private static MathCheck check(JsonNode tried) {
    Map<String, String> options = new HashMap<>();
    tried
        .get("options")
        .fields()
        .forEachRemaining(o -> options.put(o.getKey(), o.getValue().asText()));
    return MathCheck.of(Options.bind(MathCheck.Options.class, options));
  }

  private static List<JsonNode> cases() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<JsonNode> cases = new ArrayList<>();
    InputStream stream = Objects.requireNonNull(MathKindsTest.class.getResourceAsStream(CASES));
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        cases.add(mapper.readTree(line));
      }
    }
    return cases;
  }
}
