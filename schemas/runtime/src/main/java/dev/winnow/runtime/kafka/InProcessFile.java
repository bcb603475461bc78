package dev.winnow.runtime.kafka;

import dev.winnow.runtime.kafka.DeadLetters.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records that are currently in process, in a memory-mapped file: a write costs nanoseconds and
 * survives the process, though not the machine. So the next process knows which records the
 * previous one was processing when it died, even of a kill or a full heap.
 *
 * <p>The file has a slot for each processor: a byte that is 1 while a record is in process, the
 * offset, the partition, the topic's length and its name. Thread-safe; a slot belongs to one
 * thread.
 */
final class InProcessFile {
  private static final int SLOTS = 256;
  private static final int SLOT_BYTES = 512;
  private static final int OFFSET_AT = 8;
  private static final int PARTITION_AT = 16;
  private static final int LENGTH_AT = 20;
  private static final int TOPIC_AT = 24;

  private final ByteBuffer bytes;
  private final BitSet taken = new BitSet();

  private InProcessFile(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** The part of the file that one processor writes to. */
  final class Slot {
    private final int at;
    private @Nullable String topic;
    private int partition = -1;

    private Slot(int number) {
      this.at = number * SLOT_BYTES;
    }

    void enter(String topic, int partition, long offset) {
      if (!topic.equals(this.topic) || partition != this.partition) {
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(name.length, SLOT_BYTES - TOPIC_AT);
        bytes.putInt(at + PARTITION_AT, partition);
        bytes.putInt(at + LENGTH_AT, length);
        bytes.put(at + TOPIC_AT, name, 0, length);
        this.topic = topic;
        this.partition = partition;
      }
      bytes.putLong(at + OFFSET_AT, offset);
      bytes.put(at, (byte) 1);
    }

    void leave() {
      bytes.put(at, (byte) 0);
    }

    void release() {
      leave();
      synchronized (taken) {
        taken.clear(at / SLOT_BYTES);
      }
    }
  }

  /** Maps the file; creates it if it does not exist. */
  static InProcessFile open(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new InProcessFile(channel.map(MapMode.READ_WRITE, 0, (long) SLOTS * SLOT_BYTES));
    }
  }

  /** Returns one that exists only in memory. */
  static InProcessFile inMemory() {
    return new InProcessFile(ByteBuffer.allocate(SLOTS * SLOT_BYTES));
  }

  /** Returns a free slot; the last one is shared if there are more processors than slots. */
  Slot acquire() {
    synchronized (taken) {
      int free = Math.min(taken.nextClearBit(0), SLOTS - 1);
      taken.set(free);
      return new Slot(free);
    }
  }

  /**
   * Returns the records that were in process when the previous process ended; they are returned
   * only once.
   */
  List<Place> drainLeft() {
    List<Place> left = new ArrayList<>();
    for (int at = 0; at < SLOTS * SLOT_BYTES; at += SLOT_BYTES) {
      int length = bytes.getInt(at + LENGTH_AT);
      if (bytes.get(at) == 1 && length >= 0 && length <= SLOT_BYTES - TOPIC_AT) {
        byte[] topic = new byte[length];
        bytes.get(at + TOPIC_AT, topic);
        left.add(
            new Place(
                new String(topic, StandardCharsets.UTF_8),
                bytes.getInt(at + PARTITION_AT),
                bytes.getLong(at + OFFSET_AT)));
      }
      bytes.put(at, (byte) 0);
    }
    return left;
  }
}
