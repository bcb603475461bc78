package dev.winnow.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.catalog.Installed;
import dev.winnow.producers.recipe.RecipeFile;
import dev.winnow.schemas.Recipe;
import dev.winnow.training.problem.Family;
import dev.winnow.training.problem.Problem;
import dev.winnow.training.problem.Split;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProblemFilesTest {
  @TempDir private Path directory;

  @Test
  void aRecipeWithoutChecksGetsPromptsWithoutAnswers() throws IOException {
    Recipe scored =
        recipe("verify: {scorers: [{name: rm, type: reward, pool: rm}], accept: rm > 0}");

    ProblemFiles files = ProblemFiles.write(directory, problems(), List.of(scored));

    String published = Files.readString(files.of(scored));
    assertThat(published.lines()).hasSize(6).allMatch(line -> line.contains("\"prompt\""));
    assertThat(published).doesNotContain("reference");
    assertThat(Files.readString(files.withReferences())).contains("reference");
  }

  @Test
  void aRecipeWithAReferenceCheckGetsTheAnswers() throws IOException {
    Recipe checked = recipe("check: {type: math}");

    ProblemFiles files = ProblemFiles.write(directory, problems(), List.of(checked));

    assertThat(files.of(checked)).isEqualTo(files.withReferences());
    assertThat(files.withoutReferences()).doesNotExist();
  }

  @Test
  void everyFamilyHasAsManyDifferentProblems() {
    List<Problem> problems = ProblemFile.problems(config(20));

    assertThat(problems.stream().map(Problem::question).collect(Collectors.toSet())).hasSize(120);
    assertThat(problems.stream().map(Problem::family).collect(Collectors.toSet()))
        .isEqualTo(Set.of(Family.values()));
  }

  private List<Problem> problems() {
    return ProblemFile.problems(config(1));
  }

  private DemoConfig config(int prompts) {
    return new DemoConfig(
        directory, List.of(recipe("check: {type: math}")), prompts, Split.HELD_OUT, 1, false);
  }

  private static Recipe recipe(String verification) {
    String text =
        """
        name: some
        pool: demo
        %s
        allocation: {strategy: fixed, candidates: 1}
        """
            .formatted(verification);
    return RecipeFile.parse(
        "recipe.yaml", text.getBytes(StandardCharsets.UTF_8), Installed.catalog(), Instant.EPOCH);
  }
}
