package dev.winnow.producers.recipe;

import static dev.winnow.producers.recipe.RecipeTexts.FULL;
import static dev.winnow.producers.recipe.RecipeTexts.NOW;
import static dev.winnow.producers.recipe.RecipeTexts.SMALL;
import static dev.winnow.producers.recipe.RecipeTexts.parse;
import static dev.winnow.producers.recipe.RecipeTexts.refusal;
import static dev.winnow.producers.recipe.RecipeTexts.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.producers.testing.TestVerification;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Check;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.Scorer;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.rules.ContentHash;
import dev.winnow.schemas.testing.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a recipe file says is taken as it says it. */
class RecipeFileTest {
  private static final String UNIFORM = "uniform, accepted: 4, max_candidates: 64";

  @Test
  void aWholeNumberMayBeWrittenAsADecimal() {
    String decimals = "seed: 7.0\npriority: 1e1\nbudget: {candidates: 1_000.00}\n";

    Recipe recipe = parse(SMALL.replace("candidates: 8", "candidates: 8.0") + decimals);

    assertThat(recipe)
        .isEqualTo(parse(SMALL + "seed: 7\npriority: 10\nbudget: {candidates: 1000}\n"));
  }

  @Test
  void whatIsLeftOutHasItsDocumentedDefault() {
    Recipe recipe = parse(SMALL);

    assertThat(recipe)
        .isEqualTo(
            Recipe.newBuilder()
                .setName("small")
                .setVersion(ContentHash.ofRecipe(recipe))
                .setPool("default")
                .setSampling(new SamplingParams(1.0, 1.0, 0, 1024, List.of()))
                .setVerification(RecordFactory.verification(RecordFactory.check("math", Map.of())))
                .setAllocation(Records.fixed(8))
                .setSeed(0)
                .setReissueAfterMs(Duration.ofMinutes(5).toMillis())
                .setMaxReissues(3)
                .setPriority(1)
                .setBudget(null)
                .setRetentionMs(Duration.ofDays(30).toMillis())
                .setPublishedAt(NOW)
                .build());
  }

  @Test
  void everythingThatIsSaidIsTaken() {
    Recipe recipe = parse(FULL);

    assertThat(recipe)
        .isEqualTo(
            Recipe.newBuilder()
                .setName("full")
                .setVersion(ContentHash.ofRecipe(recipe))
                .setDescription("Everything that can be said.")
                .setPool("big")
                .setSampling(new SamplingParams(0.7, 0.95, 40, 256, List.of("Q:", "\n\n")))
                .setVerification(
                    Verification.newBuilder()
                        .setChecks(
                            List.of(
                                RecordFactory.check(
                                    "math",
                                    Map.of("tolerance", "0.01", "strict", "true", "unit", "cm"))))
                        .setMaxPolicyAge(2)
                        .setReissueAfterMs(90_000)
                        .setMaxReissues(5)
                        .build())
                .setAllocation(Records.uniform(4, 64, 16))
                .setSeed(Long.MAX_VALUE)
                .setReissueAfterMs(90_000)
                .setMaxReissues(5)
                .setPriority(3)
                .setBudget(new Budget(100_000L, 50_000_000L, 5_000L, 2_500_000L))
                .setRetentionMs(Duration.ofHours(12).toMillis())
                .setPublishedAt(NOW)
                .build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{strategy: uniform, accepted: 1, max_candidates: 1_000}",
        "{strategy: typed}",
        "{strategy: typed, share: 0.5e2, flag: true, colour: blue, label: '7', steps: [1, 2]}",
        "{strategy: typed, share: 3, label: 'a: b # c', steps: []}",
      })
  void whatIsWrittenOfARecipeIsReadAsTheSameRecipe(String allocation) {
    Recipe recipe = parse(SMALL.replace("{strategy: fixed, candidates: 8}", allocation));

    assertThat(parse(written(recipe))).isEqualTo(recipe);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "budget: {}",
        "budget: {tokens: 1024}",
        "budget: {candidates: 1, candidates_per_hour: 1}",
        "priority: 100",
        "retention: 10m",
        "retention: 3650d",
      })
  void whatIsOptionalMayBeLeftOutAndIsWrittenAsItIs(String line) {
    Recipe recipe = parse(SMALL + line);

    assertThat(parse(written(recipe))).isEqualTo(recipe);
  }

  @Test
  void aDefaultThatIsWrittenOutIsTheSameRecipe() {
    Recipe given = parse(SMALL.replace("fixed, candidates: 8", UNIFORM + ", max_round: 32"));
    Recipe leftOut = parse(SMALL.replace("fixed, candidates: 8", UNIFORM));

    assertThat(given).isEqualTo(leftOut);
  }

  @Test
  void jsonSaysTheSameAsYaml() {
    String json =
        """
        {
        \t"name": "small",
        \t"check": {"type": "math"},
        \t"allocation": {"strategy": "fixed", "candidates": 8}
        }
        """;

    assertThat(parse(json)).isEqualTo(parse(SMALL));
  }

  @Test
  void aRecipeThatIsWrittenAsJsonReadsAsTheSameRecipe() {
    Recipe full = parse(FULL);

    assertThat(parse(written(full))).isEqualTo(full);
    assertThat(parse(written(parse(SMALL)))).isEqualTo(parse(SMALL));
  }

  @ParameterizedTest
  @CsvSource({"500s, 500000", "5m, 300000", "2h, 7200000", "7d, 604800000", "PT1M30S, 90000"})
  void durationsAreWrittenAsPeopleWriteThem(String duration, long millis) {
    assertThat(parse(SMALL + "reissue_after: " + duration).getReissueAfterMs()).isEqualTo(millis);
  }

  @Test
  void aFileIsReadAndAMissingOneIsNamed(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("small.yaml"), SMALL);

    assertThat(RecipeFile.read(file, TestVerification.CATALOG, NOW)).isEqualTo(parse(SMALL));
    assertThatThrownBy(
            () -> RecipeFile.read(directory.resolve("none.yaml"), TestVerification.CATALOG, NOW))
        .isInstanceOf(RecipeException.class)
        .hasMessageContaining("none.yaml' does not exist");
    assertThatThrownBy(() -> RecipeFile.read(directory, TestVerification.CATALOG, NOW))
        .isInstanceOf(RecipeException.class)
        .hasMessageContaining("is a directory; give a file");
  }

  @Test
  void readsChecksScorersAndExpressions() {
    Recipe recipe = parse(scored("accept: score > 1.5"));

    Verification verification = recipe.getVerification();
    assertThat(verification.getChecks()).extracting(Check::getType).containsExactly("math");
    assertThat(verification.getScorers())
        .containsExactly(
            new Scorer("rm", "reward", "gpu", false, Map.of("scale", "2.0"), List.of("rm")),
            new Scorer("all", "reward", "gpu", true, Map.of("scale", "1.0"), List.of("all")));
    assertThat(verification.getScore()).contains("rm + all");
    assertThat(verification.getAccept()).contains("score > 1.5");
    assertThat(verification.getAcceptIdentical()).isTrue();
    assertThat(parse(written(recipe))).isEqualTo(recipe);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type: reward, pool: gpu, scale | type: nonsense, pool: gpu, scale | verify.scorers[0].type",
        "type: reward, pool: gpu, scale | type: reward, scale | verify.scorers[0].pool",
        "scale: 2 | scale: two | verify.scorers[0].scale",
        "scale: 2 | size: 2 | verify.scorers[0].size",
        "when: always | when: never | verify.scorers[1].when",
        "name: all | name: rm | verify.scorers[1].name",
        "name: all | name: 9bad | verify.scorers[1].name",
        "name: all | name: in | verify.scorers[1].name",
        "name: all | name: score | verify.scorers[1].name",
        "score > 1.5 | nonsense | verify.accept",
        "type: math | type: nonsense | verify.checks[0].type",
      })
  void saysWhereAVerificationIsWrong(String right, String wrong, String field) {
    String text = scored("accept: score > 1.5").replace(right, wrong);

    assertThat(refusal(text).problems()).extracting(RecipeProblem::field).containsExactly(field);
  }

  private static String scored(String accept) {
    return """
        name: scored
        verify:
          checks: [{type: math}]
          scorers:
            - {name: rm, type: reward, pool: gpu, scale: 2}
            - {name: all, type: reward, pool: gpu, when: always}
          score: rm + all
          %s
          identical: accept
        allocation: {strategy: fixed, candidates: 8}
        """
        .formatted(accept);
  }
}
