package dev.winnow.ops.export;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Sorts more entries than fit into memory: full buffers are sorted and written to files, which are
 * merged at the end. Entries of equal keys may come in any order. Not thread-safe.
 */
final class ExternalSort implements AutoCloseable {
  private static final int MAX_MERGED = 64;
  private static final int ENTRY_OVERHEAD = 64;
  private static final int END = -1;

  private final Path directory;
  private final long maxBytes;
  private final List<Entry> buffer = new ArrayList<>();
  private final List<Path> runs = new ArrayList<>();
  private long bytes;

  /** Receives the entries in order. */
  @FunctionalInterface
  interface EntryVisitor {
    void visit(byte[] key, byte[] value) throws IOException;
  }

  /**
   * @param directory an existing directory for temporary files; they take about as much as all
   *     entries, and twice that while they are merged
   * @param maxBytes memory for entries, above which they are written to a file
   */
  ExternalSort(Path directory, long maxBytes) {
    this.directory = directory;
    this.maxBytes = maxBytes;
  }

  /**
   * Adds an entry.
   *
   * @param key entries are sorted by its bytes, unsigned
   */
  void add(byte[] key, byte[] value) throws IOException {
    buffer.add(new Entry(key, value));
    bytes += key.length + value.length + ENTRY_OVERHEAD;
    if (bytes > maxBytes) {
      spill();
    }
  }

  /** Visits all entries by their keys; nothing can be added any more. */
  void forEach(EntryVisitor visitor) throws IOException {
    if (runs.isEmpty()) {
      buffer.sort(Entry.BY_KEY);
      for (Entry entry : buffer) {
        visitor.visit(entry.key, entry.value);
      }
      return;
    }
    spill();
    while (runs.size() > MAX_MERGED) {
      List<Path> first = List.copyOf(runs.subList(0, MAX_MERGED));
      try (RunWriter merged = new RunWriter(newRun())) {
        merge(first, merged::write);
      }
      runs.subList(0, MAX_MERGED).clear();
      delete(first);
    }
    merge(runs, visitor);
  }

  /** Deletes the temporary files. */
  @Override
  public void close() throws IOException {
    delete(runs);
    runs.clear();
  }

  private void spill() throws IOException {
    buffer.sort(Entry.BY_KEY);
    try (RunWriter run = new RunWriter(newRun())) {
      for (Entry entry : buffer) {
        run.write(entry.key, entry.value);
      }
    }
    buffer.clear();
    bytes = 0;
  }

  private Path newRun() throws IOException {
    Path run = Files.createTempFile(directory, "sort", ".run");
    runs.add(run);
    return run;
  }

  private static void merge(List<Path> runs, EntryVisitor visitor) throws IOException {
    List<RunReader> readers = new ArrayList<>();
    try {
      PriorityQueue<RunReader> heads =
          new PriorityQueue<>(Comparator.comparing(reader -> reader.head, Entry.BY_KEY));
      for (Path run : runs) {
        RunReader reader = new RunReader(run);
        readers.add(reader);
        if (reader.next()) {
          heads.add(reader);
        }
      }
      while (!heads.isEmpty()) {
        RunReader least = heads.remove();
        visitor.visit(least.head.key, least.head.value);
        if (least.next()) {
          heads.add(least);
        }
      }
    } finally {
      for (RunReader reader : readers) {
        reader.close();
      }
    }
  }

  private static void delete(List<Path> files) throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  /** A key with its value; a record would compare arrays by identity. */
  private static final class Entry {
    static final Comparator<Entry> BY_KEY =
        (one, other) -> Arrays.compareUnsigned(one.key, other.key);

    private final byte[] key;
    private final byte[] value;

    Entry(byte[] key, byte[] value) {
      this.key = key;
      this.value = value;
    }
  }

  /** Writes a sorted file. */
  private static final class RunWriter implements AutoCloseable {
    private final DataOutputStream out;

    RunWriter(Path file) throws IOException {
      this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
    }

    void write(byte[] key, byte[] value) throws IOException {
      out.writeInt(key.length);
      out.write(key);
      out.writeInt(value.length);
      out.write(value);
    }

    @Override
    public void close() throws IOException {
      try (out) {
        out.writeInt(END);
      }
    }
  }

  /** Reads a sorted file. */
  private static final class RunReader implements AutoCloseable {
    private final DataInputStream in;
    private Entry head = new Entry(new byte[0], new byte[0]);

    RunReader(Path file) throws IOException {
      this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
    }

    boolean next() throws IOException {
      int length = in.readInt();
      if (length == END) {
        return false;
      }
      byte[] key = in.readNBytes(length);
      head = new Entry(key, in.readNBytes(in.readInt()));
      return true;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
