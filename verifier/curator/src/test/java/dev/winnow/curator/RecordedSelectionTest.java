package dev.winnow.curator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import dev.winnow.curator.recipe.CompiledCuration;
import dev.winnow.curator.recipe.InstalledCuration;
import dev.winnow.curator.select.Selecting;
import dev.winnow.schemas.Curation;
import dev.winnow.schemas.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every policy at the same size over recorded responses with a real reward model's scores. */
class RecordedSelectionTest {
  private static final InstalledCuration INSTALLED = new InstalledCuration();
  private static final int TAKE = 2;
  private static final int SEEDS = 200;

  private final List<List<RatedResponse>> prompts = new ArrayList<>();
  private final Set<RatedResponse> right = new HashSet<>();

  private record Line(double reward, double correct) {}

  @Test
  void scoresRaiseRewardAndCorrectnessAboveARandomChoiceAndBetaMovesBetweenThem()
      throws IOException {
    read();
    Map<String, Line> table = new LinkedHashMap<>();
    table.put("random", run("random", Map.of()));
    table.put("score", run("score", Map.of()));
    for (String beta : List.of("0.05", "0.5", "5")) {
      table.put("rso " + beta, run("rso", Map.of("beta", beta)));
    }
    table.put("diverse", run("diverse", Map.of()));

    System.out.printf(
        "%d of 8 responses of each of %d prompts, %d seeds%n", TAKE, prompts.size(), SEEDS);
    table.forEach(
        (name, line) ->
            System.out.printf(
                "%-10s mean reward %7.4f   right %6.2f %%%n",
                name, line.reward, 100 * line.correct));
    assertThat(line(table, "score").reward)
        .isGreaterThanOrEqualTo(line(table, "rso 0.05").reward)
        .isGreaterThan(line(table, "rso 0.5").reward);
    assertThat(line(table, "rso 0.5").reward).isGreaterThan(line(table, "rso 5").reward);
    assertThat(line(table, "rso 5").reward).isGreaterThan(line(table, "random").reward);
    assertThat(line(table, "score").correct).isGreaterThan(line(table, "random").correct);
  }

  private static Line line(Map<String, Line> table, String policy) {
    return Objects.requireNonNull(table.get(policy));
  }

  private Line run(String policy, Map<String, String> options) {
    Selecting selecting =
        CompiledCuration.compile(
                new Curation(INSTALLED.selections().complete(policy, options), null))
            .selecting()
            .orElseThrow();
    double reward = 0;
    double correct = 0;
    int taken = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      for (List<RatedResponse> responses : prompts) {
        for (RatedResponse response :
            selecting
                .select(
                    responses, OptionalInt.of(TAKE), Set.of(), Set.of(), CandidateDraws.of(seed))
                .chosen()) {
          reward += response.rating();
          correct += right.contains(response) ? 1 : 0;
          taken++;
        }
      }
    }
    return new Line(reward / taken, correct / taken);
  }

  private void read() throws IOException {
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(Repository.shared("data/rewards/qwen_math_50x8.jsonl"))) {
      List<RatedResponse> responses = new ArrayList<>();
      for (JsonNode candidate : json.readTree(line).path("candidates")) {
        double reward = candidate.path("reward").asDouble();
        RatedResponse response =
            new RatedResponse(
                "p" + prompts.size(),
                responses.size(),
                candidate.path("response").asText(),
                true,
                OptionalDouble.of(reward),
                Map.of("rm", reward),
                candidate.path("response").asText().length());
        responses.add(response);
        if (candidate.path("correct").asBoolean()) {
          right.add(response);
        }
      }
      prompts.add(responses);
    }
  }
}
