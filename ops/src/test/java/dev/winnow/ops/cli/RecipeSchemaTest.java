package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.winnow.ops.catalog.Installed;
import dev.winnow.planner.strategy.StrategyPlugin;
import dev.winnow.producers.recipe.RecipeException;
import dev.winnow.producers.recipe.RecipeFile;
import dev.winnow.producers.recipe.RecipeJson;
import dev.winnow.producers.recipe.RecipeSchema;
import dev.winnow.schemas.Check;
import dev.winnow.schemas.Curation;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.plugin.OptionProblem;
import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.plugin.PluginCatalog;
import dev.winnow.schemas.rules.AllocationCatalog;
import dev.winnow.schemas.rules.CurationCatalog;
import dev.winnow.schemas.rules.PolicyCatalog;
import dev.winnow.schemas.rules.RecipeCatalog;
import dev.winnow.schemas.rules.ScorerCatalog;
import dev.winnow.schemas.rules.VerificationCatalog;
import dev.winnow.schemas.rules.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON Schema that editors use says what the reader says. */
class RecipeSchemaTest {
  private static final Path RECIPES = Path.of("recipes");

  static Stream<Path> shipped() throws IOException {
    return Files.walk(RECIPES).filter(file -> file.toString().endsWith(".yaml")).sorted();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void everyShippedRecipeFitsTheSchemaAndTheReader(Path file) throws IOException {
    String text = Files.readString(file);

    assertThat(fits(text)).isTrue();
    assertThat(isRead(text)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void whatIsWrittenOfARecipeFitsTheSchema(Path file) throws IOException {
    Recipe recipe = RecipeFile.read(file, Installed.catalog(), Instant.EPOCH);

    assertThat(
            schema()
                .validate(
                    new ObjectMapper()
                        .readTree(RecipeJson.of(recipe, Installed.catalog()).toString())))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "colour: red",
        "allocation: {strategy: best}",
        "allocation: {strategy: fixed}",
        "allocation: {strategy: fixed, candidates: 0}",
        "allocation: {strategy: fixed, candidates: 8, accepted: 4}",
        "allocation: {strategy: uniform, accepted: 4}",
        "allocation: {strategy: uniform, accepted: 4, max_candidates: 64, max_round: 2000}",
        "allocation: {strategy: prop2diff, accepted: 4, max_candidates: 64}",
        "allocation: {strategy: adaptive, accepted: 4, max_candidates: 64}",
        "allocation: {strategy: adaptive, accepted: 4, max_candidates: 64, price: 0}",
        "allocation: {strategy: adaptive, accepted: 65, max_candidates: 100, price: 9}",
        "allocation: {strategy: adaptive, accepted: 4, max_candidates: 16385, price: 9}",
        "sampling: {temperature: 3}",
        "sampling: {temprature: 1}",
        "sampling: {top_p: 0}",
        "sampling: {stop: ['']}",
        "check: {options: {}}",
        "check: {type: ''}",
        "check: {type: math, references: some}",
        "check: {type: math, references: [all]}",
        "check: {type: math, identical: twice}",
        "check: {type: math, identical: true}",
        "check: {type: math, reasoning: '<think>'}",
        "check: {type: math, reasoning: ['<think>']}",
        "check: {type: math, reasoning: [{open: '<a>'}]}",
        "check: {type: math, reasoning: [{open: '<a>', close: '</a>', x: 1}]}",
        "check: {type: math, reasoning: [{open: ' ', close: '</a>'}]}",
        "check: {type: math, reasoning: [{open: '', close: '</a>'}]}",
        "check: {type: maths}",
        "check: {type: math, precision: 3}",
        "check: {type: math, percent: half}",
        "check: {type: math, rounded_decimals: 'true'}",
        "check: {type: choice, letters: 7}",
        "check: {type: regex}",
        "check: {type: refusal, max_words: 0}",
        "check: {type: refusal, max_words: 1.5}",
        "check: {type: refusal, max_words: '9'}",
        "check: {type: quality, max_repeated: 1.1}",
        "check: {type: quality, words: a, words_file: words.txt}",
        "check: {type: all_of}",
        "check: {type: all_of, checks: [{type: exact}]}",
        "verify: {checks: [{type: exact}, {type: refusal, max_words: 0}]}",
        "verify: {checks: [{type: exact, identical: once}]}",
        "verify: {checks: [exact]}",
        "reissue_after: soon",
        "retention: -30d",
        "max_reissues: 101",
        "name: 'a name'",
        "allocation: {strategy: prop2diff, max_accepted: 4, max_candidates: 9999, max_round: 1024,"
            + " probe: 1025}",
        "max_policy_age: -1",
        "max_policy_age: 1.5",
        "max_policy_age: none",
        "priority: 0",
        "priority: 101",
        "budget: 1000",
        "budget: {prompts: 9}",
        "budget: {candidates: 0}",
        "budget: {tokens: 1000000000000001}",
        "budget: {candidates_per_hour: 1.5}",
        "budget: {tokens_per_hour: many}",
        "retention: 30",
        "retention:",
        "budget:",
        "budget: {tokens: }",
        "check: {type: refusal, max_words: }",
        "seed: 9223372036854775808",
        "seed: 0.5",
        "sampling: {max_tokens: 1048577}",
        "sampling: {top_k: 2147483648}",
        "max_policy_age: 9223372036854775808",
      })
  void whatOneRefusesTheOtherRefuses(String line) {
    String text = smallWith(line);

    assertThat(fits(text)).as("schema").isFalse();
    assertThat(isRead(text)).as("reader").isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "allocation: {strategy: prop2diff, max_accepted: 4, max_candidates: 9999, max_round: 1024,"
            + " probe: 1024}",
        "check: {type: math, references: all, identical: accept}",
        "check: {type: math, references: any, identical: once, reasoning: []}",
        "check: {type: math, percent: either, reasoning: [{open: '<a>', close: '</a>'}]}",
        "check: {type: choice, letters: ABCDE}",
        "check: {type: quality, min_words: 2, max_repeated: 0.25, language: en, words: a b}",
        "check: {type: optimization, tolerance: 0}",
        "check: {type: all_of, checks: '[{\"type\": \"exact\"}]'}",
        "verify: {checks: [{type: refusal, max_words: 9}, {type: majority}], identical: accept}",
        "verify: {checks: [{type: exact, trim: false, references: all, reasoning: []}]}",
        "reissue_after: 90 s",
        "reissue_after: pt1m30.5s",
        "max_policy_age: 0",
        "max_policy_age: 3",
        "priority: 100",
        "budget: {}",
        "budget: {candidates: 1, tokens: 1000000000000000}",
        "budget: {candidates_per_hour: 1, tokens_per_hour: 1024}",
        "retention: 90d",
        "seed: -9223372036854775808",
        "seed: 9223372036854775807",
        "seed: 4.0",
        "budget: {tokens: 1e9}",
        "allocation: {strategy: fixed, candidates: 8.0}",
        "check: {type: refusal, max_words: 9.0}",
      })
  void whatOneTakesTheOtherTakes(String line) {
    String text = smallWith(line);

    assertThat(fits(text)).as("schema").isTrue();
    assertThat(isRead(text)).as("reader").isTrue();
  }

  /** What is committed; {@code winnow recipes --schema} prints it. */
  @Test
  void theCommittedSchemaIsTheOneThatOurPluginsGive() throws IOException {
    assertThat(Files.readString(RECIPES.resolve("recipe.schema.json")))
        .isEqualTo(
            RecipeSchema.print(
                new RecipeCatalog(
                    new AllocationCatalog(ours("allocation strategy", StrategyPlugin.installed())),
                    new OurVerification(Installed.catalog().verification()),
                    new OurCuration(Installed.catalog().curation()))));
  }

  /** The checks and scorers of this repository among those that the tests install. */
  private record OurVerification(VerificationCatalog installed) implements VerificationCatalog {
    @Override
    public PluginCatalog<? extends Plugin<?>> checks() {
      return ours("check", installed.checks());
    }

    @Override
    public List<OptionProblem> problems(Check check) {
      return installed.problems(check);
    }

    @Override
    public ScorerCatalog scorers() {
      return new ScorerCatalog(ours("scorer", installed.scorers().types()));
    }

    @Override
    public List<Violation> violations(Verification verification) {
      return installed.violations(verification);
    }

    @Override
    public List<Violation> misfits(Verification verification, Prompt prompt) {
      return installed.misfits(verification, prompt);
    }
  }

  /** The policies of this repository among those that the tests install. */
  private record OurCuration(CurationCatalog installed) implements CurationCatalog {
    @Override
    public PolicyCatalog selections() {
      return ours(installed.selections());
    }

    @Override
    public PolicyCatalog pairs() {
      return ours(installed.pairs());
    }

    @Override
    public List<Violation> violations(Curation curation, Verification verification) {
      return installed.violations(curation, verification);
    }

    private static PolicyCatalog ours(PolicyCatalog all) {
      return new PolicyCatalog(RecipeSchemaTest.ours("policy", all.policies()), all.settings());
    }
  }

  private static <P extends Plugin<?>> PluginCatalog<P> ours(String kind, PluginCatalog<P> all) {
    return PluginCatalog.of(
        kind,
        all.all().stream()
            .filter(plugin -> plugin.getClass().getName().startsWith("dev.winnow."))
            .toList());
  }

  private static String smallWith(String line) {
    String field = line.substring(0, line.indexOf(':')).replace("verify", "check");
    return Stream.of(
                "name: small",
                "check: {type: math}",
                "allocation: {strategy: fixed, candidates: 8}")
            .filter(other -> !other.startsWith(field + ':'))
            .reduce("", (all, other) -> all + other + '\n')
        + line;
  }

  private static boolean fits(String yaml) {
    try {
      JsonNode tree = new YAMLMapper().readTree(yaml);
      return schema().validate(tree).isEmpty();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isRead(String yaml) {
    try {
      return RecipeFile.parse(
              "test", yaml.getBytes(StandardCharsets.UTF_8), Installed.catalog(), Instant.EPOCH)
          != null;
    } catch (RecipeException e) {
      return false;
    }
  }

  private static JsonSchema schema() throws IOException {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(Files.readString(RECIPES.resolve("recipe.schema.json")));
  }
}
