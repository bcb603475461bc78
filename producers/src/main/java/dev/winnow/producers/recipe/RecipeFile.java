package dev.winnow.producers.recipe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.winnow.producers.json.Json;
import dev.winnow.producers.recipe.Located.Place;
import dev.winnow.schemas.AvroTrust;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.rules.ContentHash;
import dev.winnow.schemas.rules.RecipeCatalog;
import dev.winnow.schemas.text.ReadErrors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads a recipe from YAML, or from JSON where it starts with a brace and a quoted field.
 *
 * <pre>{@code
 * name: gsm8k
 * check: {type: math}
 * allocation: {strategy: uniform, accepted: 4, max_candidates: 64}
 * }</pre>
 *
 * <table>
 * <caption>All fields</caption>
 * <tr><th>field</th><th>default</th><th>meaning</th></tr>
 * <tr><td>name</td><td>required</td><td>1 to 100 letters, digits and {@code ._-}</td></tr>
 * <tr><td>description</td><td>none</td><td>what the recipe is for</td></tr>
 * <tr><td>pool</td><td>default</td><td>the model pool that samples</td></tr>
 * <tr><td>sampling.temperature</td><td>1.0</td><td>0 (greedy) to 2</td></tr>
 * <tr><td>sampling.top_p</td><td>1.0</td><td>above 0, at most 1 (off)</td></tr>
 * <tr><td>sampling.top_k</td><td>0</td><td>0 is off</td></tr>
 * <tr><td>sampling.max_tokens</td><td>1024</td><td>most tokens of one candidate</td></tr>
 * <tr><td>sampling.stop</td><td>[]</td><td>at most 16 texts that end a candidate</td></tr>
 * <tr><td>check</td><td>required, or verify</td><td>short form of {@code verify} for one check alone, with its {@code identical}</td></tr>
 * <tr><td>verify.checks</td><td>[]</td><td>checks in order; the first that does not accept decides</td></tr>
 * <tr><td>verify.scorers</td><td>[]</td><td>scorers: {@code {name, type, pool}} and options of that type; {@code when: always} scores what the checks do not accept as well</td></tr>
 * <tr><td>verify.score</td><td>the only score</td><td>the row's score, a CEL expression over the scores</td></tr>
 * <tr><td>verify.accept</td><td>what the checks say</td><td>a CEL condition over the scores and {@code score}</td></tr>
 * <tr><td>verify.identical</td><td>once</td><td>whether identical responses to a prompt are accepted {@code once} or each ({@code accept})</td></tr>
 * <tr><td>check.type</td><td>required</td><td>name of the check, such as math</td></tr>
 * <tr><td>check.references</td><td>any</td><td>of several references, {@code any} or {@code all} must be met</td></tr>
 * <tr><td>check.reasoning</td><td>[]</td><td>at most 16 {@code {open, close}}: how the model marks its reasoning, beside the markers that are known to everyone</td></tr>
 * <tr><td>check.*</td><td>none</td><td>options of that check, which knows and refuses them</td></tr>
 * <tr><td>allocation.strategy</td><td>required</td><td>name of the strategy, such as uniform</td></tr>
 * <tr><td>allocation.*</td><td>the strategy's</td><td>options of that strategy, which knows and refuses them</td></tr>
 * <tr><td>seed</td><td>0</td><td>seed of all sampling</td></tr>
 * <tr><td>reissue_after</td><td>5m</td><td>a request silent for this long is issued again; 1s to 7d</td></tr>
 * <tr><td>max_reissues</td><td>3</td><td>how often, 0 to 100</td></tr>
 * <tr><td>max_policy_age</td><td>no limit</td><td>how many versions the model that sampled a candidate may be behind the newest one; older candidates are undecided</td></tr>
 * <tr><td>priority</td><td>1</td><td>weight among the recipes that share the pool, 1 to 100</td></tr>
 * <tr><td>budget.candidates</td><td>no limit</td><td>most candidates ordered in all</td></tr>
 * <tr><td>budget.tokens</td><td>no limit</td><td>most tokens generated in all, at least max_tokens</td></tr>
 * <tr><td>budget.candidates_per_hour</td><td>no limit</td><td>most candidates ordered in an hour of the clock, UTC</td></tr>
 * <tr><td>budget.tokens_per_hour</td><td>no limit</td><td>most tokens generated in such an hour, at least max_tokens</td></tr>
 * <tr><td>paused</td><td>false</td><td>whether no candidates are ordered for now</td></tr>
 * <tr><td>curate.selected</td><td>nothing</td><td>which accepted candidates the curator selects: {@code by} names the policy, its options stand beside it</td></tr>
 * <tr><td>curate.pairs</td><td>nothing</td><td>which preference pairs the curator makes: {@code policy} names the policy, its options stand beside it</td></tr>
 * <tr><td>retention</td><td>30d</td><td>a prompt that has ended is remembered for this long; 10m to 3650d</td></tr>
 * </table>
 */
public final class RecipeFile {
  /** A larger file is refused. */
  public static final int MAX_BYTES = 256 << 10;

  private static final Place START = new Place(1, 1);
  private static final Pattern JSON_OBJECT = Pattern.compile("\\A\\s*\\{\\s*\"");
  private static final JsonFactory JSON =
      JsonFactory.builder().streamReadConstraints(Json.BOUNDS).build();
  private static final JsonFactory YAML = yaml();

  static {
    AvroTrust.install();
  }

  private RecipeFile() {}

  /**
   * Returns the recipe in a file, with the version that its content has.
   *
   * @param catalog what it may name
   * @throws RecipeException if it cannot be read or used; the message says where and why
   */
  public static Recipe read(Path file, RecipeCatalog catalog, Instant now) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      return parse(file.toString(), bytes, catalog, now, RecipeTextFiles.beside(file));
    } catch (NoSuchFileException e) {
      throw new RecipeException("recipe file '%s' does not exist".formatted(file), e);
    } catch (IOException e) {
      String reason =
          Files.isDirectory(file) ? "is a directory; give a file" : ReadErrors.reading(e);
      throw new RecipeException("recipe file '%s': %s".formatted(file, reason), e);
    }
  }

  /**
   * Returns the recipe in these bytes, with the version that its content has. It cannot name files.
   *
   * @param origin stands before every problem
   * @param bytes UTF-8
   * @param catalog what it may name
   * @throws RecipeException if it cannot be used; the message says where and why
   */
  public static Recipe parse(String origin, byte[] bytes, RecipeCatalog catalog, Instant now) {
    return parse(origin, bytes, catalog, now, RecipeTextFiles.NONE);
  }

  private static Recipe parse(
      String origin, byte[] bytes, RecipeCatalog catalog, Instant now, RecipeTextFiles files) {
    Problems problems = new Problems();
    if (document(bytes, problems) instanceof Located.Fields fields) {
      Recipe recipe = new RecipeReader(fields, catalog, problems, files).read(now);
      if (problems.isEmpty()) {
        recipe.setVersion(ContentHash.ofRecipe(recipe));
        return recipe;
      }
    } else if (problems.isEmpty()) {
      problems.add(START, "", "want an object with name, check and allocation");
    }
    throw new RecipeException(origin, problems.sorted());
  }

  private static @Nullable Located document(byte[] bytes, Problems problems) {
    if (bytes.length > MAX_BYTES) {
      problems.add(START, "", "larger than %d bytes, that is no recipe".formatted(MAX_BYTES));
      return null;
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return document(text, problems);
    } catch (CharacterCodingException e) {
      problems.add(START, "", "not UTF-8; save the file as UTF-8");
      return null;
    }
  }

  private static @Nullable Located document(String text, Problems problems) {
    boolean json = JSON_OBJECT.matcher(text).find();
    try (JsonParser parser = (json ? JSON : YAML).createParser(text)) {
      return new LocatedReader(parser, problems).read();
    } catch (JsonProcessingException e) {
      problems.add(
          place(e.getLocation()),
          "",
          json
              ? "not JSON: " + ReadErrors.json(e)
              : "not YAML: " + Json.printable(Json.shorten(ReadErrors.yaml(e))));
    } catch (IOException e) {
      problems.add(START, "", ReadErrors.reading(e));
    }
    return null;
  }

  private static Place place(@Nullable JsonLocation location) {
    return location == null
        ? START
        : new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }

  private static JsonFactory yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    options.setNestingDepthLimit(Json.BOUNDS.getMaxNestingDepth());
    return YAMLFactory.builder().loaderOptions(options).streamReadConstraints(Json.BOUNDS).build();
  }
}
