package dev.winnow.producers.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.json.Json;
import dev.winnow.schemas.plugin.OptionInfo;
import dev.winnow.schemas.plugin.OptionSchema;
import dev.winnow.schemas.plugin.OptionType;
import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.rules.PolicyCatalog;
import dev.winnow.schemas.rules.RecipeCatalog;
import dev.winnow.schemas.rules.ScorerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * Writes the JSON Schema of recipes, which editors complete and check recipes by. The strategies,
 * scorers and policies come from what is installed; all else is a file beside this class.
 */
public final class RecipeSchema {
  private static final String BASE = "recipe.schema.base.json";

  private RecipeSchema() {}

  /** Returns the schema for these strategies and scorers. */
  public static ObjectNode of(RecipeCatalog catalog) {
    ObjectNode schema = base();
    ArrayNode oneOf = schema.withObject("/properties/allocation").putArray("oneOf");
    ObjectNode definitions = schema.withObject("/$defs");
    for (Plugin<?> strategy : catalog.allocations().strategies().all()) {
      String name = "strategy_" + strategy.name();
      oneOf.addObject().put("$ref", "#/$defs/" + name);
      definitions.set(name, strategy(strategy));
    }
    ArrayNode scorers =
        schema.withObject("/properties/verify/properties/scorers/items").putArray("oneOf");
    for (ScorerType<?> type : catalog.verification().scorers().types().all()) {
      String name = "scorer_" + type.name();
      scorers.addObject().put("$ref", "#/$defs/" + name);
      definitions.set(name, scorer(type));
    }
    putPolicies(schema, "selected", CurationReader.BY, catalog.curation().selections());
    putPolicies(schema, "pairs", CurationReader.POLICY, catalog.curation().pairs());
    return schema;
  }

  private static void putPolicies(
      ObjectNode schema, String kind, String chooser, PolicyCatalog catalog) {
    ArrayNode oneOf = schema.withObject("/properties/curate/properties/" + kind).putArray("oneOf");
    for (Plugin<?> policy : catalog.policies().all()) {
      String name = kind + "_" + policy.name();
      oneOf.addObject().put("$ref", "#/$defs/" + name);
      ObjectNode rule = plugin(policy, chooser);
      putOptions(rule, OptionSchema.of(catalog.settings()));
      schema.withObject("/$defs").set(name, rule);
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

  private static ObjectNode strategy(Plugin<?> strategy) {
    return plugin(strategy, "strategy");
  }

  private static ObjectNode scorer(ScorerType<?> type) {
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
      if (option.isRequired()) {
        schema.withArray("required").add(option.name());
      }
      ObjectNode properties = schema.withObject("properties");
      properties.set(option.name(), option(option));
      if (option.isFromFile()) {
        properties
            .putObject(option.fileField())
            .put("type", "string")
            .put(
                "description",
                "In place of %s: a file with it, relative to the recipe's file."
                    .formatted(option.name()));
      }
    }
  }

  private static ObjectNode option(OptionInfo option) {
    ObjectNode schema = Json.MAPPER.createObjectNode();
    schema.put("description", option.help());
    if (option.shape() == OptionInfo.Shape.LIST) {
      schema.put("type", "array");
      schema.set("items", value(option, Json.MAPPER.createObjectNode()));
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
      default -> schema.put("type", "string");
    }
    putLimit(schema, "minimum", option.min(), isWhole);
    putLimit(schema, "maximum", option.max(), isWhole);
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
