package dev.winnow.schemas.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Check;
import dev.winnow.schemas.Message;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.ReasoningMarker;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.testing.Records;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
  @Test
  void aWellFormedPromptBreaksNoRule() {
    assertThat(PromptRules.violations(Records.prompt("p-1"))).isEmpty();
  }

  @Test
  void aWellFormedRecipeBreaksNoRule() {
    assertThat(RecipeRules.violations(Records.recipe())).isEmpty();
  }

  static Stream<Arguments> brokenPrompts() {
    return Stream.of(
        prompt("id", p -> p.setId("")),
        prompt("id", p -> p.setId(" a")),
        prompt("id", p -> p.setId("a\u3000")),
        prompt("id", p -> p.setId("a\nb")),
        prompt("id", p -> p.setId("a\u001b[31mb")),
        prompt("id", p -> p.setId("a\u202eb")),
        prompt("id", p -> p.setId("a\ud800b")),
        prompt("id", p -> p.setId("x".repeat(201))),
        prompt("recipe", p -> p.setRecipe("../etc")),
        prompt("messages", p -> p.setMessages(List.of())),
        prompt(
            "messages", p -> p.setMessages(List.of(RecordFactory.message("assistant", "hello")))),
        prompt(
            "messages",
            p ->
                p.setMessages(
                    List.of(RecordFactory.message("user", "x".repeat(PromptRules.MAX_CHARS + 1))))),
        prompt(
            "messages[0].role",
            p ->
                p.setMessages(
                    List.of(
                        RecordFactory.message("tool", "x"), RecordFactory.message("user", "x")))),
        prompt("messages[0].role", p -> p.setMessages(List.of(RecordFactory.message("bot", "x")))),
        prompt("messages[0].tool_calls", p -> p.setMessages(List.of(calling("user")))),
        prompt(
            "messages[0].tool_call_id", p -> p.setMessages(List.of(answering("user", "call-1")))),
        prompt(
            "messages[1].name",
            p ->
                p.setMessages(
                    List.of(
                        RecordFactory.message("user", "x"),
                        Message.newBuilder(RecordFactory.message("user", "x"))
                            .setName("\u001b")
                            .build()))),
        prompt("assistant_prefix", p -> p.setAssistantPrefix("")),
        prompt("messages", p -> p.setAssistantPrefix("x".repeat(PromptRules.MAX_CHARS))),
        prompt("reference", p -> p.setOtherReferences(List.of(" "))),
        prompt("reference", p -> p.setReference(null).setOtherReferences(List.of("4"))),
        prompt("reference", p -> p.setOtherReferences(Collections.nCopies(64, "4"))),
        prompt(
            "messages[0].content",
            p -> p.setMessages(List.of(RecordFactory.message("user", " \n")))),
        prompt("reference", p -> p.setReference(" ")),
        prompt("reference", p -> p.setReference("x".repeat(PromptRules.MAX_REFERENCE_CHARS + 1))),
        prompt(
            "metadata",
            p -> p.setMetadata(Map.of("k", "x".repeat(PromptRules.MAX_METADATA_CHARS)))),
        prompt("metadata", p -> p.setSource("x".repeat(PromptRules.MAX_METADATA_CHARS + 1))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gsm8k/train/17",
        "row 17",
        "\u6570\u5b66\uff1a\u4e00",
        "_leading",
        "a%2Fb?c#d",
        "..",
        "\ud83d\ude00"
      })
  void anyPrintableIdIsLegal(String id) {
    assertThat(PromptRules.violations(Records.prompt(id))).isEmpty();
  }

  @Test
  void toolsMayBeCalledAndAnswerLast() {
    Prompt prompt = Records.prompt("p-1");
    prompt.setMessages(
        List.of(
            RecordFactory.message("developer", "Use the tools."),
            RecordFactory.message("user", "What is 1 + 2?"),
            calling("assistant"),
            answering("tool", "call-1"),
            answering("tool", "call-2")));

    assertThat(PromptRules.violations(prompt)).isEmpty();
  }

  /** Ids were given by this hash before prompts had prefixes, tools and several references. */
  @Test
  void aPlainPromptKeepsTheHashThatItAlwaysHad() {
    assertThat(ContentHash.ofPrompt(Records.prompt("p-1"))).isEqualTo("45ba5aade35acde58511cec0");
  }

  @Test
  void everythingThatIsAskedCountsInTheHash() {
    List<String> hashes =
        Stream.of(
                asked(p -> p.setAssistantPrefix("4")),
                asked(p -> p.setAssistantPrefix("3")),
                asked(p -> p.setOtherReferences(List.of("4"))),
                asked(p -> p.setMessages(List.of(calling("assistant")))),
                asked(p -> p.setMessages(List.of(RecordFactory.message("assistant", "")))),
                asked(p -> p.setMessages(List.of(answering("tool", "call-1")))),
                asked(p -> p.setMessages(List.of(answering("tool", "call-2")))),
                asked(p -> {}))
            .map(ContentHash::ofPrompt)
            .toList();

    assertThat(hashes).doesNotHaveDuplicates();
  }

  private static Prompt asked(Consumer<Prompt> change) {
    Prompt prompt = Records.prompt("p-1");
    change.accept(prompt);
    return prompt;
  }

  private static Message calling(String role) {
    return Message.newBuilder()
        .setRole(role)
        .setContent("")
        .setToolCalls("[{\"id\":\"call-1\"}]")
        .build();
  }

  private static Message answering(String role, String call) {
    return Message.newBuilder().setRole(role).setContent("3").setToolCallId(call).build();
  }

  @ParameterizedTest
  @MethodSource("brokenPrompts")
  void aBrokenRuleIsNamedByItsField(String field, Prompt prompt) {
    assertThat(PromptRules.violations(prompt)).extracting(Violation::field).contains(field);
  }

  static Stream<Arguments> brokenRecipes() {
    return Stream.of(
        recipe("name", r -> r.setName("with space")),
        recipe("pool", r -> r.setPool("")),
        recipe("sampling.temperature", r -> r.setSampling(sampling(Double.NaN, 1, 0, 1))),
        recipe("sampling.temperature", r -> r.setSampling(sampling(2.1, 1, 0, 1))),
        recipe("sampling.top_p", r -> r.setSampling(sampling(1, 0, 0, 1))),
        recipe("sampling.top_k", r -> r.setSampling(sampling(1, 1, -1, 1))),
        recipe("sampling.max_tokens", r -> r.setSampling(sampling(1, 1, 0, 0))),
        recipe(
            "allocation.strategy",
            r -> r.setAllocation(RecordFactory.allocation("two words", Map.of()))),
        recipe(
            "allocation", r -> r.setAllocation(RecordFactory.allocation("fixed", manyOptions()))),
        recipe("reissue_after_ms", r -> r.setReissueAfterMs(999)),
        recipe("max_reissues", r -> r.setMaxReissues(-1)),
        recipe("priority", r -> r.setPriority(0)),
        recipe("budget.candidates", r -> r.setBudget(new Budget(0L, null, null, null))),
        recipe("budget.tokens", r -> r.setBudget(new Budget(null, 63L, null, null))),
        recipe("budget.candidates_per_hour", r -> r.setBudget(new Budget(null, null, 0L, null))),
        recipe("budget.tokens_per_hour", r -> r.setBudget(new Budget(null, null, null, 63L))),
        recipe("description (its length)", r -> r.setDescription("x".repeat(16 * 1024 + 1))),
        recipe(
            "verify.checks[0].type",
            r ->
                r.setVerification(
                    RecordFactory.verification(RecordFactory.check("two words", Map.of())))),
        recipe(
            "verify.checks[0]",
            r ->
                r.setVerification(
                    RecordFactory.verification(
                        RecordFactory.check("math", Map.of("x", "y".repeat(4_000)))))),
        recipe(
            "verify.checks[0]",
            r ->
                r.setVerification(
                    RecordFactory.verification(RecordFactory.check("math", manyOptions())))),
        recipe(
            "verify.checks[0].reasoning",
            r -> r.setVerification(RecordFactory.verification(marked(17, "<a>")))),
        recipe(
            "verify.checks[0].reasoning[0].open",
            r -> r.setVerification(RecordFactory.verification(marked(1, "x".repeat(65))))),
        recipe(
            "verify.checks[0].reasoning[0].open",
            r -> r.setVerification(RecordFactory.verification(marked(1, "")))),
        recipe("retention_ms", r -> r.setRetentionMs(599_999)));
  }

  @ParameterizedTest
  @MethodSource("brokenRecipes")
  void aBrokenRecipeIsNamedByItsField(String field, Recipe recipe) {
    assertThat(RecipeRules.violations(recipe)).extracting(Violation::field).contains(field);
  }

  @Test
  void thePromptsHashDependsOnWhatItAsksAlone() {
    Prompt prompt = Records.prompt("p-1");
    Prompt described =
        Prompt.newBuilder(prompt).setId("p-2").setSource("file#1").setMetadata(Map.of()).build();
    Prompt other = Prompt.newBuilder(prompt).setReference("4").build();

    assertThat(ContentHash.ofPrompt(described)).isEqualTo(ContentHash.ofPrompt(prompt)).hasSize(24);
    assertThat(ContentHash.ofPrompt(other)).isNotEqualTo(ContentHash.ofPrompt(prompt));
  }

  @Test
  void theRecipesVersionDependsOnWhatItDeclaresAlone() {
    Recipe recipe = Records.recipe();
    Recipe later = Recipe.newBuilder(recipe).setVersion("x").setPublishedAt(Instant.EPOCH).build();
    Recipe other = Recipe.newBuilder(recipe).setSeed(recipe.getSeed() + 1).build();

    assertThat(ContentHash.ofRecipe(later)).isEqualTo(recipe.getVersion()).hasSize(12);
    assertThat(ContentHash.ofRecipe(other)).isNotEqualTo(recipe.getVersion());
  }

  @Test
  void theRecipesVersionDoesNotDependOnTheOrderOfOptions() {
    Map<String, String> options = new LinkedHashMap<>(Map.of("b", "2"));
    options.put("a", "1");
    Map<String, String> reversed = new LinkedHashMap<>(Map.of("a", "1"));
    reversed.put("b", "2");

    assertThat(ContentHash.ofRecipe(checkedBy(options)))
        .isEqualTo(ContentHash.ofRecipe(checkedBy(reversed)));
  }

  @Test
  void theRecipesVersionDoesNotDependOnTheOrderOfTheAllocationsOptions() {
    Map<String, String> options = new LinkedHashMap<>(Map.of("b", "2"));
    options.put("a", "1");
    Map<String, String> reversed = new LinkedHashMap<>(Map.of("a", "1"));
    reversed.put("b", "2");

    assertThat(ContentHash.ofRecipe(allocatedBy(options)))
        .isEqualTo(ContentHash.ofRecipe(allocatedBy(reversed)));
  }

  private static Recipe allocatedBy(Map<String, String> options) {
    return Recipe.newBuilder(Records.recipe())
        .setAllocation(RecordFactory.allocation("fixed", options))
        .build();
  }

  private static Recipe checkedBy(Map<String, String> options) {
    return Recipe.newBuilder(Records.recipe())
        .setVerification(RecordFactory.verification(RecordFactory.check("math", options)))
        .build();
  }

  private static Map<String, String> manyOptions() {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < 65; i++) {
      options.put("option" + i, "x");
    }
    return options;
  }

  private static Check marked(int count, String open) {
    return Check.newBuilder(RecordFactory.check("math", Map.of()))
        .setReasoningMarkers(Collections.nCopies(count, new ReasoningMarker(open, "</a>")))
        .build();
  }

  private static Arguments prompt(String field, Consumer<Prompt.Builder> change) {
    Prompt.Builder builder = Prompt.newBuilder(Records.prompt("p-1"));
    change.accept(builder);
    return Arguments.of(field, builder.build());
  }

  private static Arguments recipe(String field, Consumer<Recipe.Builder> change) {
    Recipe.Builder builder = Recipe.newBuilder(Records.recipe());
    change.accept(builder);
    return Arguments.of(field, builder.build());
  }

  private static SamplingParams sampling(double temperature, double topP, int topK, int maxTokens) {
    return new SamplingParams(temperature, topP, topK, maxTokens, List.of());
  }
}
