package dev.winnow.transformer.writer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** GPT-2's mapping of the 256 bytes to printable characters: printable bytes map to themselves. */
public final class ByteAlphabet {
  private static final String[] SYMBOLS = build();

  private ByteAlphabet() {}

  /** Returns the symbols of all bytes, in the order of their characters. */
  public static Stream<String> symbols() {
    return IntStream.range(0, SYMBOLS.length).mapToObj(b -> SYMBOLS[b]).sorted();
  }

  public static List<String> symbols(byte[] bytes) {
    List<String> symbols = new ArrayList<>(bytes.length);
    for (byte b : bytes) {
      symbols.add(SYMBOLS[b & 0xff]);
    }
    return symbols;
  }

  private static String[] build() {
    String[] symbols = new String[256];
    int shifted = 256;
    for (int b = 0; b < symbols.length; b++) {
      boolean printable = (b >= '!' && b <= '~') || (b >= 0xa1 && b <= 0xac) || b >= 0xae;
      symbols[b] = Character.toString(printable ? b : shifted++);
    }
    return symbols;
  }
}
