package dev.winnow.runtime.access;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request pass whose token has the role that its route needs and whose quota is not used up.
 * Thread-safe.
 */
final class RequestAccess {
  private static final String SCHEME = "Bearer ";

  private final @Nullable AccessTokens tokens;
  private final QuotaMeter quotas = new QuotaMeter(System::nanoTime);

  /**
   * @param tokens null if every client that reaches the server has every role
   */
  RequestAccess(@Nullable AccessTokens tokens) {
    this.tokens = tokens;
  }

  /** Returns the handler of routes that need this role. */
  Handler<RoutingContext> require(Role role) {
    return context -> {
      AccessTokens known = tokens;
      if (known == null) {
        Caller.ANYONE.rememberIn(context);
      } else {
        AccessToken token = token(known, context.request());
        requireRole(token, role);
        count(token, context);
        new Caller(token.name(), token.roles()).rememberIn(context);
      }
      context.next();
    };
  }

  private static AccessToken token(AccessTokens known, HttpServerRequest request) {
    String given = Objects.requireNonNullElse(request.getHeader("Authorization"), "");
    Optional<AccessToken> token =
        given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
            ? known.find(given.substring(SCHEME.length()).strip())
            : Optional.empty();
    return token.orElseThrow(
        () ->
            new ProblemDetail(
                    401,
                    "Unauthorized",
                    given.isEmpty()
                        ? "send the header 'Authorization: Bearer TOKEN'; the operator makes tokens with 'winnow tokens add'"
                        : "the header Authorization bears no token that this server knows")
                .withHeader("WWW-Authenticate", "Bearer realm=\"winnow\""));
  }

  private static void requireRole(AccessToken token, Role role) {
    if (!token.roles().contains(role)) {
      throw new ProblemDetail(
          403,
          "Forbidden",
          "this needs the role '%s'; token '%s' has: %s"
              .formatted(role.word(), token.name(), Role.words(token.roles())));
    }
  }

  private void count(AccessToken token, RoutingContext context) {
    Duration wait = quotas.admit(token);
    if (!wait.isZero()) {
      long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
      throw new ProblemDetail(
              429,
              "Too Many Requests",
              "token '%s' has used its quota; send it again in %d s"
                  .formatted(token.name(), seconds))
          .withHeader("Retry-After", String.valueOf(seconds));
    }
    HttpServerRequest request = context.request();
    long declared = declared(request);
    if (declared >= 0) {
      quotas.charge(token, declared);
    } else {
      // The size of a chunked body is known at its end.
      context.addEndHandler(ended -> quotas.charge(token, request.bytesRead()));
    }
  }

  private static long declared(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    try {
      return length == null ? -1 : Math.max(0, Long.parseLong(length));
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
