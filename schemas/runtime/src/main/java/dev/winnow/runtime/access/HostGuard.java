package dev.winnow.runtime.access;

import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Refuses requests that were sent to a foreign host name (DNS rebinding): a page of a name that its
 * owner lets point to this machine has the origin of that name, so the browser lets its scripts
 * read our answers. Tokens or not, names that the operator did not allow are refused. Thread-safe.
 */
final class HostGuard {
  /**
   * IP addresses are allowed, because DNS rebinding needs a name: a page of an address has the
   * origin of that address.
   */
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[?[0-9a-f]*:[0-9a-f:.]+\\]?");

  private final HttpAccessConfig config;

  HostGuard(HttpAccessConfig config) {
    this.config = config;
  }

  void check(RoutingContext context) {
    HostAndPort authority = context.request().authority();
    String header = context.request().getHeader("Host");
    if (authority == null ? header != null : !isOwn(authority.host())) {
      throw new ProblemDetail(
          421,
          "Misdirected Request",
          "the header Host names another server; the operator allows names with --allowed-host");
    }
    context.next();
  }

  private boolean isOwn(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.equalsIgnoreCase(config.host())
        || ADDRESS.matcher(name).matches()
        || config.allowedHosts().contains(name);
  }
}
