package dev.winnow.runtime.access;

import dev.winnow.schemas.text.SafeText;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** An error response (RFC 9457): what is wrong, and how to fix it. */
public final class ProblemDetail extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String RETRY_SECONDS = "1";

  private final int status;
  private final transient Map<String, String> headers = new LinkedHashMap<>();
  private final transient JsonObject body;

  /** Creates a response with this status. Secrets in the detail are masked. */
  public ProblemDetail(int status, String title, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.body =
        new JsonObject()
            .put("type", "about:blank")
            .put("title", title)
            .put("status", status)
            .put("detail", SafeText.mask(detail));
  }

  /** Returns a 503: the request is correct, and the same one may succeed soon. */
  public static ProblemDetail unavailable(String detail) {
    return new ProblemDetail(503, "Unavailable", detail).withHeader("Retry-After", RETRY_SECONDS);
  }

  /** Returns the response with an additional header. */
  public ProblemDetail withHeader(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** Returns the response with an additional member. */
  public ProblemDetail with(String member, Object value) {
    body.put(member, value);
    return this;
  }

  /** Sends it, unless the request has been answered. */
  public void send(RoutingContext context) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    headers.forEach(response::putHeader);
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .end(body.toBuffer());
  }
}
