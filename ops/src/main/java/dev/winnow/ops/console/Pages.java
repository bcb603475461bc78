package dev.winnow.ops.console;

import dev.winnow.runtime.access.GuardedRoutes;
import dev.winnow.runtime.access.ProblemDetail;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Serves the pages and their scripts from the jar. They hold no data, so nobody needs a role for
 * them. The policy lets a page run and load only what this server sends as a file: no text of a
 * model can become a script. Thread-safe.
 */
final class Pages {
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
          + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  /** One page serves all paths: its script shows what the path names. */
  static final List<String> PATHS = List.of("/", "/recipes", "/prompts", "/prompt");

  private static final String HTML = "index.html";
  static final List<String> FILES =
      List.of(
          "app.js",
          "api.js",
          "charts.js",
          "diff.js",
          "dom.js",
          "overview.js",
          "prompt.js",
          "prompts.js",
          "recipes.js",
          "style.css",
          "icon.svg");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  private final Map<String, Buffer> files =
      FILES.stream().collect(Collectors.toMap(name -> name, Pages::read));
  private final Buffer html = read(HTML);

  void declare(GuardedRoutes routes) {
    for (String path : PATHS) {
      routes.open(HttpMethod.GET, path).handler(context -> send(context, HTML, html));
    }
    routes.open(HttpMethod.GET, "/console/:file").handler(this::file);
  }

  private void file(RoutingContext context) {
    String name = context.pathParam("file");
    Buffer content = files.get(name);
    if (content == null) {
      throw new ProblemDetail(404, "Not Found", "the console has no such file");
    }
    send(context, name, content);
  }

  private static void send(RoutingContext context, String name, Buffer content) {
    HttpServerResponse response = context.response();
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    response
        .putHeader("Content-Type", Objects.requireNonNull(type, name))
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Cache-Control", "no-cache")
        .end(content);
  }

  private static Buffer read(String name) {
    try (InputStream in = Pages.class.getResourceAsStream("web/" + name)) {
      return Buffer.buffer(Objects.requireNonNull(in, name).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
