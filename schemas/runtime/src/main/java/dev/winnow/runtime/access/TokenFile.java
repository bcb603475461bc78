package dev.winnow.runtime.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The file of the tokens: JSON, {@code {"tokens": [{"name", "sha256", "roles",
 * "requests_per_second", "bytes_per_second"}]}}. It holds hashes, no secrets. An unknown member is
 * an error, since a misspelt quota would be none.
 */
public final class TokenFile {
  private static final int MAX_BYTES = 1 << 20;
  private static final String REQUESTS = "requests_per_second";
  private static final String BYTES = "bytes_per_second";
  private static final Set<String> MEMBERS = Set.of("name", "sha256", "roles", REQUESTS, BYTES);
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private TokenFile() {}

  /**
   * Returns the tokens of a file.
   *
   * @throws IOException if the file cannot be read, is not such a file, or others may read or
   *     change it; the message says how to mend it
   */
  public static List<AccessToken> read(Path file) throws IOException {
    return parse(file, bytes(file));
  }

  /**
   * Returns the content of a file.
   *
   * @throws IOException if it cannot be read, is too large, or others may read or change it
   */
  static byte[] bytes(Path file) throws IOException {
    requirePrivate(file);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException(
            "the token file '%s' has more than %d bytes".formatted(file, MAX_BYTES));
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw absent(file, e);
    }
  }

  static List<AccessToken> parse(Path file, byte[] content) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(content);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "the token file '%s' is not JSON (line %d)"
              .formatted(file, e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          e);
    }
    JsonNode list = root.path("tokens");
    if (!list.isArray() || root.size() != 1) {
      throw new IOException(
          "the token file '%s' must have one member, the array 'tokens'".formatted(file));
    }
    List<AccessToken> tokens = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode entry : list) {
      AccessToken token = token(file, tokens.size() + 1, entry);
      if (!names.add(token.name())) {
        throw new IOException(
            "the token file '%s' has two tokens named '%s'".formatted(file, token.name()));
      }
      tokens.add(token);
    }
    return List.copyOf(tokens);
  }

  /**
   * Writes tokens into a file that only its owner may read; a reader sees the old file or the new
   * one.
   */
  public static void write(Path file, List<AccessToken> tokens) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode list = root.putArray("tokens");
    tokens.forEach(token -> list.add(json(token)));
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    // Temporary files are created with mode 600.
    Path fresh = Files.createTempFile(directory, ".tokens", ".json");
    try {
      Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static AccessToken token(Path file, int number, JsonNode entry) throws IOException {
    try {
      for (Map.Entry<String, JsonNode> member : entry.properties()) {
        if (!MEMBERS.contains(member.getKey())) {
          throw new IllegalArgumentException("there is no member '%s'".formatted(member.getKey()));
        }
      }
      return new AccessToken(
          entry.path("name").asText(),
          entry.path("sha256").asText(),
          roles(entry.path("roles")),
          new TokenQuota(limit(entry, REQUESTS), limit(entry, BYTES)));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "token %d of the token file '%s': %s".formatted(number, file, e.getMessage()), e);
    }
  }

  private static Set<Role> roles(JsonNode words) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (JsonNode word : words) {
      roles.add(
          Role.of(word.asText())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException("roles: want some of " + Role.words(Role.ALL))));
    }
    return roles;
  }

  private static double limit(JsonNode entry, String member) {
    JsonNode value = entry.path(member);
    if (value.isMissingNode()) {
      return Double.POSITIVE_INFINITY;
    }
    if (!value.isNumber()) {
      throw new IllegalArgumentException(member + ": want a number");
    }
    return value.doubleValue();
  }

  private static ObjectNode json(AccessToken token) {
    ObjectNode entry = JSON.createObjectNode();
    entry.put("name", token.name()).put("sha256", token.sha256());
    ArrayNode roles = entry.putArray("roles");
    token.roles().stream().sorted().forEach(role -> roles.add(role.word()));
    if (Double.isFinite(token.quota().requestsPerSecond())) {
      entry.put(REQUESTS, token.quota().requestsPerSecond());
    }
    if (Double.isFinite(token.quota().bytesPerSecond())) {
      entry.put(BYTES, token.quota().bytesPerSecond());
    }
    return entry;
  }

  /** The group may read it, because Kubernetes mounts secrets so. */
  private static void requirePrivate(Path file) throws IOException {
    Set<PosixFilePermission> permissions;
    try {
      permissions = Files.getPosixFilePermissions(file);
    } catch (UnsupportedOperationException e) {
      // This file system has no such permissions.
      return;
    } catch (NoSuchFileException e) {
      throw absent(file, e);
    }
    if (permissions.contains(PosixFilePermission.OTHERS_READ)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)
        || permissions.contains(PosixFilePermission.GROUP_WRITE)) {
      throw new IOException(
          "every user of this machine may read, or others may change, the token file '%s': run chmod 600 '%s'"
              .formatted(file, file));
    }
  }

  private static IOException absent(Path file, NoSuchFileException cause) {
    return new IOException(
        "there is no token file '%s'; 'winnow tokens add NAME --role ROLE --tokens %s' makes it"
            .formatted(file, file),
        cause);
  }
}
