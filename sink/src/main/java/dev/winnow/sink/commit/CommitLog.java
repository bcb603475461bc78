package dev.winnow.sink.commit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The truth about a datasets directory: an append-only file of commits, one JSON object a line.
 *
 * <ol>
 *   <li>Data files are written aside and forced to the disk.
 *   <li>A line with their final names and the offsets to go on from is appended and forced: this is
 *       the commit.
 *   <li>The files are renamed to their final names.
 * </ol>
 *
 * A crash before step 2 leaves files aside that nobody knows: they are deleted at the next start
 * and their offsets read again. A crash after it leaves renames undone: they are done at the next
 * start. A line that was cut off was never a commit and is cut away. So every final name is
 * committed, each offset is in exactly one commit, and offsets only move forward.
 */
public final class CommitLog implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DIRECTORY = ".sink";

  private final Path datasets;
  private final Path aside;
  private final Fence fence;
  private final FileChannel log;
  private final List<Commit> commits = new ArrayList<>();
  private final Map<PartitionId, Long> next = new HashMap<>();

  /**
   * Opens a datasets directory for writing, finishing or undoing what a crash left.
   *
   * @throws IOException if another sink has it, or it cannot be read or written
   */
  public CommitLog(Path datasets) throws IOException {
    this.datasets = datasets;
    this.aside = datasets.resolve(DIRECTORY).resolve("aside");
    this.fence = new Fence(datasets.resolve(DIRECTORY));
    Files.createDirectories(aside);
    Path file = file(datasets);
    List<Commit> known = read(file);
    log = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    log.truncate(wholeLines(file));
    log.position(log.size());
    Durable.syncDirectory(datasets.resolve(DIRECTORY));
    known.forEach(this::remember);
    try {
      recover();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** All commits of a directory, oldest first, for readers; a sink may be writing meanwhile. */
  public static List<Commit> readAll(Path datasets) throws IOException {
    return read(file(datasets));
  }

  /** Where the file with this final path is written before it is committed. */
  public Path newAside(String path) throws IOException {
    Path file = aside.resolve(asideName(path));
    Files.deleteIfExists(file);
    return file;
  }

  /** All commits, oldest first. */
  public List<Commit> commits() {
    return List.copyOf(commits);
  }

  /** The offset to go on from; 0 for a partition that was never committed. */
  public long next(PartitionId partition) {
    return next.getOrDefault(partition, 0L);
  }

  /**
   * Makes a commit final. Its files lie aside, see {@link #newAside}.
   *
   * @throws IllegalStateException if it would not go on where the commit before ended, or the
   *     directory is no longer ours
   */
  public void commit(Commit commit) throws IOException {
    commit.next().forEach(this::requireForward);
    commit.files().forEach(file -> requireContiguous(file, commit));
    for (DataFile file : commit.files()) {
      Durable.sync(asidePath(file));
    }
    Durable.syncDirectory(aside);
    requireOurs();
    ByteBuffer line =
        ByteBuffer.wrap((JSON.writeValueAsString(commit) + '\n').getBytes(StandardCharsets.UTF_8));
    while (line.hasRemaining()) {
      log.write(line);
    }
    log.force(true);
    remember(commit);
    finish(commit);
  }

  @Override
  public void close() throws IOException {
    log.close();
    fence.close();
  }

  private void requireForward(PartitionId partition, long offset) {
    if (offset <= next(partition)) {
      throw new IllegalStateException(
          "a commit of %s to offset %d would not move on from %d"
              .formatted(partition, offset, next(partition)));
    }
  }

  private void requireContiguous(DataFile file, Commit commit) {
    PartitionId partition = new PartitionId(file.topic(), file.partition());
    Long end = commit.next().get(partition);
    if (file.first() != next(partition) || end == null || file.last() + 1 != end) {
      throw new IllegalStateException(
          "'%s' does not cover the offsets of its commit: from %d, before %s"
              .formatted(file.path(), next(partition), end));
    }
  }

  /** Where locks are not what they should be, as on some network drives, a longer log tells. */
  private void requireOurs() throws IOException {
    fence.requireHeld();
    if (log.size() != log.position()) {
      throw new IllegalStateException(
          "another sink committed to '%s'; this one stops".formatted(datasets));
    }
  }

  private void remember(Commit commit) {
    commits.add(commit);
    next.putAll(commit.next());
  }

  private void finish(Commit commit) throws IOException {
    for (DataFile file : commit.files()) {
      Durable.move(asidePath(file), datasets.resolve(file.path()));
    }
  }

  private void recover() throws IOException {
    for (Commit commit : commits) {
      for (DataFile file : commit.files()) {
        if (Files.exists(asidePath(file))) {
          Durable.move(asidePath(file), datasets.resolve(file.path()));
        }
        requireWhole(file);
      }
    }
    try (Stream<Path> left = Files.list(aside)) {
      for (Path file : left.toList()) {
        Files.delete(file);
      }
    }
  }

  private void requireWhole(DataFile file) throws IOException {
    Path path = datasets.resolve(file.path());
    if (!Files.exists(path) || Files.size(path) != file.bytes()) {
      throw new IOException(
          "'%s' was committed with %d bytes and is missing or changed: restore it, or write the"
                  .formatted(path, file.bytes())
              + " datasets anew into an empty directory");
    }
  }

  private Path asidePath(DataFile file) {
    return aside.resolve(asideName(file.path()));
  }

  /** Two recipes may have files of the same name, so the whole path is the name aside. */
  static String asideName(String path) {
    return path.replace('/', '~') + ".tmp";
  }

  private static Path file(Path datasets) {
    return datasets.resolve(DIRECTORY).resolve("commits.jsonl");
  }

  private static List<Commit> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    byte[] bytes = Files.readAllBytes(file);
    String whole = new String(bytes, 0, (int) wholeLines(bytes), StandardCharsets.UTF_8);
    List<Commit> commits = new ArrayList<>();
    for (String line : whole.lines().toList()) {
      try {
        commits.add(JSON.readValue(line, Commit.class));
      } catch (JsonProcessingException e) {
        throw new IOException(
            "%s is damaged at commit %d: %s"
                .formatted(file, commits.size() + 1, e.getOriginalMessage()),
            e);
      }
    }
    return commits;
  }

  private static long wholeLines(Path file) throws IOException {
    return Files.exists(file) ? wholeLines(Files.readAllBytes(file)) : 0;
  }

  private static long wholeLines(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }
}
