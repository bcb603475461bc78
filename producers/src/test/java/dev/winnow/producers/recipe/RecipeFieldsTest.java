package dev.winnow.producers.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.producers.testing.TestCuration;
import dev.winnow.schemas.Check;
import dev.winnow.schemas.rules.RecipeFields;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No option may have the name of a field that the reader takes for itself. */
class RecipeFieldsTest {
  private static final String ALLOCATION = "{strategy: fixed, candidates: 8}";

  @Test
  void theFieldsBesideTheOptionsOfAStrategyAreReserved() {
    assertThat(
            known(
                RecipeTexts.SMALL.replace(ALLOCATION, "{strategy: fixed, candidates: 8, odd: 1}")))
        .isEqualTo(with(RecipeFields.ALLOCATION, "candidates"));
  }

  @Test
  void theFieldsBesideTheOptionsOfAPolicyAreReserved() {
    TestCuration curation = new TestCuration();

    assertThat(known(RecipeTexts.SMALL + "curate: {selected: {by: random, odd: 1}}\n"))
        .isEqualTo(RecipeFields.ofPolicy("by", curation.selections().settings()));
    assertThat(known(RecipeTexts.SMALL + "curate: {pairs: {policy: first, odd: 1}}\n"))
        .isEqualTo(RecipeFields.ofPolicy("policy", curation.pairs().settings()));
  }

  @Test
  void theFieldsBesideTheOptionsOfAScorerAreReserved() {
    String recipe =
        """
        name: small
        verify:
          scorers:
            - {name: a, type: reward, pool: rm, odd: 1}
        allocation: {strategy: fixed, candidates: 8}
        """;

    assertThat(known(recipe)).containsAll(RecipeFields.SCORER);
    assertThat(refusedFields(recipe, RecipeFields.SCORER)).isEmpty();
  }

  @Test
  void theFieldsBesideTheOptionsOfACheckAreReserved() {
    Check check =
        RecipeTexts.parse(
                """
                name: small
                check:
                  type: math
                  references: all
                  identical: accept
                  reasoning: [{open: "<a>", close: "</a>"}]
                allocation: {strategy: fixed, candidates: 8}
                """)
            .getVerification()
            .getChecks()
            .getFirst();

    assertThat(RecipeFields.CHECK)
        .containsExactlyInAnyOrder("type", "references", "identical", "reasoning");
    assertThat(check.getOptions()).isEmpty();
  }

  /** The fields that the reader knows beside one that it does not, as its refusal lists them. */
  private static Set<String> known(String recipe) {
    String message =
        RecipeTexts.refusal(recipe).problems().stream()
            .map(RecipeProblem::message)
            .filter(text -> text.startsWith("unknown field; known are "))
            .collect(Collectors.joining());
    return Set.of(message.substring("unknown field; known are ".length()).split(", "));
  }

  private static List<String> refusedFields(String recipe, Set<String> fields) {
    return RecipeTexts.refusal(recipe).problems().stream()
        .map(problem -> problem.field().replaceAll(".*[.]", ""))
        .filter(fields::contains)
        .toList();
  }

  private static Set<String> with(Set<String> fields, String... options) {
    Set<String> all = new HashSet<>(fields);
    all.addAll(List.of(options));
    return all;
  }
}
