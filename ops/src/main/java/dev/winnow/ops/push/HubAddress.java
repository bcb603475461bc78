package dev.winnow.ops.push;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A dataset repository on a hub.
 *
 * @param endpoint the hub: http or https, without user, query or fragment
 * @param repo its name: {@code namespace/name}
 * @param revision branch to commit to, such as {@code main}
 */
public record HubAddress(URI endpoint, String repo, String revision) {
  private static final Pattern REPO =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9][A-Za-z0-9._-]{0,95}");
  private static final Pattern REVISION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,199}");

  public HubAddress {
    String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
    require(
        (scheme.equals("https") || scheme.equals("http")) && endpoint.getHost() != null,
        "endpoint: want http(s)://host[:port]");
    require(
        endpoint.getRawUserInfo() == null
            && endpoint.getRawQuery() == null
            && endpoint.getRawFragment() == null,
        "endpoint: must have no user, query or fragment; the token comes from the environment or a"
            + " file");
    require(REPO.matcher(repo).matches(), "'%s': want namespace/name".formatted(repo));
    require(
        REVISION.matcher(revision).matches() && !revision.contains(".."),
        "revision '%s': want the name of a branch".formatted(revision));
  }

  /** Returns the part before the slash. */
  String namespace() {
    return repo.substring(0, repo.indexOf('/'));
  }

  /** Returns the part after the slash. */
  String name() {
    return repo.substring(repo.indexOf('/') + 1);
  }

  /** Returns the page of the repository. */
  public URI page() {
    return at("/datasets/" + repo);
  }

  /** Returns the address that describes the repository. */
  URI info() {
    return at("/api/datasets/" + repo);
  }

  /** Returns the address of an action on the revision, such as {@code commit}. */
  URI action(String action) {
    return at(
        "/api/datasets/%s/%s/%s"
            .formatted(repo, action, URLEncoder.encode(revision, StandardCharsets.UTF_8)));
  }

  /** Returns the address of a path, with a leading slash. */
  URI at(String path) {
    return URI.create(endpoint.toString().replaceAll("/+$", "") + path);
  }

  /** Returns whether an address is on the hub itself, so that it may be sent the token. */
  boolean isOfHub(URI address) {
    return Objects.equals(origin(address), origin(endpoint));
  }

  /**
   * Returns an address that the hub has named.
   *
   * @throws HubException if it cannot be used, or would send data unencrypted where the hub is
   *     encrypted
   */
  URI named(String address) throws HubException {
    try {
      URI named = endpoint.resolve(address);
      String scheme = String.valueOf(named.getScheme()).toLowerCase(Locale.ROOT);
      boolean isWeb = scheme.equals("https") || scheme.equals("http");
      boolean isWeaker = scheme.equals("http") && "https".equalsIgnoreCase(endpoint.getScheme());
      if (isWeb && !isWeaker && named.getHost() != null) {
        return named;
      }
    } catch (IllegalArgumentException e) {
      throw new HubException("the hub names an address that is none", e);
    }
    throw new HubException("the hub names an address that is not http(s), or is not encrypted");
  }

  private static String origin(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    int standard = scheme.equals("https") ? 443 : 80;
    return "%s://%s:%d"
        .formatted(
            scheme,
            String.valueOf(address.getHost()).toLowerCase(Locale.ROOT),
            address.getPort() < 0 ? standard : address.getPort());
  }

  private static void require(boolean isRight, String wrong) {
    if (!isRight) {
      throw new IllegalArgumentException(wrong);
    }
  }
}
