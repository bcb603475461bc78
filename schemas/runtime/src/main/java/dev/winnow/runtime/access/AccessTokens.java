package dev.winnow.runtime.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of a file, which may change while the server runs. While the file is broken, the
 * tokens that it had last remain, and {@link #trouble} says so. Thread-safe.
 */
public final class AccessTokens {
  private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);

  private final Path file;
  private byte[] seen;
  private volatile List<AccessToken> tokens;
  private volatile Optional<String> trouble = Optional.empty();

  private AccessTokens(Path file, byte[] seen, List<AccessToken> tokens) {
    this.file = file;
    this.seen = seen;
    this.tokens = tokens;
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it is not a token file, has no token, or others may read it
   */
  public static AccessTokens open(Path file) throws IOException {
    byte[] content = TokenFile.bytes(file);
    List<AccessToken> tokens = TokenFile.parse(file, content);
    if (tokens.isEmpty()) {
      throw new IOException(
          "the token file '%s' has no token, so nobody could ask anything; 'winnow tokens add' makes one"
              .formatted(file));
    }
    return new AccessTokens(file, content, tokens);
  }

  /** Returns the token with this secret. */
  public Optional<AccessToken> find(String secret) {
    byte[] hash = TokenSecret.hash(secret).getBytes(StandardCharsets.US_ASCII);
    AccessToken found = null;
    for (AccessToken token : tokens) {
      // Each is compared, in constant time, so that the time tells nothing about a guess.
      found =
          MessageDigest.isEqual(hash, token.sha256().getBytes(StandardCharsets.US_ASCII))
              ? token
              : found;
    }
    return Optional.ofNullable(found);
  }

  /** Reads the file again if its content has changed. Blocks. */
  public synchronized void reload() {
    try {
      byte[] content = TokenFile.bytes(file);
      if (!Arrays.equals(content, seen)) {
        List<AccessToken> fresh = TokenFile.parse(file, content);
        tokens = fresh;
        seen = content;
        LOG.info("file={} event=tokens-read count={}", file, fresh.size());
      }
      report(null);
    } catch (IOException | RuntimeException e) {
      report(String.valueOf(e.getMessage()));
    }
  }

  /** Returns why the tokens are older than the file. */
  public Optional<String> trouble() {
    return trouble;
  }

  private void report(@Nullable String reason) {
    Optional<String> now =
        Optional.ofNullable(reason)
            .map(text -> text + "; the tokens that were read before still hold");
    if (!now.equals(trouble)) {
      now.ifPresentOrElse(
          text -> LOG.warn("event=tokens-unread reason='{}'", text),
          () -> LOG.info("file={} event=tokens-readable-again", file));
      trouble = now;
    }
  }
}
