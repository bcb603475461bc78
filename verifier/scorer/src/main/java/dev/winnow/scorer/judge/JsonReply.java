package dev.winnow.scorer.judge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.scorer.ScoreReading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads numbers from a reply that is one JSON object, which may stand in a code fence: a member for
 * each criterion.
 *
 * @param criteria names of the members
 * @param least smallest legal value
 * @param most largest legal value
 */
public record JsonReply(List<String> criteria, double least, double most) implements ReplyParser {
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(20).maxTokenCount(10_000).build())
              .build());

  public JsonReply {
    criteria = List.copyOf(criteria);
  }

  @Override
  public Map<String, ScoreReading> read(JudgeReply reply) {
    Map<String, ScoreReading> readings = new LinkedHashMap<>();
    try {
      JsonNode object = JSON.readTree(unfenced(reply.text()));
      criteria.forEach(name -> readings.put(name, reading(name, object.path(name))));
    } catch (JsonProcessingException e) {
      criteria.forEach(
          name -> readings.put(name, new ScoreReading.Unusable("the reply is no JSON")));
    }
    return readings;
  }

  private ScoreReading reading(String name, JsonNode value) {
    return value.isNumber()
        ? Ratings.within(value.doubleValue(), least, most)
        : new ScoreReading.Unusable("the reply has no number '%s'".formatted(name));
  }

  private static String unfenced(String text) {
    String stripped = text.strip();
    if (!stripped.startsWith("```") || !stripped.endsWith("```")) {
      return stripped;
    }
    int firstLine = stripped.indexOf('\n');
    return firstLine < 0 ? stripped : stripped.substring(firstLine, stripped.length() - 3);
  }
}
