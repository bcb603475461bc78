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
 * The commit log of a datasets directory, which decides what the datasets contain: an append-only
 * file of commits, one JSON object per line.
 *
 * <ol>
 *   <li>Data files are written under temporary names and forced to disk.
 *   <li>A line with their final names and the next offsets is appended and forced to disk: this is
 *       the commit.
 *   <li>The files are renamed to their final names.
 * </ol>
 *
 * A crash before step 2 leaves temporary files that no commit names: the next start deletes them,
 * and their offsets are read again. A crash after step 2 leaves files without their final names:
 * the next start renames them. A truncated last line was never a commit and is removed. So every
 * file with a final name is committed, each offset is in exactly one commit, and offsets only move
 * forward.
 */
public final class CommitLog implements AutoCloseable {
  private static final String DIRECTORY = ".sink";

  private final Path datasets;
  private final Path aside;
  private final Fence fence;
  private final FileChannel log;
  private final Map<PartitionId, Long> next = new HashMap<>();
  private @Nullable Source source;

  /** Receives every commit, oldest first. */
  @FunctionalInterface
  public interface Visitor {
    void visit(Commit commit) throws IOException;
  }

  /**
   * Opens a datasets directory for writing; completes or reverts what a crash left behind.
   *
   * @throws IOException if another sink uses it, or it cannot be read or written
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
   * Visits the commits of a directory, each without the files that were dropped later. A sink may
   * write to the directory meanwhile.
   */
  public static void forEach(Path datasets, Visitor visitor) throws IOException {
    CommitFile file = new CommitFile(file(datasets));
    Drops drops = Drops.of(file);
    file.forEach((ordinal, commit) -> visitor.visit(drops.live(ordinal, commit)));
  }

  /** Returns all commits at once. */
  public static List<Commit> readAll(Path datasets) throws IOException {
    List<Commit> commits = new ArrayList<>();
    forEach(datasets, commits::add);
    return commits;
  }

  /**
   * Returns the dropped rows of each dataset, {@code recipe/outcome}: those before these offsets.
   */
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
   * Drops datasets and deletes their remaining files. Their rows stay on the topics and are not
   * written again; later rows are written.
   *
   * @param recipe the recipe of the datasets
   * @param outcome the dataset to drop; empty for all of the recipe
   * @return the dropped datasets
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

  /** Returns the temporary path of the file with this final path. */
  public Path newAside(String path) throws IOException {
    Path file = aside.resolve(asideName(path));
    Files.deleteIfExists(file);
    return file;
  }

  /** Returns the next offset to read; 0 for a partition without a commit. */
  public long next(PartitionId partition) {
    return next.getOrDefault(partition, 0L);
  }

  /**
   * Checks that new rows come from the same source as the committed ones.
   *
   * @throws IllegalStateException if they do not, because the offsets would refer to other records
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
   * Makes a commit final. Its files have temporary names, see {@link #newAside}.
   *
   * @throws IllegalStateException if it does not continue where the previous commit ended, comes
   *     from another source, or the directory is no longer locked by this sink
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

  /**
   * Compares the log's length with the expected one: a longer log reveals another sink where file
   * locks do not work, as on some network drives.
   */
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
          "'%s' was committed with %d bytes and is missing or changed: restore it, or drop it with"
                  .formatted(path, file.bytes())
              + " `winnow drop --datasets %s %s`".formatted(datasets, file.dataset()));
    }
  }

  private Path asidePath(DataFile file) {
    return aside.resolve(asideName(file.path()));
  }

  /** Uses the whole path, because two recipes may have files of the same name. */
  static String asideName(String path) {
    return path.replace('/', '~') + ".tmp";
  }

  private static Path file(Path datasets) {
    return datasets.resolve(DIRECTORY).resolve("commits.jsonl");
  }
}
