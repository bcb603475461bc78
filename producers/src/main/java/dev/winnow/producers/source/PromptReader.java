package dev.winnow.producers.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.winnow.schemas.Message;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.rules.ContentHash;
import dev.winnow.schemas.rules.PromptRules;
import dev.winnow.schemas.rules.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes a prompt of a line of JSON. Immutable and thread-safe.
 *
 * <p>Fields of the {@link Layout#JSONL} layout: {@code id}, {@code prompt} (text) or {@code
 * messages} ({@code role} and {@code content} each), {@code reference} (text or number), {@code
 * source}, {@code metadata} (an object). In every layout, further fields with a text, a number or a
 * truth value become metadata, so that nothing a data set says is lost; anything else is refused by
 * name.
 */
public final class PromptReader {
  private static final int MAX_DEPTH = 32;
  private static final Set<String> OURS =
      Set.of("id", "prompt", "messages", "reference", "source", "metadata", "recipe");
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(LineReader.MAX_LINE_BYTES)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String recipe;
  private final Optional<Layout> layout;

  /**
   * @param recipe that the prompts belong to
   * @param layout of every line; empty to tell by each line's keys
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
    JsonNode object = parse(line);
    Prompt prompt =
        switch (layout.orElseGet(() -> Layout.of(object))) {
          case JSONL -> ours(object, source, now);
          case GSM8K -> gsm8k(object, source, now);
          case MATH -> math(object, source, now);
        };
    if (prompt.getId().isEmpty()) {
      prompt.setId(ContentHash.ofPrompt(prompt));
    }
    List<Violation> violations = PromptRules.violations(prompt);
    if (!violations.isEmpty()) {
      throw new RefusedLineException(
          violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
    }
    return prompt;
  }

  private static JsonNode parse(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      if (!node.isObject()) {
        throw new RefusedLineException("not a JSON object: every line must be one {...}");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new RefusedLineException("not JSON: " + e.getOriginalMessage());
    }
  }

  private Prompt ours(JsonNode object, String source, Instant now) {
    if (object.has("prompt") && object.has("messages")) {
      throw new RefusedLineException("give 'prompt' or 'messages', not both");
    }
    if (object.has("recipe") && !object.path("recipe").asText().equals(recipe)) {
      throw new RefusedLineException(
          "recipe: the line belongs to '%s', it is being published under '%s'"
              .formatted(object.path("recipe").asText(), recipe));
    }
    Map<String, String> metadata = metadata(object, OURS);
    JsonNode declared = object.path("metadata");
    if (!declared.isMissingNode() && !declared.isObject()) {
      throw new RefusedLineException("metadata: must be an object");
    }
    metadata.putAll(metadata(declared, Set.of()));
    return prompt(
        object,
        messages(object),
        text(object, "reference"),
        text(object, "source").orElse(source),
        metadata,
        now);
  }

  private Prompt gsm8k(JsonNode object, String source, Instant now) {
    String answer = required(object, "answer");
    int mark = answer.lastIndexOf("####");
    if (mark < 0) {
      throw new RefusedLineException("answer: does not end in '#### <answer>'");
    }
    return prompt(
        object,
        user(required(object, "question")),
        Optional.of(answer.substring(mark + 4).strip()),
        source,
        metadata(object, Set.of("id", "question", "answer")),
        now);
  }

  private Prompt math(JsonNode object, String source, Instant now) {
    String reference =
        text(object, "answer")
            .or(() -> Boxed.last(required(object, "solution")))
            .orElseThrow(() -> new RefusedLineException("solution: has no \\boxed{...}"));
    return prompt(
        object,
        user(required(object, "problem")),
        Optional.of(reference),
        source,
        metadata(object, Set.of("id", "problem", "solution", "answer")),
        now);
  }

  private Prompt prompt(
      JsonNode object,
      List<Message> messages,
      Optional<String> reference,
      String source,
      Map<String, String> metadata,
      Instant now) {
    return Prompt.newBuilder()
        .setId(text(object, "id").orElse(""))
        .setRecipe(recipe)
        .setMessages(messages)
        .setReference(reference.orElse(null))
        .setSource(source)
        .setMetadata(metadata)
        .setPublishedAt(now)
        .build();
  }

  private static List<Message> messages(JsonNode object) {
    if (object.has("prompt")) {
      return user(required(object, "prompt"));
    }
    JsonNode list = object.path("messages");
    if (!list.isArray()) {
      throw new RefusedLineException("messages: must be a list of {\"role\", \"content\"}");
    }
    List<Message> messages = new ArrayList<>();
    for (JsonNode message : list) {
      messages.add(new Message(required(message, "role"), required(message, "content")));
    }
    return messages;
  }

  private static List<Message> user(String text) {
    return List.of(new Message("user", text));
  }

  private static Map<String, String> metadata(JsonNode object, Set<String> except) {
    Map<String, String> metadata = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!except.contains(field.getKey()) && !field.getValue().isNull()) {
        if (!field.getValue().isValueNode()) {
          throw new RefusedLineException(
              "%s: is not a known field, and only texts, numbers and truth values can be carried as metadata"
                  .formatted(field.getKey()));
        }
        metadata.put(field.getKey(), field.getValue().asText());
      }
    }
    return metadata;
  }

  private static String required(JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (!value.isTextual()) {
      throw new RefusedLineException("%s: must be a text".formatted(field));
    }
    return value.asText();
  }

  private static Optional<String> text(JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() && !value.isNumber()) {
      throw new RefusedLineException("%s: must be a text or a number".formatted(field));
    }
    return Optional.of(value.asText());
  }
}
