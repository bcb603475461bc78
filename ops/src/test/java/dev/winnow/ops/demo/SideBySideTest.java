package dev.winnow.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Allocation;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.testing.Records;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SideBySideTest {
  private static final Recipe UNIFORM = recipe("even", Records.uniform(2, 64, 8));
  private static final Recipe FIXED = recipe("blunt", Records.fixed(1500));

  @Test
  void familiesAreRowsFromEasyToHardAndRecipesAreBlocks() {
    List<String> lines =
        print(
            Map.of(
                "even",
                List.of(
                    ended("chain", "5", 64, 1), ended("add", "1", 2, 2), ended("add", "1", 3, 2)),
                "blunt",
                List.of(
                    ended("chain", "5", 1500, 40),
                    ended("add", "1", 1500, 1499),
                    ended("add", "1", 1500, 1))));

    assertThat(lines.get(0)).matches(" +\\| even +\\| blunt +");
    assertThat(lines.get(1))
        .matches("family +prompts \\| candidates +accepted +2\\+ \\| candidates +accepted +2\\+");
    assertThat(lines.get(2)).matches("add +2 \\| +5 +4 +2 \\| +3,000 +1,500 +1");
    assertThat(lines.get(3)).matches("chain +1 \\| +64 +1 +0 \\| +1,500 +40 +1");
    assertThat(lines.get(4)).matches("all +3 \\| +69 +5 +2 \\| +4,500 +1,540 +2");
  }

  @Test
  void aLongNameIsCutAndKeepsTheColumns() {
    Recipe longNamed = recipe("n".repeat(100), Records.fixed(1));
    StringWriter text = new StringWriter();

    SideBySide.print(
        List.of(longNamed, UNIFORM),
        recipe -> List.of(ended("add", "1", 2, 2)),
        new PrintWriter(text, true));

    assertThat(text.toString().lines().map(String::stripTrailing).mapToInt(String::length))
        .allMatch(length -> length <= 90);
  }

  private static List<String> print(Map<String, List<Progress>> prompts) {
    StringWriter text = new StringWriter();
    SideBySide.print(
        List.of(UNIFORM, FIXED),
        recipe -> prompts.getOrDefault(recipe.getName(), List.of()),
        new PrintWriter(text, true));
    return text.toString().lines().skip(1).toList();
  }

  private static Recipe recipe(String name, Allocation allocation) {
    return Records.versioned(
        Recipe.newBuilder(Records.recipe()).setName(name).setAllocation(allocation).build());
  }

  private static Progress ended(String family, String level, int ordered, int accepted) {
    return Progress.newBuilder()
        .setPromptId("p")
        .setRecipe("any")
        .setRecipeVersion("v")
        .setState(PromptState.SATISFIED)
        .setRound(1)
        .setOrdered(ordered)
        .setJudged(ordered)
        .setAccepted(accepted)
        .setRejected(ordered - accepted)
        .setUndecided(0)
        .setMetadata(Map.of("family", family, "level", level))
        .setStartedAt(Records.NOW)
        .setUpdatedAt(Records.NOW)
        .build();
  }
}
