package dev.winnow.planner.state;

import java.nio.ByteBuffer;

/**
 * Whole numbers in as few bytes as they need: seven bits a byte, the lowest first, and the highest
 * bit says whether another byte follows. Signed numbers are zigzag-encoded, so that small negative
 * ones are short too. It is the encoding of Kafka's own records and of Protocol Buffers.
 */
final class Varints {
  private static final int MAX_BITS = 64;

  private Varints() {}

  /** Writes an int, taken as unsigned: 1 to 5 bytes. */
  static void writeUnsignedVarint(int value, ByteBuffer out) {
    writeBits(Integer.toUnsignedLong(value), out);
  }

  /** Writes a signed long: 1 to 10 bytes. */
  static void writeVarlong(long value, ByteBuffer out) {
    writeBits((value << 1) ^ (value >> 63), out);
  }

  /**
   * Reads what {@link #writeUnsignedVarint} wrote.
   *
   * @throws IllegalArgumentException if the number does not fit
   */
  static int readUnsignedVarint(ByteBuffer in) {
    long bits = readBits(in);
    if (bits >>> Integer.SIZE != 0) {
      throw new IllegalArgumentException("a number of more than 32 bits");
    }
    return (int) bits;
  }

  /**
   * Reads what {@link #writeVarlong} wrote.
   *
   * @throws IllegalArgumentException if the number does not fit
   */
  static long readVarlong(ByteBuffer in) {
    long bits = readBits(in);
    return (bits >>> 1) ^ -(bits & 1);
  }

  private static void writeBits(long value, ByteBuffer out) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.put((byte) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  private static long readBits(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < MAX_BITS; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number of more than 64 bits");
  }
}
