package dev.winnow.ops.reverify;

import dev.winnow.schemas.Sample;
import java.io.IOException;
import java.util.function.Consumer;

/** The rows of candidates, wherever they are stored. They can be read several times. */
public interface StoredRows {
  /**
   * Passes on every row, in any order.
   *
   * @throws IOException if they cannot be read
   * @throws IllegalArgumentException if a row cannot be used; the message says where and why
   */
  void forEach(Consumer<Sample> visitor) throws IOException;
}
