package dev.winnow.producers.recipe;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.rules.RecipeRules;
import dev.winnow.schemas.rules.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads recipes from YAML, and so from JSON too; {@link RecipeForm} lists the fields. */
public final class RecipeFile {
  private static final int MAX_BYTES = 256 << 10;
  private static final int MAX_DEPTH = 16;
  private static final ObjectMapper YAML =
      JsonMapper.builder(
              YAMLFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private RecipeFile() {}

  /**
   * The recipe in a file, with the version that its content has.
   *
   * @throws RecipeException if it cannot be read or used; the message says where and why
   */
  public static Recipe read(Path file, Instant now) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new RecipeException(
            "%s: larger than %d bytes, that is no recipe".formatted(file, MAX_BYTES));
      }
      return parse(file.toString(), Files.readAllBytes(file), now);
    } catch (NoSuchFileException e) {
      throw new RecipeException("recipe file '%s' does not exist".formatted(file), e);
    } catch (IOException e) {
      throw new RecipeException(
          "recipe file '%s' cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * The recipe in these bytes, with the version that its content has.
   *
   * @param origin stands before every error
   * @throws RecipeException if it cannot be used; the message says where and why
   */
  public static Recipe parse(String origin, byte[] bytes, Instant now) {
    if (bytes.length > MAX_BYTES) {
      throw new RecipeException(
          "%s: larger than %d bytes, that is no recipe".formatted(origin, MAX_BYTES));
    }
    RecipeForm form = form(origin, bytes);
    Recipe recipe = form.toRecipe(now);
    List<Violation> violations = RecipeRules.violations(recipe);
    if (!violations.isEmpty()) {
      throw new RecipeException(
          violations.stream()
              .map(
                  violation ->
                      "%s: %s".formatted(place(origin, bytes, violation.field()), violation))
              .collect(Collectors.joining("\n")));
    }
    return recipe;
  }

  private static RecipeForm form(String origin, byte[] bytes) {
    try {
      RecipeForm form = YAML.readValue(bytes, RecipeForm.class);
      if (form == null) {
        throw new RecipeException(origin + ": the recipe is empty");
      }
      return form;
    } catch (UnrecognizedPropertyException e) {
      throw new RecipeException(
          "%s: there is no field '%s' here; known are %s"
              .formatted(
                  place(origin, e.getLocation()),
                  e.getPropertyName(),
                  e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList()),
          e);
    } catch (JsonMappingException e) {
      String path =
          e.getPath().stream()
              .map(JsonMappingException.Reference::getFieldName)
              .collect(Collectors.joining("."));
      throw new RecipeException(
          "%s: field '%s': %s".formatted(place(origin, e.getLocation()), path, reason(e)), e);
    } catch (JacksonException e) {
      throw new RecipeException(
          "%s: %s".formatted(place(origin, e.getLocation()), e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new RecipeException("%s: %s".formatted(origin, e.getMessage()), e);
    }
  }

  private static String reason(JsonMappingException e) {
    Throwable cause = e.getCause();
    return cause instanceof IllegalArgumentException && cause.getMessage() != null
        ? cause.getMessage()
        : e.getOriginalMessage();
  }

  private static String place(String origin, @Nullable JsonLocation location) {
    return location == null
        ? origin
        : "%s:%d:%d".formatted(origin, location.getLineNr(), location.getColumnNr());
  }

  /** The first line that has the field's key; good enough to find it in a file of a page. */
  private static String place(String origin, byte[] bytes, String field) {
    String key = field.replaceAll(" .*", "").replaceAll(".*\\.", "");
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches(".*\\b" + key + "\"?\\s*:.*")) {
        return origin + ":" + (i + 1);
      }
    }
    return origin;
  }
}
