package dev.winnow.transformer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.transformer.template.ChatTemplate;
import dev.winnow.transformer.template.jinja.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the chat template of a model directory, and the special tokens that it may write. */
public final class ChatTemplateFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HELP =
      "give another template with --chat-template FILE, or 'none' for a completion model";

  private ChatTemplateFile() {}

  /**
   * Returns the template to use.
   *
   * @param directory the model's directory
   * @param chosen a file, {@code none}, or empty for the model's own template
   * @return empty for {@code none}
   * @throws ModelLoadException if there is no template, or it cannot be parsed
   */
  public static Optional<ChatTemplate> of(Path directory, Optional<String> chosen) {
    if (chosen.equals(Optional.of("none"))) {
      return Optional.empty();
    }
    Path configFile = directory.resolve("tokenizer_config.json");
    JsonNode config = Files.exists(configFile) ? json(configFile) : JSON.createObjectNode();
    Path file = chosen.map(Path::of).orElse(directory.resolve("chat_template.jinja"));
    if (chosen.isPresent() || Files.exists(file)) {
      return Optional.of(parse(text(file), file, config));
    }
    return Optional.of(parse(inConfig(config, configFile), configFile, config));
  }

  /**
   * Returns the model's own template, or empty if it has none.
   *
   * @throws ModelLoadException if it cannot be parsed
   */
  public static Optional<ChatTemplate> own(Path directory) {
    Path configFile = directory.resolve("tokenizer_config.json");
    boolean there =
        Files.exists(directory.resolve("chat_template.jinja"))
            || (Files.exists(configFile) && inConfig(json(configFile)).isPresent());
    return there ? of(directory, Optional.empty()) : Optional.empty();
  }

  private static String inConfig(JsonNode config, Path file) {
    return inConfig(config)
        .orElseThrow(
            () ->
                new ModelLoadException(
                    "%s: the model has no chat template; %s"
                        .formatted(file.toAbsolutePath().getParent(), HELP)));
  }

  private static Optional<String> inConfig(JsonNode config) {
    JsonNode template = config.path("chat_template");
    if (template.isTextual()) {
      return Optional.of(template.asText());
    }
    for (JsonNode named : template) {
      if (named.path("name").asText().equals("default")) {
        return Optional.of(named.path("template").asText());
      }
    }
    return Optional.empty();
  }

  private static ChatTemplate parse(String source, Path file, JsonNode config) {
    Map<String, Object> tokens = new HashMap<>();
    config
        .properties()
        .forEach(
            entry -> {
              if (entry.getKey().endsWith("_token") && !token(entry.getValue()).isEmpty()) {
                tokens.put(entry.getKey(), token(entry.getValue()));
              }
            });
    try {
      return ChatTemplate.parse(source, tokens);
    } catch (TemplateException e) {
      throw new ModelLoadException(
          "%s: the chat template cannot be run, %s; %s".formatted(file, e.getMessage(), HELP), e);
    }
  }

  private static String token(JsonNode node) {
    JsonNode text = node.isObject() ? node.path("content") : node;
    return text.isTextual() ? text.asText() : "";
  }

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new ModelLoadException(file + " is not JSON: " + e.getMessage(), e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ModelLoadException(
          file + ": the chat template cannot be read: " + e.getMessage(), e);
    }
  }
}
