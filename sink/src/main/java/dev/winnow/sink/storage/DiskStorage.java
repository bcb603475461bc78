package dev.winnow.sink.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory of a disk. A staged file has its path below {@code .sink/staged}. */
final class DiskStorage implements Storage {
  /** A file may be renamed between two looks: from staged to published, or back. */
  private static final int LOOKS = 5;

  private static final Logger LOG = LoggerFactory.getLogger(DiskStorage.class);

  private final Path root;
  private final Path staged;

  DiskStorage(Path root) {
    this.root = root;
    this.staged = root.resolve(DataPaths.INTERNAL).resolve("staged");
  }

  @Override
  public String name() {
    return root.toString();
  }

  @Override
  public boolean createIfAbsent(String path, byte[] content) throws IOException {
    return Durable.createIfAbsent(root.resolve(path), content);
  }

  @Override
  public void replace(String path, byte[] content) throws IOException {
    Durable.replace(root.resolve(path), content);
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(root.resolve(path)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public StagedFile stage(String path) throws IOException {
    return new DiskStagedFile(staged.resolve(path));
  }

  @Override
  public void publish(String path) throws IOException {
    try {
      Durable.move(staged.resolve(path), root.resolve(path));
    } catch (NoSuchFileException e) {
      // Another process has published it, or this is done a second time after a crash.
      if (Files.exists(staged.resolve(path))) {
        throw e;
      }
    }
  }

  /**
   * Hides a file. The change need not survive a crash of the machine, because the next claim or
   * compaction repeats it.
   */
  @Override
  public void hide(String path) throws IOException {
    Path hidden = staged.resolve(path);
    Files.createDirectories(Durable.directory(hidden));
    try {
      Files.move(root.resolve(path), hidden, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      if (Files.exists(root.resolve(path))) {
        throw e;
      }
    }
  }

  @Override
  public StoredInput open(String path) throws IOException {
    for (int look = 1; ; look++) {
      try {
        return new DiskInput(root.resolve(path));
      } catch (NoSuchFileException notPublished) {
        try {
          return new DiskInput(staged.resolve(path));
        } catch (NoSuchFileException notStaged) {
          if (look == LOOKS) {
            throw notPublished;
          }
        }
      }
    }
  }

  @Override
  public List<String> directories(String path) throws IOException {
    return names(path, Files::isDirectory);
  }

  @Override
  public List<String> files(String path) throws IOException {
    return names(path, Files::isRegularFile).stream()
        .filter(name -> !name.startsWith("."))
        .toList();
  }

  @Override
  public List<StoredFile> unpublished() throws IOException {
    return dataFiles(staged);
  }

  @Override
  public Optional<List<StoredFile>> published() throws IOException {
    return Optional.of(dataFiles(root));
  }

  @Override
  public void delete(Collection<String> paths) throws IOException {
    for (String path : paths) {
      Files.deleteIfExists(root.resolve(path));
      Files.deleteIfExists(staged.resolve(path));
      deleteIfEmpty(Durable.directory(root.resolve(path)));
    }
  }

  /**
   * Deletes small files that a crash has left under their temporary names. An incomplete data file
   * is one of the {@link #unpublished} ones.
   */
  @Override
  public void discardUnfinished(Instant before) throws IOException {
    if (!Files.isDirectory(root)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Durable::isTemporary).toList()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (UncheckedIOException | NoSuchFileException e) {
      // A writer has renamed or deleted a file meanwhile; the next compaction looks again.
      LOG.debug("event=temporary-files-not-deleted reason='{}'", e.toString());
    }
  }

  @Override
  public void close() {}

  /** Deletes the directories of a dataset and a recipe that have become empty. */
  private void deleteIfEmpty(Path directory) throws IOException {
    Path top = root.toAbsolutePath();
    try {
      for (Path at = directory; !at.equals(top); at = Durable.directory(at)) {
        Files.deleteIfExists(at);
      }
    } catch (DirectoryNotEmptyException e) {
      // This one is in use, and so are those above it.
      return;
    }
  }

  private List<String> names(String path, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> entries = Files.list(root.resolve(path))) {
      return entries.filter(wanted).map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
  }

  /** Data files are two directories below the place; a file that goes meanwhile is left out. */
  private static List<StoredFile> dataFiles(Path place) throws IOException {
    List<StoredFile> found = new ArrayList<>();
    if (!Files.isDirectory(place)) {
      return found;
    }
    try (Stream<Path> files = Files.walk(place, 3)) {
      for (Path file : files.toList()) {
        String path = place.relativize(file).toString().replace('\\', '/');
        if (DataPaths.isData(path)) {
          stored(path, file).ifPresent(found::add);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return found;
  }

  private static Optional<StoredFile> stored(String path, Path file) throws IOException {
    try {
      return Optional.of(
          new StoredFile(path, Files.size(file), Files.getLastModifiedTime(file).toInstant()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
