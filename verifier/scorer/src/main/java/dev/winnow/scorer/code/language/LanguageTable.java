package dev.winnow.scorer.code.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Languages by name: those that come with this module, and those of the operator's file, which
 * replace and add. Immutable.
 */
public final class LanguageTable {
  private static final String SHIPPED = "languages.json";
  private static final Set<String> FIELDS =
      Set.of("tags", "file", "compile", "run", "address_space_mb");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Map<String, CodeLanguage> languages;

  private LanguageTable(Map<String, CodeLanguage> languages) {
    this.languages = Map.copyOf(languages);
  }

  /**
   * Reads the languages.
   *
   * @param file JSON in the form of the one that is shipped; empty for that one alone
   * @throws IllegalArgumentException if the file cannot be used, with the reason
   */
  public static LanguageTable read(Optional<Path> file) {
    Map<String, CodeLanguage> languages = new TreeMap<>(parse(shipped(), SHIPPED));
    file.ifPresent(path -> languages.putAll(parse(text(path), path.toString())));
    return new LanguageTable(languages);
  }

  /** Returns a language by its name. */
  public Optional<CodeLanguage> find(String name) {
    return Optional.ofNullable(languages.get(name));
  }

  /** Returns the language that a code block with this tag holds. */
  public Optional<CodeLanguage> ofTag(String tag) {
    return languages.values().stream().filter(one -> one.isTag(tag)).findFirst();
  }

  /** Returns the names, sorted. */
  public List<String> names() {
    return languages.keySet().stream().sorted().toList();
  }

  private static String shipped() {
    try (InputStream stream = LanguageTable.class.getResourceAsStream(SHIPPED)) {
      if (stream == null) {
        throw new IllegalStateException(SHIPPED + " is missing from this module");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "languages: '%s' cannot be read: %s".formatted(file, e), e);
    }
  }

  private static Map<String, CodeLanguage> parse(String json, String from) {
    try {
      Map<String, CodeLanguage> languages = new TreeMap<>();
      for (var entry : MAPPER.readTree(json).properties()) {
        languages.put(entry.getKey(), language(entry.getKey(), entry.getValue(), from));
      }
      return languages;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "languages: '%s' is no JSON: %s".formatted(from, e.getOriginalMessage()), e);
    }
  }

  private static CodeLanguage language(String name, JsonNode fields, String from) {
    for (var field : fields.properties()) {
      if (!FIELDS.contains(field.getKey())) {
        throw new IllegalArgumentException(
            "languages: '%s', '%s': the field '%s' is unknown; known are %s"
                .formatted(from, name, field.getKey(), FIELDS.stream().sorted().toList()));
      }
    }
    return new CodeLanguage(
        name,
        texts(fields.path("tags")),
        fields.path("file").asText(""),
        Optional.ofNullable(fields.path("compile").textValue()),
        texts(fields.path("run")),
        fields.path("address_space_mb").asInt(0));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
