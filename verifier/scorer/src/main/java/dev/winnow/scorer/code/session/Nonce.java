package dev.winnow.scorer.code.session;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The word before each line of a driver, new for each run: what the program prints cannot be taken
 * for a line of the driver by accident. Nothing depends on the program not finding it out, since the
 * most that a line can be is an answer.
 */
final class Nonce {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 16;

  private Nonce() {}

  /** Returns a new one. */
  static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Returns the frame in a line; empty where the line is none of the driver's. */
  static Optional<Frame> frame(String nonce, String line) {
    int kind = nonce.length() + 1;
    boolean isFrame =
        line.length() > kind + 2 && line.startsWith(nonce + " ") && line.charAt(kind + 1) == ' ';
    return isFrame
        ? Optional.of(new Frame(line.charAt(kind), line.substring(kind + 2)))
        : Optional.empty();
  }
}
