package dev.winnow.producers.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.json.Json;
import dev.winnow.schemas.plugin.OptionInfo;
import dev.winnow.schemas.plugin.OptionSchema;
import dev.winnow.schemas.plugin.OptionType;
import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.plugin.PluginCatalog;
import dev.winnow.schemas.rules.PolicyCatalog;
import dev.winnow.schemas.rules.RecipeCatalog;
import dev.winnow.schemas.rules.RecipeFields;
import dev.winnow.schemas.rules.VerificationCatalog;
import dev.winnow.schemas.text.Durations;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Writes the JSON Schema of recipes, which editors complete and check recipes by. The strategies,
 * checks, scorers and policies come from what is installed; all else is a file beside this class.
 */
public final class RecipeSchema {
  private static final String BASE = "recipe.schema.base.json";

  /**
   * What {@link java.net.URI} takes: an optional scheme, then its characters, with at most one
   * {@code #}. It knows more rules for hosts and ports; those are left to the reader.
   */
  private static final String URI =
      "^([A-Za-z][A-Za-z0-9+.-]*:(?=[^#])|(?![^/?#]*:))CHARS(#CHARS)?$"
          .replace(
              "CHARS",
              "([A-Za-z0-9_!.~'()*,;:$&+=@/?\\[\\]-]|%[0-9A-Fa-f]{2}"
                  + "|[^\\u0000-\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000])*");

  /** What a file system takes that is not Windows'. */
  private static final String PATH = "^[^\\u0000]*$";

  private RecipeSchema() {}

  /** Returns the schema for these plug-ins. */
  public static ObjectNode of(RecipeCatalog catalog) {
    ObjectNode schema = base();
    schema.withObject("/$defs/duration").put("type", "string").put("pattern", Durations.PATTERN);
    putPlugins(
        schema,
        "/properties/allocation",
        "strategy",
        catalog.allocations().strategies(),
        strategy -> plugin(strategy, "strategy"));
    VerificationCatalog verification = catalog.verification();
    for (String field :
        List.of("/properties/check", "/properties/verify/properties/checks/items")) {
      putPlugins(schema, field, "check", verification.checks(), RecipeSchema::check);
    }
    putPlugins(
        schema,
        "/properties/verify/properties/scorers/items",
        "scorer",
        verification.scorers().types(),
        RecipeSchema::scorer);
    putPolicies(schema, "selected", CurationReader.BY, catalog.curation().selections());
    putPolicies(schema, "pairs", CurationReader.POLICY, catalog.curation().pairs());
    return schema;
  }

  private static void putPolicies(
      ObjectNode schema, String kind, String chooser, PolicyCatalog catalog) {
    putPlugins(
        schema,
        "/properties/curate/properties/" + kind,
        kind,
        catalog.policies(),
        policy -> {
          ObjectNode rule = plugin(policy, chooser);
          putOptions(rule, OptionSchema.of(catalog.settings()));
          return rule;
        });
  }

  /** Makes a field the choice among plug-ins, each of which has a definition. */
  private static void putPlugins(
      ObjectNode schema,
      String field,
      String kind,
      PluginCatalog<? extends Plugin<?>> plugins,
      Function<Plugin<?>, ObjectNode> definition) {
    ArrayNode oneOf = schema.withObject(field).putArray("oneOf");
    for (Plugin<?> plugin : plugins.all()) {
      String name = kind + "_" + plugin.name();
      oneOf.addObject().put("$ref", "#/$defs/" + name);
      schema.withObject("/$defs").set(name, definition.apply(plugin));
    }
  }

  /** Returns the schema as a file, with a line break at its end. */
  public static String print(RecipeCatalog catalog) {
    try {
      String text = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(of(catalog));
      return text.replace("\r\n", "\n") + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }

  private static ObjectNode base() {
    try (InputStream in = RecipeSchema.class.getResourceAsStream(BASE)) {
      return (ObjectNode) Json.MAPPER.readTree(Objects.requireNonNull(in, BASE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A check, in the short form too: {@code verify.checks} refuses {@code identical} by itself. */
  private static ObjectNode check(Plugin<?> check) {
    ObjectNode schema = plugin(check, "type");
    RecipeFields.CHECK.stream()
        .filter(field -> !field.equals("type"))
        .sorted()
        .forEach(
            field -> schema.withObject("/properties/" + field).put("$ref", "#/$defs/" + field));
    return schema;
  }

  private static ObjectNode scorer(Plugin<?> type) {
    ObjectNode schema = plugin(type, "type");
    ObjectNode properties = (ObjectNode) schema.get("properties");
    properties
        .putObject("name")
        .put("description", "Name of its score in expressions.")
        .put("pattern", "^[A-Za-z_][A-Za-z0-9_]{0,49}$");
    properties
        .putObject("pool")
        .put("description", "The pool whose workers score.")
        .put("$ref", "#/$defs/name");
    properties
        .putObject("when")
        .put("description", "Which candidates are scored: those that the checks accept, or all.")
        .put("default", "accepted")
        .putArray("enum")
        .add("accepted")
        .add("always");
    ((ArrayNode) schema.get("required")).add("name").add("pool");
    return schema;
  }

  /**
   * Returns the object that chooses a plug-in.
   *
   * @param chooser name of the field that names it
   */
  private static ObjectNode plugin(Plugin<?> plugin, String chooser) {
    ObjectNode schema = Json.MAPPER.createObjectNode();
    schema.put("description", plugin.summary());
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    schema.putArray("required").add(chooser);
    schema.putObject("properties").putObject(chooser).put("const", plugin.name());
    putOptions(schema, OptionSchema.of(plugin.options()));
    return schema;
  }

  private static void putOptions(ObjectNode schema, List<OptionInfo> options) {
    for (OptionInfo option : options) {
      schema.withObject("properties").set(option.name(), option(option));
      if (option.isFromFile()) {
        putFile(schema, option);
      } else if (option.isRequired()) {
        schema.withArray("required").add(option.name());
      }
    }
  }

  /**
   * The field that names a file with the text: not both are given, and one where it is required.
   */
  private static void putFile(ObjectNode schema, OptionInfo option) {
    schema
        .withObject("properties")
        .putObject(option.fileField())
        .put("type", "string")
        .put(
            "description",
            "In place of %s: a file with it, relative to the recipe's file."
                .formatted(option.name()));
    ObjectNode rule = schema.withArray("allOf").addObject();
    if (option.isRequired()) {
      ArrayNode oneOf = rule.putArray("oneOf");
      oneOf.addObject().putArray("required").add(option.name());
      oneOf.addObject().putArray("required").add(option.fileField());
    } else {
      rule.putObject("not").putArray("required").add(option.name()).add(option.fileField());
    }
  }

  private static ObjectNode option(OptionInfo option) {
    ObjectNode schema = Json.MAPPER.createObjectNode();
    schema.put("description", option.help());
    if (option.shape() == OptionInfo.Shape.LIST) {
      schema.put("type", "array");
      schema.set("items", value(option, Json.MAPPER.createObjectNode()));
      if (option.isRequired()) {
        schema.put("minItems", 1);
      }
      return schema;
    }
    value(option, schema);
    option.defaultValue().ifPresent(text -> schema.set("default", RecipeJson.scalar(option, text)));
    return schema;
  }

  private static ObjectNode value(OptionInfo option, ObjectNode schema) {
    boolean isWhole = option.type() == OptionType.INT || option.type() == OptionType.LONG;
    switch (option.type()) {
      case INT, LONG -> schema.put("type", "integer");
      case DOUBLE -> schema.put("type", "number");
      case BOOLEAN -> schema.put("type", "boolean");
      case ENUM -> option.words().forEach(schema.putArray("enum")::add);
      case STRING -> schema.put("type", "string");
      case DURATION -> schema.put("$ref", "#/$defs/duration");
      case PATH -> schema.put("type", "string").put("pattern", PATH);
      case URI -> schema.put("type", "string").put("pattern", URI);
    }
    putLimit(schema, "minimum", Math.max(option.min(), option.type().min()), isWhole);
    putLimit(schema, "maximum", Math.min(option.max(), option.type().max()), isWhole);
    return schema;
  }

  private static void putLimit(ObjectNode schema, String name, double limit, boolean isWhole) {
    if (Double.isInfinite(limit)) {
      return;
    }
    if (isWhole) {
      schema.put(name, (long) limit);
    } else {
      schema.put(name, limit);
    }
  }
}
