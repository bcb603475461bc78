package dev.winnow.producers.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.json.Json;
import dev.winnow.schemas.Message;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.rules.ContentHash;
import dev.winnow.schemas.rules.PromptRules;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.schemas.serde.AvroTrust;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes a prompt of a line of JSON. Immutable and thread-safe.
 *
 * <p>Every layout knows {@code id}, {@code recipe}, {@code source} and {@code metadata}; {@link
 * Layout} names the others. A field that is not known is carried into the metadata when it is text,
 * a number or a boolean, so that nothing a data set says is lost; it is left out when it is null,
 * and refused by name when it is a list or an object. Numbers are kept as they are written. Without
 * an id, the prompt's content gives one, so that publishing a line twice publishes one prompt.
 */
public final class PromptReader {
  private static final String UNNAMED = "unnamed";
  private static final String GSM8K_MARK = "####";
  private static final int MAX_REASONS = 8;

  static {
    AvroTrust.install();
  }

  private final String recipe;
  private final Optional<Layout> layout;

  /**
   * A reader of lines.
   *
   * @param recipe that the prompts belong to
   * @param layout of every line; empty to tell by each line's fields
   */
  public PromptReader(String recipe, Optional<Layout> layout) {
    this.recipe = recipe;
    this.layout = layout;
  }

  /**
   * The prompt of a line.
   *
   * @param source where the line is, unless it names its own source
   * @throws RefusedLineException if it is not a prompt that may be published
   */
  public Prompt read(String line, String source, Instant now) {
    ObjectNode object = parse(line);
    Row row = new Row(object);
    Prompt prompt = prompt(row, layout.orElseGet(() -> Layout.of(object)), source, now);
    List<Violation> violations =
        row.violations().isEmpty() ? PromptRules.violations(prompt) : row.violations();
    if (!violations.isEmpty()) {
      throw new RefusedLineException(
          violations.stream()
              .limit(MAX_REASONS)
              .map(Violation::toString)
              .collect(Collectors.joining("; ")));
    }
    return prompt;
  }

  private static ObjectNode parse(String line) {
    JsonNode tree;
    try {
      tree = Json.MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw new RefusedLineException("not JSON: " + Json.reason(e));
    }
    if (tree instanceof ObjectNode object) {
      return object;
    }
    throw new RefusedLineException("not a JSON object: every line must be one {...}");
  }

  private Prompt prompt(Row row, Layout layout, String source, Instant now) {
    Optional<String> id = row.text("id");
    Optional<String> ownSource = row.text("source");
    checkRecipe(row);
    Content content = content(row, layout);
    Prompt prompt =
        Prompt.newBuilder()
            .setId(id.orElse(UNNAMED))
            .setRecipe(recipe)
            .setMessages(content.messages())
            .setReference(content.reference().orElse(null))
            .setSource(ownSource.orElse(source))
            .setMetadata(row.metadata())
            .setPublishedAt(now)
            .build();
    if (id.isEmpty()) {
      prompt.setId(ContentHash.ofPrompt(prompt));
    }
    return prompt;
  }

  private void checkRecipe(Row row) {
    Optional<String> named = row.text("recipe");
    if (named.isPresent() && !named.get().equals(recipe)) {
      row.refuse(
          "recipe",
          "the line belongs to '%s', it is being published under '%s'"
              .formatted(Json.shorten(named.get()), recipe));
    }
  }

  private record Content(List<Message> messages, Optional<String> reference) {}

  private static Content content(Row row, Layout layout) {
    return switch (layout) {
      case JSONL -> new Content(messages(row), row.text("reference"));
      case GSM8K -> new Content(user(row.required("question")), finalAnswer(row));
      case MATH -> new Content(user(row.required("problem")), boxedAnswer(row));
    };
  }

  private static List<Message> messages(Row row) {
    if (!row.has("messages")) {
      row.ignore("messages");
      return user(row.required("prompt"));
    }
    if (row.text("prompt").isPresent()) {
      row.refuse("prompt", "give either prompt or messages, not both");
    }
    return row.messages();
  }

  private static List<Message> user(Optional<String> content) {
    return List.of(RecordFactory.message("user", content.orElse("?")));
  }

  private static Optional<String> finalAnswer(Row row) {
    String answer = row.required("answer").orElse("");
    int mark = answer.lastIndexOf(GSM8K_MARK);
    String last = mark < 0 ? "" : answer.substring(mark + GSM8K_MARK.length()).strip();
    if (last.isEmpty() && row.has("answer")) {
      row.refuse("answer", "does not end in '#### ' and the final answer, as GSM8K's do");
    }
    return Optional.of(last);
  }

  private static Optional<String> boxedAnswer(Row row) {
    Optional<String> answer = row.text("answer");
    Optional<String> solution = row.text("solution");
    Optional<String> reference = answer.or(() -> solution.flatMap(Boxed::last));
    if (reference.isEmpty()) {
      row.refuse("solution", "has no \\boxed{} with the final answer, as MATH's do");
    }
    return reference;
  }
}
