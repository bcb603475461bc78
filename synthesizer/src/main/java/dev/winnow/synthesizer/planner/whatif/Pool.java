package dev.winnow.synthesizer.planner.whatif;

/**
 * A pool that answers rounds in the order of their orders. Time is counted in the time that one
 * candidate takes to grow by a token.
 *
 * @param slots candidates that it samples at once, at least 1
 * @param roundTrip time from a round's last token to the planner's next order, and back to a slot
 */
public record Pool(int slots, double roundTrip) {
  public Pool {
    if (slots < 1 || !(roundTrip >= 0)) {
      throw new IllegalArgumentException(
          "want at least 1 slot and no negative round trip, not %d and %s"
              .formatted(slots, roundTrip));
    }
  }

  /** 256 candidates at once, and the time of 100 tokens for a round trip. */
  public static Pool usual() {
    return new Pool(256, 100);
  }
}
