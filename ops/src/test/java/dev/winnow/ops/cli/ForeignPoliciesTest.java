package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import dev.winnow.curator.pair.CuratedPair;
import dev.winnow.curator.recipe.CompiledCuration;
import dev.winnow.curator.select.Selecting.Selected;
import dev.winnow.ops.catalog.Installed;
import dev.winnow.ops.cli.option.RecipeInput;
import dev.winnow.ops.export.ExportPlugin;
import dev.winnow.producers.json.Json;
import dev.winnow.producers.recipe.RecipeSchema;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.plugin.Options;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A selection policy, a pair policy and a layout of other jars (here those of {@code
 * org.example.winnow}) are found by all code that reads recipes and flags, and do what they say.
 */
class ForeignPoliciesTest {
  private static final String RECIPE =
      """
      name: foreign
      check: {type: math}
      allocation: {strategy: fixed, candidates: 8}
      curate:
        selected: {by: longest, take: 2, max_tokens: 30}
        pairs: {policy: shortest, longest_first: false, per_prompt: 2}
      """;

  /** Candidates 0 to 2 are right, 3 to 5 are wrong. */
  private static final List<RatedResponse> RESPONSES =
      List.of(
          response(0, 20, true),
          response(1, 10, true),
          response(2, 40, true),
          response(3, 9, false),
          response(4, 3, false),
          response(5, 6, false));

  private static final CandidateDraws DRAWS = CandidateDraws.of(7);

  @TempDir private Path directory;

  @Test
  void aRecipeSelectsWithAForeignPolicy() throws IOException {
    Selected selected =
        compiled()
            .selecting()
            .orElseThrow()
            .select(RESPONSES.subList(0, 3), OptionalInt.of(2), Set.of(), Set.of(), DRAWS);

    assertThat(selected.chosen()).extracting(RatedResponse::index).containsExactly(0, 1);
  }

  @Test
  void aRecipePairsWithAForeignPolicyUnderTheRulesOfAllPairs() throws IOException {
    List<CuratedPair> pairs = compiled().pairing().orElseThrow().pairs(RESPONSES, Set.of(), DRAWS);

    assertThat(pairs).extracting(CuratedPair::id).containsExactly("p/1-4", "p/1-5");
  }

  @Test
  void aRecipeThatAForeignPolicyRefusesIsRefusedWithLineAndField() {
    assertThatThrownBy(() -> recipe(RECIPE.replace("max_tokens: 30", "max_tokens: 0")))
        .hasMessageContaining("recipe.yaml:5:")
        .hasMessageContaining("curate.selected.max_tokens: want 1 to 1000000, not 0");
    assertThatThrownBy(() -> recipe(RECIPE.replace("longest_first", "longest_last")))
        .hasMessageContaining("recipe.yaml:6:")
        .hasMessageContaining("curate.pairs.longest_last: unknown field");
  }

  @Test
  void schemaAndListOfRecipesShowForeignPolicies() throws IOException {
    JsonNode schema = Json.MAPPER.readTree(RecipeSchema.print(Installed.catalog()));

    assertThat(schema.findValues("max_tokens"))
        .extracting(option -> option.path("description").asText())
        .contains("most tokens of a response");
    assertThat(schema.findValues("longest_first"))
        .extracting(option -> option.path("type").asText())
        .contains("boolean");
    assertThat(printed("recipes"))
        .contains("the longest responses that are not too long", "most tokens of a response")
        .contains("the shortest right response with every wrong one", "longest_first");
  }

  @Test
  void theHelpOfExportShowsAForeignLayoutAndItsFlag() {
    assertThat(printed("export", "--help"))
        .contains("plain_text", "--separator", "text between question and answer");
  }

  @Test
  void aForeignLayoutIsWritten() throws IOException {
    JsonNode row =
        Json.MAPPER.readTree(
            """
            {"prompt_id": "p", "response": "4", "messages": [
              {"role": "user", "content": "2 + 2?"}, {"role": "assistant", "content": "4"}]}\
            """);
    List<JsonNode> written = new ArrayList<>();

    export(ExportPlugin.installed().require("plain_text"), row, written);

    assertThat(written)
        .singleElement()
        .extracting(text -> text.path("text").asText())
        .isEqualTo("2 + 2? = 4");
  }

  private static <C extends Record> void export(
      ExportPlugin<C> plugin, JsonNode row, List<JsonNode> written) {
    C options = Options.bind(plugin.options(), Map.of("separator", " = "));
    plugin.create(options).onRow("accepted", row, written::add);
  }

  private CompiledCuration compiled() throws IOException {
    return CompiledCuration.compile(recipe(RECIPE).getCuration().orElseThrow());
  }

  private Recipe recipe(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("recipe.yaml"), text);
    return RecipeInput.read(file, InstantSource.system());
  }

  private static String printed(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine command = Winnow.commandLine().setOut(new PrintWriter(out));
    assertThat(command.execute(arguments)).isZero();
    return out.toString();
  }

  private static RatedResponse response(int index, int tokens, boolean isAccepted) {
    return new RatedResponse(
        "p", index, "text " + index, isAccepted, OptionalDouble.empty(), Map.of(), tokens);
  }
}
