package dev.winnow.ops.console;

import dev.winnow.producers.gateway.RecordStore;
import java.nio.ByteBuffer;

/** A number that goes on after a restart. Not thread-safe. */
final class StoredNumber {
  private final RecordStore store;
  private final String place;
  private long value;

  /** Reads the number; 0 where the store has none. */
  StoredNumber(RecordStore store, String name) {
    this.store = store;
    this.place = IndexKeys.table("number") + name;
    byte[] saved = store.get(place);
    this.value = saved == null ? 0 : ByteBuffer.wrap(saved).getLong();
  }

  long get() {
    return value;
  }

  void set(long number) {
    value = number;
    store.put(place, ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  /** Returns the number, and adds one to it. */
  long next() {
    set(value + 1);
    return value - 1;
  }
}
