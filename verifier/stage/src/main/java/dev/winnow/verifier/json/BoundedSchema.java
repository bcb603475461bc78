package dev.winnow.verifier.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.OutputFormat;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import dev.winnow.schemas.text.PatternSize;
import dev.winnow.verifier.check.MeteredText;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON Schema of draft 2020-12 from a data set. It refers to nothing outside itself, so that
 * nothing is fetched; its patterns are RE2's, which do not backtrack; and the number of keywords
 * that one validation visits is bounded, because references can multiply them. Thread-safe.
 */
final class BoundedSchema {
  private static final int MAX_CHARS = 64_000;
  private static final int MAX_PATTERN_CHARS = 500;
  private static final int MAX_PATTERN_PROGRAM = 2_000;
  private static final int MAX_STEPS = 20_000;

  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder()
          .failFast(true)
          .preloadJsonSchema(false)
          .formatAssertionsEnabled(false)
          .regularExpressionFactory(BoundedSchema::pattern)
          .build();

  /** What JSON Schema itself says of a schema; it comes with the library. */
  private static final JsonSchema META =
      JsonSchemaFactory.getInstance(VersionFlag.V202012)
          .getSchema(SchemaLocation.of(SchemaId.V202012), CONFIG);

  private static final int MAX_META_STEPS = 500_000;

  private final JsonSchema schema;

  private BoundedSchema(JsonSchema schema) {
    this.schema = schema;
  }

  /** A schema that cannot be used; the message says why. */
  static final class BadSchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadSchemaException(String message) {
      super(message, null, false, false);
    }
  }

  /** Counts the keywords that a validation visits: each asks for this configuration. */
  private static final class MeteredContext extends ExecutionContext {
    private int steps;

    MeteredContext(int steps) {
      super(new ExecutionConfig());
      this.steps = steps;
    }

    @Override
    public ExecutionConfig getExecutionConfig() {
      if (steps > 0 && --steps == 0) {
        throw new MeteredText.ExhaustedException();
      }
      return super.getExecutionConfig();
    }
  }

  /**
   * Reads a schema.
   *
   * @throws BadSchemaException if it is none, or does not keep to the bounds
   */
  static BoundedSchema of(String text) {
    return BoundedJson.read(text)
        .filter(node -> text.length() <= MAX_CHARS)
        .map(BoundedSchema::valid)
        .orElseThrow(
            () ->
                new BadSchemaException(
                    "want a JSON Schema of at most %d characters and 64 levels"
                        .formatted(MAX_CHARS)));
  }

  /** A keyword whose value makes no sense would reject every answer, or accept any. */
  private static BoundedSchema valid(JsonNode node) {
    BoundedSchema read = of(node);
    String draft = node.path("$schema").asText(SchemaId.V202012);
    if (draft.startsWith(SchemaId.V202012)) {
      requireValid(node);
    }
    return read;
  }

  private static void requireValid(JsonNode node) {
    try {
      META.validate(new MeteredContext(MAX_META_STEPS), node, OutputFormat.DEFAULT).stream()
          .findFirst()
          .ifPresent(
              message -> {
                throw new BadSchemaException(
                    "%s is not as JSON Schema wants it: %s"
                        .formatted(message.getInstanceLocation(), shown(message.getMessage())));
              });
    } catch (MeteredText.ExhaustedException | StackOverflowError e) {
      throw new BadSchemaException("the schema is too complex");
    }
  }

  /**
   * Takes a schema as tools describe their arguments, often loosely.
   *
   * @throws BadSchemaException if it does not keep to the bounds
   */
  static BoundedSchema of(JsonNode node) {
    if (!node.isObject() && !node.isBoolean()) {
      throw new BadSchemaException("want a JSON Schema, an object");
    }
    requireBounded(node, node);
    try {
      return new BoundedSchema(
          JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(node, CONFIG));
    } catch (JsonSchemaException | IllegalArgumentException e) {
      throw new BadSchemaException("the schema cannot be used: " + shown(e));
    }
  }

  private static String shown(Throwable e) {
    return shown(String.valueOf(e.getMessage()));
  }

  private static String shown(String message) {
    return message.substring(0, Math.min(message.length(), 200));
  }

  /**
   * Returns the keyword that the value breaks; empty if it is valid.
   *
   * @throws MeteredText.ExhaustedException if the bound does not suffice
   */
  Optional<String> broken(JsonNode value) {
    try {
      Set<ValidationMessage> messages =
          schema.validate(new MeteredContext(MAX_STEPS), value, OutputFormat.DEFAULT);
      return messages.stream()
          .findFirst()
          .map(message -> "%s: %s".formatted(message.getInstanceLocation(), message.getType()));
    } catch (JsonSchemaException e) {
      throw new BadSchemaException("the schema cannot be used: " + shown(e));
    } catch (StackOverflowError e) {
      throw new MeteredText.ExhaustedException();
    }
  }

  /** Requires references to be to the schema itself, and patterns to be RE2's. */
  private static void requireBounded(JsonNode root, JsonNode node) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String text = field.getValue().isTextual() ? field.getValue().textValue() : "";
      switch (field.getKey()) {
        case "$ref", "$dynamicRef" -> requireOwn(root, text);
        case "$id", "$schema" -> {
          if (!text.isEmpty() && !isDraft(text)) {
            throw new BadSchemaException(
                "leave out $id, and $schema unless it is a draft of json-schema.org");
          }
        }
        case "pattern" -> pattern(text);
        case "patternProperties" ->
            field.getValue().fieldNames().forEachRemaining(BoundedSchema::pattern);
        default -> {
          // Has no bound of its own.
        }
      }
    }
    node.forEach(child -> requireBounded(root, child));
  }

  private static void requireOwn(JsonNode root, String reference) {
    boolean own =
        reference.equals("#")
            || reference.startsWith("#/") && !root.at(reference.substring(1)).isMissingNode();
    if (!own && !reference.isEmpty()) {
      throw new BadSchemaException(
          "a $ref may only refer to a part of the schema itself, as in #/$defs/a");
    }
  }

  private static boolean isDraft(String name) {
    return name.matches(
        "https?://json-schema\\.org/(?:draft/2020-12|draft/2019-09|draft-0[467])/schema#?");
  }

  private static BadSchemaException tooComplex() {
    return new BadSchemaException("a pattern is too complex; use smaller repetition counts");
  }

  private static RegularExpression pattern(String text) {
    if (text.length() > MAX_PATTERN_CHARS) {
      throw new BadSchemaException(
          "a pattern has at most %d characters".formatted(MAX_PATTERN_CHARS));
    }
    if (PatternSize.of(text) > 3 * MAX_PATTERN_PROGRAM) {
      throw tooComplex();
    }
    try {
      Pattern pattern = Pattern.compile(text);
      if (pattern.programSize() > MAX_PATTERN_PROGRAM) {
        throw tooComplex();
      }
      return value -> pattern.matcher(value).find();
    } catch (PatternSyntaxException e) {
      throw new BadSchemaException("a pattern is not RE2: " + shown(e));
    }
  }
}
