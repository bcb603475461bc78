package dev.winnow.ops.bench.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.planner.strategy.StrategyPlugin;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.rules.PromptRules;
import dev.winnow.schemas.rules.RecipeRules;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the planner is given: it must be legal, of a usual size, and the same in every run. */
class WorkloadTest {
  private static final int PROMPTS = 2_000;

  private final ReferencePassRates rates = new ReferencePassRates(1);

  @Test
  void recipesAreLegal() {
    for (Recipe recipe : List.of(BenchRecipes.uniform(0), BenchRecipes.adaptive(0))) {
      assertThat(RecipeRules.violations(recipe)).isEmpty();
      assertThat(StrategyPlugin.catalog().violations(recipe.getAllocation())).isEmpty();
    }
  }

  @Test
  void promptsAreLegalDifferentAndOfAUsualSize() {
    List<Prompt> prompts = WordProblems.of("r", PROMPTS, 1);

    assertThat(prompts).allSatisfy(p -> assertThat(PromptRules.violations(p)).isEmpty());
    assertThat(prompts.stream().map(Prompt::getId)).doesNotHaveDuplicates();
    assertThat(prompts.stream().map(p -> p.getMessages().getFirst().getContent().length()))
        .allMatch(length -> length > 280 && length < 330);
  }

  @Test
  void theSameProblemsAreAskedUnderEachRecipe() {
    List<Prompt> some = WordProblems.of("one", 10, 1);
    List<Prompt> same = WordProblems.of("other", 10, 1);

    assertThat(same).extracting(Prompt::getMessages).isEqualTo(texts(some));
    assertThat(same).extracting(WordProblems::nameOf).isEqualTo(names(some));
    assertThat(same).extracting(Prompt::getId).doesNotContainAnyElementsOf(ids(some));
  }

  @Test
  void passRatesGoFromHardToEasy() {
    double[] all =
        IntStream.range(0, PROMPTS).mapToDouble(i -> rates.of("p" + i)).sorted().toArray();

    assertThat(IntStream.range(0, PROMPTS).mapToDouble(i -> all[i]).average().orElseThrow())
        .isCloseTo(1 / 3.0, within(0.03));
    assertThat(all[PROMPTS / 10]).isLessThan(0.015);
    assertThat(all[PROMPTS - PROMPTS / 10]).isGreaterThan(0.75);
  }

  @Test
  void candidatesAreAcceptedAtTheirPromptsRate() {
    long accepted = IntStream.range(0, PROMPTS).filter(i -> rates.accepts("p", i)).count();

    assertThat((double) accepted / PROMPTS).isCloseTo(rates.of("p"), within(0.05));
  }

  private static List<?> texts(List<Prompt> prompts) {
    return prompts.stream().map(Prompt::getMessages).toList();
  }

  private static List<String> names(List<Prompt> prompts) {
    return prompts.stream().map(WordProblems::nameOf).toList();
  }

  private static List<String> ids(List<Prompt> prompts) {
    return prompts.stream().map(Prompt::getId).toList();
  }
}
