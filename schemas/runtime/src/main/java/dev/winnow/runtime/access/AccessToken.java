package dev.winnow.runtime.access;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A named token, without the secret itself.
 *
 * @param name appears in logs and messages: 1 to 64 letters, digits and {@code ._-}
 * @param sha256 hash of the secret, as {@link TokenSecret#hash} makes it
 * @param roles what it permits, at least one
 * @param quota how much it may send
 */
public record AccessToken(String name, String sha256, Set<Role> roles, TokenQuota quota) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  public AccessToken {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("name: want 1 to 64 letters, digits and '._-'");
    }
    // The value is not repeated: it may be a secret that was written here by mistake.
    if (!HASH.matcher(sha256).matches()) {
      throw new IllegalArgumentException("sha256: want 64 hexadecimal digits in lower case");
    }
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("roles: want at least one of " + Role.words(Role.ALL));
    }
    roles = Set.copyOf(roles);
  }
}
