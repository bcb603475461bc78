package dev.winnow.producers.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.json.Json;
import dev.winnow.schemas.AvroTrust;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.rules.ContentHash;
import dev.winnow.schemas.rules.PromptRules;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.schemas.text.ReadErrors;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes a prompt of a row of JSON. Immutable and thread-safe.
 *
 * <p>Every layout knows {@code id}, {@code recipe}, {@code source} and {@code metadata}; {@link
 * Layout} names the others. A field that is not known is carried into the metadata when it is text,
 * a number or a boolean, so that nothing a data set says is lost; it is left out when it is null.
 * Where it is a list or an object, Winnow's own layout refuses it by name, and the others carry it
 * as JSON. Numbers are kept as they are written. Without an id, the prompt's content gives one, so
 * that publishing a row twice publishes one prompt.
 */
public final class PromptReader {
  private static final String UNNAMED = "unnamed";
  private static final int MAX_REASONS = 8;

  static {
    AvroTrust.install();
  }

  private final String recipe;
  private final Optional<Layout> layout;
  private final Function<Prompt, List<Violation>> misfits;

  /**
   * What a row holds.
   *
   * @param layout that it was read in
   * @param notes what was decided in reading it, in words that are the same for every such row
   */
  public record Parsed(Prompt prompt, Layout layout, List<String> notes) {}

  /** A reader of rows for a recipe whose check is not known: no prompt is a misfit. */
  public PromptReader(String recipe, Optional<Layout> layout) {
    this(recipe, layout, prompt -> List.of());
  }

  /**
   * A reader of rows.
   *
   * @param recipe that the prompts belong to
   * @param layout of every row; empty to tell by each row's fields
   * @param misfits why the recipe's check could not judge a prompt; empty when it could
   */
  public PromptReader(
      String recipe, Optional<Layout> layout, Function<Prompt, List<Violation>> misfits) {
    this.recipe = recipe;
    this.layout = layout;
    this.misfits = misfits;
  }

  /**
   * The prompt of a row.
   *
   * @param source where the row is, unless it names its own source
   * @throws RefusedLineException if it is not a prompt that may be published
   */
  public Prompt read(String line, String source, Instant now) {
    return parse(line, source, now).prompt();
  }

  /**
   * The prompt of a row, and how it was read.
   *
   * @param source where the row is, unless it names its own source
   * @throws RefusedLineException if it is not a prompt that may be published
   */
  public Parsed parse(String line, String source, Instant now) {
    ObjectNode object = tree(line);
    SourceRow row = new SourceRow(object);
    Layout found = layout.orElseGet(() -> Layout.of(object));
    Content content = LayoutReader.read(row, found);
    Prompt prompt = prompt(row, found, content, source, now);
    refuse(RefusalKind.BROKEN_RULE, row.violations());
    refuse(RefusalKind.BROKEN_RULE, PromptRules.violations(prompt));
    refuse(RefusalKind.MISFIT, misfits.apply(prompt));
    return new Parsed(prompt, found, content.notes());
  }

  private static void refuse(RefusalKind kind, List<Violation> violations) {
    if (!violations.isEmpty()) {
      throw new RefusedLineException(
          kind,
          violations.stream()
              .limit(MAX_REASONS)
              .map(Violation::toString)
              .collect(Collectors.joining("; ")));
    }
  }

  private static ObjectNode tree(String line) {
    JsonNode tree;
    try {
      tree = Json.MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw new RefusedLineException(RefusalKind.UNREADABLE, "not JSON: " + ReadErrors.json(e));
    }
    if (tree instanceof ObjectNode object) {
      return object;
    }
    throw new RefusedLineException(
        RefusalKind.UNREADABLE, "not a JSON object: every row must be one {...}");
  }

  private Prompt prompt(SourceRow row, Layout layout, Content content, String source, Instant now) {
    checkRecipe(row);
    Optional<String> id = id(row, layout);
    Optional<String> ownSource = row.text("source");
    List<String> references = content.references();
    Prompt prompt =
        Prompt.newBuilder()
            .setId(id.orElse(UNNAMED))
            .setRecipe(recipe)
            .setMessages(content.messages())
            .setAssistantPrefix(content.prefix().orElse(null))
            .setReference(references.isEmpty() ? null : references.getFirst())
            .setOtherReferences(references.stream().skip(1).distinct().toList())
            .setSource(ownSource.orElse(source))
            .setMetadata(metadata(row, layout))
            .setPublishedAt(now)
            .build();
    if (id.isEmpty()) {
      prompt.setId(ContentHash.ofPrompt(prompt));
    }
    return prompt;
  }

  private static Optional<String> id(SourceRow row, Layout layout) {
    Optional<String> id = row.text("id");
    return switch (layout) {
      case SYNTHETIC1 -> id.isPresent() ? id : row.text("problem_id");
      case OPENAI_BATCH -> id.isPresent() ? id : row.text("custom_id");
      default -> id;
    };
  }

  private static Map<String, String> metadata(SourceRow row, Layout layout) {
    Map<String, String> metadata = new HashMap<>(row.metadata(layout != Layout.JSONL));
    if (layout == Layout.OPENAI_BATCH) {
      SourceRow body = row.object("body");
      body.ignore("messages");
      body.addOthers(metadata, true);
    }
    return metadata;
  }

  private void checkRecipe(SourceRow row) {
    Optional<String> named = row.text("recipe");
    if (named.isPresent() && !named.get().equals(recipe)) {
      row.refuse(
          "recipe",
          "the line belongs to '%s', it is being published under '%s'"
              .formatted(Json.shorten(named.get()), recipe));
    }
  }
}
