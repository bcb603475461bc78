package dev.winnow.ops.console;

import dev.winnow.ops.console.Assets.Asset;
import dev.winnow.runtime.access.GuardedRoutes;
import dev.winnow.runtime.access.ProblemDetail;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;

/**
 * Serves the pages and their scripts from the jar. They hold no data, so no role is needed for
 * them. The policy lets a page run and load only what this server sends as a file: no text of a
 * model can become a script. Text becomes markup through the sanitizer's policy alone. Thread-safe.
 */
final class Pages {
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types dompurify"
          + " markdown-worker";

  /** One page serves all paths: its script shows what the path names. */
  static final List<String> PATHS =
      List.of(
          "/",
          "/recipes",
          "/recipes/:name",
          "/recipes/:name/difficulty",
          "/prompts",
          "/prompt",
          "/datasets",
          "/datasets/:recipe/:name",
          "/pools",
          "/dead-letters");

  private static final String HTML = "index.html";

  private final Assets assets = new Assets();

  void declare(GuardedRoutes routes) {
    for (String path : PATHS) {
      routes.open(HttpMethod.GET, path).handler(context -> send(context, HTML));
    }
    routes
        .open(HttpMethod.GET, "/console/:file")
        .handler(context -> send(context, context.pathParam("file")));
    routes
        .open(HttpMethod.GET, "/console/fonts/:file")
        .handler(context -> send(context, "fonts/" + context.pathParam("file")));
  }

  private void send(RoutingContext context, String name) {
    Asset asset =
        assets
            .find(name)
            .orElseThrow(() -> new ProblemDetail(404, "Not Found", "the console has no such file"));
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    response
        .putHeader("Content-Type", asset.type())
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Cache-Control", "no-cache")
        .putHeader("ETag", asset.tag())
        .putHeader("Vary", "Accept-Encoding");
    String encodings = Objects.requireNonNullElse(request.getHeader("Accept-Encoding"), "");
    if (asset.tag().equals(request.getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
    } else if (encodings.contains("gzip")) {
      response.putHeader("Content-Encoding", "gzip").end(asset.zipped());
    } else {
      response.end(asset.content());
    }
  }
}
