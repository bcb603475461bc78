package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.winnow.ops.catalog.Installed;
import dev.winnow.producers.recipe.RecipeException;
import dev.winnow.producers.recipe.RecipeFile;
import dev.winnow.producers.recipe.RecipeSchema;
import dev.winnow.schemas.Check;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.OptionProblem;
import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.plugin.PluginCatalog;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.schemas.rules.RecipeCatalog;
import dev.winnow.schemas.rules.ScorerCatalog;
import dev.winnow.schemas.rules.VerificationCatalog;
import dev.winnow.schemas.rules.Violation;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema says of an option of any type what the reader says of it, here in a check. */
class OptionTypeSchemaTest {
  private static final RecipeCatalog CATALOG =
      new RecipeCatalog(
          Installed.catalog().allocations(), new Typed(), Installed.catalog().curation());
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(RecipeSchema.of(CATALOG));

  enum Colour {
    RED,
    BLUE
  }

  /** An option of each type. */
  record Options(
      @PluginOption(help = "a", defaultValue = "1", min = 1, max = 9) int count,
      @PluginOption(help = "b", defaultValue = "0.5", min = 0) double share,
      @PluginOption(help = "c", defaultValue = "true") boolean flag,
      @PluginOption(help = "d", defaultValue = "red") Colour colour,
      @PluginOption(help = "e") Optional<Duration> pause,
      @PluginOption(help = "f") Optional<Path> path,
      @PluginOption(help = "g") Optional<URI> uri,
      @PluginOption(help = "h", defaultValue = "1") List<Integer> steps,
      @PluginOption(help = "i", required = true) List<String> names) {
    Options {
      OptionRules.inRange(Options.class, count, share, flag, colour, pause, path, uri, steps, names)
          .orThrow();
    }
  }

  private record TypedCheck(String name, String summary, Class<Options> options)
      implements Plugin<Options> {}

  /** One check that has the options. */
  private record Typed() implements VerificationCatalog {
    @Override
    public PluginCatalog<TypedCheck> checks() {
      return PluginCatalog.of("check", List.of(new TypedCheck("typed", "all", Options.class)));
    }

    @Override
    public List<OptionProblem> problems(Check check) {
      try {
        checks().complete(check.getType(), check.getOptions());
        return List.of();
      } catch (BadOptionsException e) {
        return e.problems();
      }
    }

    @Override
    public ScorerCatalog scorers() {
      return ScorerCatalog.NONE;
    }

    @Override
    public List<Violation> violations(Verification verification) {
      return List.of();
    }

    @Override
    public List<Violation> misfits(Verification verification, Prompt prompt) {
      return List.of();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "count: 9, share: 7, flag: false, colour: blue",
        "pause: 90s",
        "pause: PT1H",
        "pause: P1DT0.5S",
        "path: ''",
        "path: a/../b c",
        "uri: 'http://user@[::1]:80/v1?q=a%20b&c=[d]#e'",
        "uri: urn:a:b",
        "uri: ''",
        "uri: /a/b",
        "uri: http://h/\u00e4",
        "steps: [1, 2]",
        "steps: []",
      })
  void whatTheReaderTakesTheSchemaTakes(String options) {
    assertThat(isRead(recipe(options))).as("reader").isTrue();
    assertThat(fits(recipe(options))).as("schema").isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "count: 10",
        "share: -0.1",
        "share: '1'",
        "flag: 'true'",
        "colour: RED",
        "colour: 1",
        "pause: 90",
        "pause: soon",
        "pause: -PT1S",
        "pause: PT",
        "pause: P1W",
        "path: 1",
        "path: \"a\\0\"",
        "uri: 'a b'",
        "uri: 'http:'",
        "uri: '1a:b'",
        "uri: 'a%zz'",
        "uri: 'a#b#c'",
        "uri: 'a|b'",
        "steps: 1",
        "steps: [one]",
        "steps: ['1']",
        "names: []",
        "names: [1]",
      })
  void whatTheReaderRefusesTheSchemaRefuses(String options) {
    assertThat(isRead(recipe(options))).as("reader").isFalse();
    assertThat(fits(recipe(options))).as("schema").isFalse();
  }

  @Property
  void durationsAreTheSameForBoth(@ForAll("durations") String text) {
    String recipe = recipe("pause: \"%s\"".formatted(text));

    assertThat(fits(recipe)).isEqualTo(isRead(recipe));
  }

  @Property
  void everyUriThatTheReaderTakesTheSchemaTakes(@ForAll("uris") String text) {
    String recipe = recipe("uri: \"%s\"".formatted(text));

    assertThat(fits(recipe) || !isRead(recipe)).isTrue();
  }

  @Provide
  Arbitrary<String> durations() {
    return Arbitraries.of(
            "P",
            "p",
            "T",
            "D",
            "H",
            "M",
            "S",
            "s",
            "ms",
            "d",
            "1",
            "9",
            "0",
            ".",
            ",",
            " ",
            "-",
            "W",
            "999999999",
            "0000000000")
        .list()
        .ofMaxSize(8)
        .map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<String> uris() {
    return Arbitraries.of(
            "http",
            "a",
            "1",
            ":",
            "/",
            "//",
            "?",
            "#",
            "[",
            "]",
            "::1",
            "@",
            "%20",
            "%",
            " ",
            "+",
            "-",
            ".",
            "|",
            "^",
            "\u00e4",
            "\u00a0",
            "\u2028",
            "\u3000",
            "\ud83d\ude00",
            "80")
        .list()
        .ofMaxSize(8)
        .map(pieces -> String.join("", pieces));
  }

  private static String recipe(String options) {
    String names = options.startsWith("names") ? "" : ", names: [a]";
    return """
        name: typed
        check: {type: typed, %s%s}
        allocation: {strategy: fixed, candidates: 8}
        """
        .formatted(options, names);
  }

  private static boolean fits(String yaml) {
    try {
      JsonNode tree = new YAMLMapper().readTree(yaml);
      return SCHEMA.validate(tree).isEmpty();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isRead(String yaml) {
    try {
      return RecipeFile.parse("test", yaml.getBytes(StandardCharsets.UTF_8), CATALOG, Instant.EPOCH)
          != null;
    } catch (RecipeException e) {
      return false;
    }
  }
}
