package dev.winnow.worker.engine.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Locates the responses of a key: a chained hash table in plain arrays, about 45 bytes per line, so
 * that a recording of many millions of lines does not keep its texts in memory. Safe to read from
 * several threads once it is filled.
 */
final class LineIndex {
  private static final int NONE = -1;

  private int[] heads = none(1024);
  private int[] next = new int[512];
  private long[] hashes = new long[512];
  private long[] offsets = new long[512];
  private int[] lengths = new int[512];
  private int[] files = new int[512];
  private int[] firsts = new int[512];
  private int[] counts = new int[512];
  private int size;

  /**
   * A line and the indices of its responses.
   *
   * @param file number of the file
   * @param offset offset of the line's first byte
   * @param length length of the line in bytes
   * @param first index of its first response
   * @param count number of its responses
   */
  record Span(int file, long offset, int length, int first, int count) {
    int end() {
      return first + count;
    }

    boolean covers(int index) {
      return index >= first && index < end();
    }
  }

  /** Adds a line; without a first index its responses follow the last ones of this hash. */
  void add(long hash, int file, long offset, int length, OptionalInt first, int count) {
    if (size == hashes.length) {
      grow();
    }
    int last = newest(hash);
    files[size] = file;
    hashes[size] = hash;
    offsets[size] = offset;
    lengths[size] = length;
    counts[size] = count;
    firsts[size] = first.orElse(last == NONE ? 0 : firsts[last] + counts[last]);
    link(size);
    size++;
  }

  /** Returns the lines of this hash, in the order they were added. */
  List<Span> find(long hash) {
    List<Span> spans = new ArrayList<>();
    for (int at = newest(hash); at != NONE; at = next[at]) {
      if (hashes[at] == hash) {
        spans.add(new Span(files[at], offsets[at], lengths[at], firsts[at], counts[at]));
      }
    }
    return spans.reversed();
  }

  private int newest(long hash) {
    int at = heads[bucket(hash)];
    while (at != NONE && hashes[at] != hash) {
      at = next[at];
    }
    return at;
  }

  private void link(int entry) {
    int bucket = bucket(hashes[entry]);
    next[entry] = heads[bucket];
    heads[bucket] = entry;
  }

  private int bucket(long hash) {
    return (int) hash & (heads.length - 1);
  }

  /**
   * Relinks the entries in the old order, so that the newest of a hash remains first in its chain.
   */
  private void grow() {
    int capacity = Math.multiplyExact(size, 2);
    next = Arrays.copyOf(next, capacity);
    hashes = Arrays.copyOf(hashes, capacity);
    offsets = Arrays.copyOf(offsets, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
    files = Arrays.copyOf(files, capacity);
    firsts = Arrays.copyOf(firsts, capacity);
    counts = Arrays.copyOf(counts, capacity);
    heads = none(capacity);
    for (int entry = 0; entry < size; entry++) {
      link(entry);
    }
  }

  private static int[] none(int length) {
    int[] heads = new int[length];
    Arrays.fill(heads, NONE);
    return heads;
  }
}
