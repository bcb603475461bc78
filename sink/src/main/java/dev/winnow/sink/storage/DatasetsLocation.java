package dev.winnow.sink.storage;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where datasets are kept. */
public sealed interface DatasetsLocation {
  /**
   * A directory of a disk.
   *
   * @param directory it need not exist
   */
  record Disk(Path directory) implements DatasetsLocation {
    @Override
    public Storage open() {
      return new DiskStorage(directory);
    }

    @Override
    public String toString() {
      return directory.toString();
    }
  }

  /**
   * A bucket of an object store that speaks S3 and honours {@code If-None-Match: *}. Credentials
   * come from the AWS SDK's default chain: environment, profile, container or instance role.
   *
   * @param bucket the bucket, which must exist
   * @param prefix precedes every key, with a slash at its end; empty for the whole bucket
   * @param endpoint the server's address; empty for AWS, or what {@code AWS_ENDPOINT_URL} says
   * @param pathStyle whether the bucket is in the path of a request, not in its host name
   * @param region the region; empty for what the environment says, or {@code us-east-1}
   */
  record S3(
      String bucket,
      String prefix,
      Optional<URI> endpoint,
      boolean pathStyle,
      Optional<String> region)
      implements DatasetsLocation {
    @Override
    public Storage open() {
      return S3Storage.open(this);
    }

    @Override
    public String toString() {
      return "s3://%s/%s".formatted(bucket, prefix);
    }
  }

  /** Opens the storage; it connects at its first use. */
  Storage open();

  /** Returns the location of a directory. */
  static DatasetsLocation of(Path directory) {
    return new Disk(directory);
  }

  /**
   * Reads a location: a directory, or {@code s3://bucket/prefix} with the optional parameters
   * {@code endpoint}, {@code path_style} (true or false) and {@code region}, as in {@code
   * s3://datasets/run-1?endpoint=http://127.0.0.1:9000&path_style=true}.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  static DatasetsLocation parse(String text) {
    if (text.startsWith("s3://")) {
      return s3(text);
    }
    if (text.contains("://")) {
      throw new IllegalArgumentException(
          "datasets '%s': want a directory or s3://bucket/prefix".formatted(text));
    }
    return of(Path.of(text));
  }

  private static S3 s3(String text) {
    int question = text.indexOf('?');
    String place = text.substring("s3://".length(), question < 0 ? text.length() : question);
    int slash = place.indexOf('/');
    String bucket = slash < 0 ? place : place.substring(0, slash);
    String prefix = slash < 0 ? "" : place.substring(slash + 1).replaceAll("/+$", "");
    if (bucket.isEmpty() || prefix.startsWith("/")) {
      throw new IllegalArgumentException("datasets '%s': want s3://bucket/prefix".formatted(text));
    }
    Map<String, String> options = question < 0 ? Map.of() : options(text, question);
    return new S3(
        bucket,
        prefix.isEmpty() ? "" : prefix + '/',
        Optional.ofNullable(options.get("endpoint")).map(URI::create),
        Boolean.parseBoolean(options.getOrDefault("path_style", "false")),
        Optional.ofNullable(options.get("region")));
  }

  private static Map<String, String> options(String text, int question) {
    Map<String, String> options = new TreeMap<>();
    for (String option : text.substring(question + 1).split("&")) {
      int equals = option.indexOf('=');
      String key = equals < 0 ? option : option.substring(0, equals);
      String value = equals < 0 ? "" : option.substring(equals + 1);
      boolean isKnown =
          switch (key) {
            case "endpoint" -> value.matches("https?://.+");
            case "path_style" -> value.equals("true") || value.equals("false");
            case "region" -> !value.isEmpty();
            default -> false;
          };
      if (!isKnown) {
        throw new IllegalArgumentException(
            "datasets '%s': '%s' is wrong; want endpoint=http(s)://..., path_style=true|false or region=..."
                .formatted(text, option));
      }
      options.put(key, URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    return options;
  }
}
