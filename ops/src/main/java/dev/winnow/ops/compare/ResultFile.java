package dev.winnow.ops.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the results of an experiment, a line of JSON for each arm and seed:
 *
 * <pre>{@code
 * {"seed": 1, "arm": "uniform", "candidates": 960, "training": TRAINED, "measured": MEASURED}
 * }</pre>
 *
 * {@code candidates} is the number of those that gave the arm's rows, {@code training} what {@code
 * winnow train --json} printed, and {@code measured} what {@code winnow likelihood --json} or
 * {@code winnow evaluate --json} printed of the arm's one model. The first two may be left out or
 * null.
 */
public final class ResultFile {
  private ResultFile() {}

  /**
   * Reads the file. A seed's arm that is there twice counts as it was written last.
   *
   * @throws IllegalArgumentException if a line is no result; names the line
   * @throws IOException if the file cannot be read
   */
  public static List<ArmResult> read(Path file) throws IOException {
    Map<String, ArmResult> results = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      try {
        ArmResult result = result(Json.MAPPER.readTree(lines.get(i)));
        results.put(result.seed() + " " + result.arm(), result);
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(
            "%s line %d: not JSON: %s".formatted(file, i + 1, e.getOriginalMessage()), e);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "%s line %d: %s".formatted(file, i + 1, e.getMessage()), e);
      }
    }
    if (results.isEmpty()) {
      throw new IllegalArgumentException(file + ": no results");
    }
    return List.copyOf(results.values());
  }

  private static ArmResult result(JsonNode line) {
    JsonNode measured = line.path("measured");
    JsonNode models = measured.path("models");
    JsonNode prompts =
        models.size() == 1 ? models.path(0).path("prompts") : measured.path("prompts");
    if (!line.path("seed").isIntegralNumber()
        || !line.path("arm").isTextual()
        || prompts.isEmpty()) {
      throw new IllegalArgumentException(
          "want a seed, an arm, and as 'measured' what 'winnow likelihood --json' or 'winnow"
              + " evaluate --json' prints of one model");
    }
    JsonNode training = line.path("training");
    return new ArmResult(
        line.path("seed").longValue(),
        line.path("arm").textValue(),
        number(line.path("candidates")),
        number(training.path("rows")),
        number(training.path("steps")),
        passRates(prompts));
  }

  private static @Nullable Long number(JsonNode node) {
    return node.isIntegralNumber() ? node.longValue() : null;
  }

  private static Map<String, Double> passRates(JsonNode prompts) {
    Map<String, List<Double>> families = new HashMap<>();
    for (JsonNode prompt : prompts) {
      passRate(prompt)
          .ifPresent(
              rate ->
                  families
                      .computeIfAbsent(prompt.path("family").asText(), name -> new ArrayList<>())
                      .add(rate));
    }
    Map<String, Double> means = new HashMap<>();
    families.forEach(
        (family, rates) ->
            means.put(
                family, rates.stream().mapToDouble(Double::doubleValue).average().orElseThrow()));
    return means;
  }

  /**
   * Returns the probability of a right response, or the share of right ones; empty if none was
   * judged.
   */
  private static Optional<Double> passRate(JsonNode prompt) {
    if (prompt.path("probability").isNumber()) {
      return Optional.of(prompt.path("probability").doubleValue());
    }
    long right = prompt.path("right").asLong();
    long judged = right + prompt.path("wrong").asLong();
    return judged == 0 ? Optional.empty() : Optional.of((double) right / judged);
  }
}
