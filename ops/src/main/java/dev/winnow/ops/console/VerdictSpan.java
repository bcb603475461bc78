package dev.winnow.ops.console;

import java.nio.ByteBuffer;

/**
 * The verdicts on a prompt's candidates, which say how many rows there are and since when.
 *
 * @param first time of the first one, in milliseconds since the epoch
 * @param count number of verdicts, with those that replace others
 */
record VerdictSpan(long first, int count) {
  static VerdictSpan from(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new VerdictSpan(buffer.getLong(), buffer.getInt());
  }

  VerdictSpan with(long timestamp) {
    return new VerdictSpan(Math.min(first, timestamp), count + 1);
  }

  byte[] bytes() {
    return ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(first).putInt(count).array();
  }
}
