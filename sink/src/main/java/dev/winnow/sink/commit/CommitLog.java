package dev.winnow.sink.commit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
  private static final String DIRECTORY = ".sink";

  private final Path datasets;
  private final Path aside;
  private final Fence fence;
  private final FileChannel log;
  private final Map<PartitionId, Long> next = new HashMap<>();
  private @Nullable Source source;

  /** Told of every commit, oldest first. */
  @FunctionalInterface
  public interface Visitor {
    void visit(Commit commit) throws IOException;
  }

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
    this.log = append(datasets);
    try {
      recover();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Visits the commits of a directory, each with those of its files that were not dropped; a sink
   * may be writing meanwhile.
   */
  public static void forEach(Path datasets, Visitor visitor) throws IOException {
    CommitFile file = new CommitFile(file(datasets));
    Drops drops = Drops.of(file);
    file.forEach((ordinal, commit) -> visitor.visit(drops.live(ordinal, commit)));
  }

  /** All of them at once. */
  public static List<Commit> readAll(Path datasets) throws IOException {
    List<Commit> commits = new ArrayList<>();
    forEach(datasets, commits::add);
    return commits;
  }

  /** What was dropped of each dataset, {@code recipe/outcome}: its rows before these offsets. */
  public static Map<String, Map<PartitionId, Long>> dropped(Path datasets) throws IOException {
    Map<PartitionId, Long> next = new HashMap<>();
    Map<String, Map<PartitionId, Long>> dropped = new HashMap<>();
    new CommitFile(file(datasets))
        .forEach(
            (ordinal, commit) -> {
              next.putAll(commit.next());
              commit.dropped().forEach(dataset -> dropped.put(dataset, Map.copyOf(next)));
            });
    return dropped;
  }

  /**
   * Gives up the files of datasets, and deletes what is left of them. Their rows stay on the topics
   * and are not written again; rows to come are.
   *
   * @param recipe whose datasets they are
   * @param outcome the one dataset; empty for all of the recipe
   * @return the datasets given up
   * @throws IOException if a sink is writing, or there is no such dataset
   */
  public static List<String> drop(Path datasets, String recipe, Optional<String> outcome)
      throws IOException {
    try (Fence fence = new Fence(datasets.resolve(DIRECTORY))) {
      Set<String> known = new TreeSet<>();
      forEach(datasets, commit -> commit.files().forEach(file -> known.add(file.dataset())));
      List<String> named =
          known.stream()
              .filter(
                  dataset ->
                      outcome
                          .map(only -> dataset.equals(recipe + '/' + only))
                          .orElseGet(() -> dataset.startsWith(recipe + '/')))
              .toList();
      if (named.isEmpty()) {
        throw new IOException(
            "no dataset '%s' in '%s'; there are %s"
                .formatted(
                    outcome.map(only -> recipe + '/' + only).orElse(recipe), datasets, known));
      }
      try (FileChannel log = append(datasets)) {
        write(log, Commit.drop(named));
      }
      fence.requireHeld();
      DroppedFiles.delete(datasets, recipe, named, named.size() == count(known, recipe));
      return named;
    }
  }

  private static long count(Set<String> known, String recipe) {
    return known.stream().filter(dataset -> dataset.startsWith(recipe + '/')).count();
  }

  /** Where the file with this final path is written before it is committed. */
  public Path newAside(String path) throws IOException {
    Path file = aside.resolve(asideName(path));
    Files.deleteIfExists(file);
    return file;
  }

  /** The offset to go on from; 0 for a partition that was never committed. */
  public long next(PartitionId partition) {
    return next.getOrDefault(partition, 0L);
  }

  /**
   * Checks that the rows to come are from where the rows before came from.
   *
   * @throws IllegalStateException if they are not: the offsets would mean other records
   */
  public void requireSource(Source now) {
    if (source != null) {
      source
          .difference(now)
          .ifPresent(
              difference -> {
                throw new IllegalStateException(
                    "'%s': %s; give this sink another directory (--datasets), so that no row is skipped"
                        .formatted(datasets, difference));
              });
    }
  }

  /**
   * Makes a commit final. Its files lie aside, see {@link #newAside}.
   *
   * @throws IllegalStateException if it would not go on where the commit before ended, comes from
   *     another source, or the directory is no longer ours
   */
  public void commit(Commit commit) throws IOException {
    commit.knownSource().ifPresent(this::requireSource);
    commit.next().forEach(this::requireForward);
    commit.files().forEach(file -> requireContiguous(file, commit));
    for (DataFile file : commit.files()) {
      Durable.sync(asidePath(file));
    }
    Durable.syncDirectory(aside);
    requireOurs();
    write(log, commit);
    remember(commit);
    for (DataFile file : commit.files()) {
      Durable.move(asidePath(file), datasets.resolve(file.path()));
    }
  }

  @Override
  public void close() throws IOException {
    log.close();
    fence.close();
  }

  private static FileChannel append(Path datasets) throws IOException {
    Path file = file(datasets);
    FileChannel log = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    log.truncate(new CommitFile(file).wholeLength());
    log.position(log.size());
    Durable.syncDirectory(datasets.resolve(DIRECTORY));
    return log;
  }

  private static void write(FileChannel log, Commit commit) throws IOException {
    ByteBuffer line = ByteBuffer.wrap(CommitFile.line(commit));
    while (line.hasRemaining()) {
      log.write(line);
    }
    log.force(true);
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
    next.putAll(commit.next());
    commit.knownSource().ifPresent(known -> source = known);
  }

  private void recover() throws IOException {
    forEach(
        datasets,
        commit -> {
          remember(commit);
          for (DataFile file : commit.files()) {
            if (Files.exists(asidePath(file))) {
              Durable.move(asidePath(file), datasets.resolve(file.path()));
            }
            requireWhole(file);
          }
        });
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
          "'%s' was committed with %d bytes and is missing or changed: restore it, or give it up with"
                  .formatted(path, file.bytes())
              + " `winnow drop --datasets %s %s`".formatted(datasets, file.dataset()));
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
}
