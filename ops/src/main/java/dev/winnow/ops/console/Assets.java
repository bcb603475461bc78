package dev.winnow.ops.console;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The files of the pages: our own, and those of the libraries, which come from their WebJars. All
 * are read at the start, so that a missing one is seen then. Immutable.
 */
final class Assets {
  /** Our own files. */
  static final List<String> OWN =
      List.of(
          "actions.js",
          "api.js",
          "app.js",
          "cards.js",
          "charts.js",
          "data.js",
          "diff.js",
          "difficulty.js",
          "dom.js",
          "icon.svg",
          "letters.js",
          "markdown.js",
          "overview.js",
          "pipeline.js",
          "pools.js",
          "prompt.js",
          "prompts.js",
          "recipe.js",
          "recipes.js",
          "style.css",
          "text.js",
          "words.js");

  private static final String POM = "META-INF/maven/org.webjars.npm/%s/pom.properties";
  private static final String JAR = "META-INF/resources/webjars/%s/%s/%s";
  private static final List<String> FONTS =
      List.of(
          "AMS-Regular",
          "Caligraphic-Bold",
          "Caligraphic-Regular",
          "Fraktur-Bold",
          "Fraktur-Regular",
          "Main-Bold",
          "Main-BoldItalic",
          "Main-Italic",
          "Main-Regular",
          "Math-BoldItalic",
          "Math-Italic",
          "SansSerif-Bold",
          "SansSerif-Italic",
          "SansSerif-Regular",
          "Script-Regular",
          "Size1-Regular",
          "Size2-Regular",
          "Size3-Regular",
          "Size4-Regular",
          "Typewriter-Regular");

  /** The files of libraries, by the name under which the pages ask for them. */
  static final Map<String, String> LIBRARIES = libraries();

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "mjs", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "woff2", "font/woff2");

  private final Map<String, Asset> assets = new LinkedHashMap<>();

  /**
   * A file.
   *
   * @param tag entity tag, a hash of the content
   * @param zipped the content as gzip
   */
  record Asset(String type, String tag, Buffer content, Buffer zipped) {}

  Assets() {
    Stream.concat(Stream.of("index.html"), OWN.stream())
        .forEach(name -> assets.put(name, asset(name, own(name))));
    LIBRARIES.forEach((name, path) -> assets.put(name, asset(name, library(path))));
  }

  Optional<Asset> find(String name) {
    return Optional.ofNullable(assets.get(name));
  }

  private static Map<String, String> libraries() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("uPlot.js", "uplot/dist/uPlot.esm.js");
    files.put("uPlot.css", "uplot/dist/uPlot.min.css");
    files.put("katex.js", "katex/dist/katex.mjs");
    files.put("katex.css", "katex/dist/katex.min.css");
    files.put("marked.js", "marked/lib/marked.esm.js");
    files.put("purify.js", "dompurify/dist/purify.es.mjs");
    FONTS.forEach(
        font ->
            files.put(
                "fonts/KaTeX_%s.woff2".formatted(font),
                "katex/dist/fonts/KaTeX_%s.woff2".formatted(font)));
    return files;
  }

  private static Asset asset(String name, byte[] content) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    return new Asset(
        Objects.requireNonNull(type, name),
        tag(content),
        Buffer.buffer(content),
        Buffer.buffer(zipped(content)));
  }

  private static String tag(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return '"' + HexFormat.of().formatHex(hash, 0, Long.BYTES) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] zipped(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] own(String name) {
    return read(Assets.class.getResourceAsStream("web/" + name), name);
  }

  private static byte[] library(String path) {
    int slash = path.indexOf('/');
    String library = path.substring(0, slash);
    String place = JAR.formatted(library, version(library), path.substring(slash + 1));
    byte[] content = read(Assets.class.getClassLoader().getResourceAsStream(place), place);
    // Their maps are not served.
    return path.endsWith("js")
        ? new String(content, StandardCharsets.UTF_8)
            .replaceAll("(?m)^//# sourceMappingURL=.*$", "")
            .getBytes(StandardCharsets.UTF_8)
        : content;
  }

  private static String version(String library) {
    String pom = POM.formatted(library);
    Properties properties = new Properties();
    try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(pom)) {
      properties.load(Objects.requireNonNull(in, pom));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static byte[] read(InputStream in, String name) {
    try (InputStream open = Objects.requireNonNull(in, name)) {
      return open.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
