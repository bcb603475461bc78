package dev.winnow.transformer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The name and version of a model, in the file {@value #FILE} of its directory. A training keeps
 * the name and adds 1 to the version; a directory without the file is version 0 of its own name. So
 * the versions of one name are in order, on every machine that trains or samples.
 *
 * @param name 1 to 200 characters
 * @param version number of trainings since the base
 */
public record ModelVersion(String name, int version) {
  /** Name of the file. */
  public static final String FILE = "model_version.json";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_BYTES = 4096;
  private static final int MAX_NAME = 200;

  public ModelVersion {
    if (name.isBlank()
        || name.length() > MAX_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("name: want 1 to %d characters".formatted(MAX_NAME));
    }
    if (version < 0) {
      throw new IllegalArgumentException("version: want at least 0, not " + version);
    }
  }

  /**
   * Returns the directory that a link leads to.
   *
   * @throws ModelLoadException if there is none
   */
  public static Path resolved(Path directory) {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      throw new ModelLoadException(
          "model directory '%s' does not exist; give one with config.json, tokenizer.json and model.safetensors"
              .formatted(directory),
          e);
    }
  }

  /**
   * Reads the version of a model's directory.
   *
   * @throws ModelLoadException if the file cannot be used
   */
  public static ModelVersion of(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        return new ModelVersion(
            String.valueOf(directory.toAbsolutePath().normalize().getFileName()), 0);
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new ModelLoadException("%s has more than %d bytes".formatted(file, MAX_BYTES));
      }
      JsonNode json = JSON.readTree(file.toFile());
      if (!json.path("name").isTextual() || !json.path("version").canConvertToInt()) {
        throw new ModelLoadException(file + ": want {\"name\": \"abacus\", \"version\": 1}");
      }
      return new ModelVersion(json.get("name").textValue(), json.get("version").intValue());
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelLoadException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Returns the version of a model that is trained from this one. */
  public ModelVersion next() {
    return new ModelVersion(name, Math.addExact(version, 1));
  }

  /** Returns what the file says. */
  public ObjectNode json() {
    return JSON.createObjectNode().put("name", name).put("version", version);
  }
}
