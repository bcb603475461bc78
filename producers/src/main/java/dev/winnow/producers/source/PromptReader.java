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
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Converts a row of JSON to a prompt. Immutable and thread-safe.
 *
 * <p>Every layout has {@code id}, {@code recipe}, {@code source} and {@code metadata}; {@link
 * Layout} lists the other fields. An unknown field with text, a number or a boolean is copied into
 * the metadata, so that no data is lost; a null is left out. An unknown field with a list or an
 * object is rejected by Winnow's layout and copied as JSON by the others. Numbers are kept as they
 * are written. Without an id, the id is derived from the prompt's content, so that publishing a row
 * twice publishes one prompt.
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
  private final UnaryOperator<Prompt> screen;

  /**
   * The result of reading a row.
   *
   * @param layout layout of the row
   * @param notes choices made while reading, in words that are the same for all rows of this kind
   */
  public record Parsed(Prompt prompt, Layout layout, List<String> notes) {}

  /**
   * Creates a reader for a recipe whose check is unknown, so that no prompt is rejected as
   * unsuitable for it.
   */
  public PromptReader(String recipe, Optional<Layout> layout) {
    this(recipe, layout, prompt -> List.of());
  }

  /**
   * @param recipe recipe of the prompts
   * @param layout layout of every row; empty to detect it from each row's fields
   * @param misfits returns why the recipe's check could not judge a prompt; empty when it could
   */
  public PromptReader(
      String recipe, Optional<Layout> layout, Function<Prompt, List<Violation>> misfits) {
    this(recipe, layout, misfits, UnaryOperator.identity());
  }

  private PromptReader(
      String recipe,
      Optional<Layout> layout,
      Function<Prompt, List<Violation>> misfits,
      UnaryOperator<Prompt> screen) {
    this.recipe = recipe;
    this.layout = layout;
    this.misfits = misfits;
    this.screen = screen;
  }

  /**
   * Returns a reader that passes every legal prompt through this function.
   *
   * @param function thread-safe; returns the prompt, perhaps with other metadata, or throws a
   *     {@link RefusedLineException}
   */
  public PromptReader screenedBy(UnaryOperator<Prompt> function) {
    return new PromptReader(recipe, layout, misfits, function);
  }

  /**
   * Returns the prompt of a row.
   *
   * @param source position of the row, unless it names its own source
   * @throws RefusedLineException if it is not a legal prompt
   */
  public Prompt read(String line, String source, Instant now) {
    return parse(line, source, now).prompt();
  }

  /**
   * Returns the prompt of a row, and how it was read.
   *
   * @param source position of the row, unless it names its own source
   * @throws RefusedLineException if it is not a legal prompt
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
    Prompt screened = screen.apply(prompt);
    refuse(RefusalKind.BROKEN_RULE, PromptRules.violations(screened));
    return new Parsed(screened, found, content.notes());
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
          "the line names recipe '%s', but is being published under '%s'"
              .formatted(Json.shorten(named.get()), recipe));
    }
  }
}
