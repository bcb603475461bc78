package dev.winnow.runtime.access;

import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Set;

/**
 * Who sent a request.
 *
 * @param name name of the token, or {@code anonymous}
 * @param roles what it may do
 */
public record Caller(String name, Set<Role> roles) {
  /** Everyone, where no tokens are needed. */
  static final Caller ANYONE = new Caller("anonymous", Role.ALL);

  private static final String KEY = "winnow.caller";

  /** Returns the caller of a request whose route needs a role. */
  public static Caller of(RoutingContext context) {
    return Objects.requireNonNull(context.<Caller>get(KEY), "the route needs no role");
  }

  void rememberIn(RoutingContext context) {
    context.put(KEY, this);
  }
}
