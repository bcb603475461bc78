package dev.winnow.planner.whatif;

/**
 * A pool that answers rounds in the order of their orders. Time is counted in the time that one
 * candidate takes to grow by a token.
 *
 * @param slots candidates that it samples at once, at least 1
 * @param roundTrip time from a round's last token to the planner's next order, and back to a slot
 * @param window most candidates on order, at least 1: further prompts wait for their turn
 */
public record SimulatedPool(int slots, double roundTrip, int window) {
  public SimulatedPool {
    if (slots < 1 || !(roundTrip >= 0) || window < 1) {
      throw new IllegalArgumentException(
          "want at least 1 slot, no negative round trip and a window of at least 1, not %d, %s, %d"
              .formatted(slots, roundTrip, window));
    }
  }

  /**
   * Returns a pool of 256 candidates at once, the time of 100 tokens for a round trip, and 4,096
   * candidates on order.
   */
  public static SimulatedPool usual() {
    return new SimulatedPool(256, 100, 4_096);
  }
}
