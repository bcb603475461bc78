package dev.winnow.ops.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.catalog.Installed;
import dev.winnow.ops.local.NamedScorers.Other;
import dev.winnow.producers.recipe.RecipeFile;
import dev.winnow.schemas.Recipe;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NamedScorersTest {
  private static final String RECIPE =
      """
      name: scored
      pool: demo
      verify:
        scorers:
          - {name: a, type: reward, pool: rm}
          - {name: b, type: reward, pool: rm}
          - {name: j, type: judge, pool: judges}
        accept: a + b + j > 0
      allocation: {strategy: fixed, candidates: 1}
      """;

  @Test
  void aPoolOfRewardModelsIsNamedOnceAndOthersWithTheirType() {
    NamedScorers named = NamedScorers.of(List.of(recipe()));

    assertThat(named.reward()).containsExactly("rm");
    assertThat(named.others()).containsExactly(new Other("judges", "judge"));
  }

  @Test
  void itSaysHowToStartTheWorkersThatAreMissing() {
    NamedScorers named = NamedScorers.of(List.of(recipe()));

    List<String> lines = named.toStart(Set.of("rm"), "127.0.0.1:9092", "http://127.0.0.1:8081");

    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst())
        .contains("no worker here scores for pool 'judges'")
        .contains(
            "winnow scorer --pool judges --type judge --bootstrap-servers 127.0.0.1:9092 --registry http://127.0.0.1:8081");
  }

  @Test
  void aRewardModelThatIsNotServedHereIsMissingToo() {
    NamedScorers named = NamedScorers.of(List.of(recipe()));

    List<String> lines = named.toStart(Set.of(), "127.0.0.1:9092", "http://127.0.0.1:8081");

    assertThat(lines).anyMatch(line -> line.contains("--pool rm --type reward"));
  }

  private static Recipe recipe() {
    return RecipeFile.parse(
        "recipe.yaml", RECIPE.getBytes(StandardCharsets.UTF_8), Installed.catalog(), Instant.EPOCH);
  }
}
