package dev.winnow.ops.compare;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What an experiment compares, written before it runs.
 *
 * @param groups families of problems under a name, each family of equal weight
 * @param smallestEffect the smallest difference of pass rates that would matter, above 0
 * @param planned the comparisons
 */
public record ComparisonPlan(
    Map<String, List<String>> groups, double smallestEffect, List<Planned> planned) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  /**
   * A comparison.
   *
   * @param name of the hypothesis or question
   * @param arm the arm that is expected to be better
   * @param against the arm it is compared with
   * @param group a name in {@link #groups}
   * @param confirms whether it tests a hypothesis: these are corrected together for their number;
   *     the others only explore
   */
  public record Planned(String name, String arm, String against, String group, boolean confirms) {}

  public ComparisonPlan {
    groups = Map.copyOf(groups);
    planned = List.copyOf(planned);
    if (!(smallestEffect > 0 && smallestEffect < 1)) {
      throw new IllegalArgumentException(
          "smallest_effect: want above 0 and below 1, not " + smallestEffect);
    }
    for (Planned one : planned) {
      if (groups.getOrDefault(one.group(), List.of()).isEmpty()) {
        throw new IllegalArgumentException(
            "comparison '%s': there is no group '%s'".formatted(one.name(), one.group()));
      }
    }
  }

  /**
   * Reads a plan.
   *
   * @throws IllegalArgumentException if the file is no plan; says why
   * @throws IOException if the file cannot be read
   */
  public static ComparisonPlan read(Path file) throws IOException {
    try {
      return JSON.readValue(file.toFile(), ComparisonPlan.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException("%s: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }
}
