package dev.winnow.verifier;

import dev.winnow.runtime.kafka.StreamsProperties;

/**
 * Configuration of the verifier.
 *
 * @param streams Kafka Streams settings
 * @param maxResponseChars maximum length of a response in characters, at least 1; longer ones are
 *     undecided ({@code TOO_LONG})
 */
public record VerifierConfig(StreamsProperties streams, int maxResponseChars) {
  /** The default maximum length of a response, half a million characters. */
  public static final int MAX_RESPONSE_CHARS = 500_000;

  public VerifierConfig {
    if (maxResponseChars < 1) {
      throw new IllegalArgumentException(
          "max response chars: %d, want at least 1".formatted(maxResponseChars));
    }
  }

  /** Returns the default configuration. */
  public static VerifierConfig of(StreamsProperties streams) {
    return new VerifierConfig(streams, MAX_RESPONSE_CHARS);
  }
}
