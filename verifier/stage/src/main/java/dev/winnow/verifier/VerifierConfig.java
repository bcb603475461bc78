package dev.winnow.verifier;

import dev.winnow.runtime.kafka.StreamsProperties;

/**
 * How the verifier runs.
 *
 * @param streams Kafka Streams settings
 * @param maxResponseChars longer responses are undecided ({@code TOO_LONG}), at least 1
 */
public record VerifierConfig(StreamsProperties streams, int maxResponseChars) {
  public VerifierConfig {
    if (maxResponseChars < 1) {
      throw new IllegalArgumentException(
          "max response chars: %d, want at least 1".formatted(maxResponseChars));
    }
  }

  /** Responses of up to half a million characters. */
  public static VerifierConfig of(StreamsProperties streams) {
    return new VerifierConfig(streams, 500_000);
  }
}
