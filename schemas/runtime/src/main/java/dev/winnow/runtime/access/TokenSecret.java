package dev.winnow.runtime.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The secret of a token: 256 random bits.
 *
 * <p>The stored hash is plain SHA-256. A slow hash, such as Argon2, protects passwords because
 * people choose ones that can be guessed. 256 random bits cannot be guessed however fast the hash
 * is, and a slow hash would let any client occupy the server by sending wrong tokens.
 */
public final class TokenSecret {
  /** Begins every secret, so that people and scanners recognise one. */
  public static final String PREFIX = "winnow_";

  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private TokenSecret() {}

  /** Returns a new secret. */
  public static String generate() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Returns the SHA-256 of a secret as 64 hexadecimal digits in lower case. */
  public static String hash(String secret) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
