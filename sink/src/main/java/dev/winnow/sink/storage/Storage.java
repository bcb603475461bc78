package dev.winnow.sink.storage;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A place for datasets. Paths are below the place, with forward slashes and no {@code ..}. What a
 * method has written survives a crash of the machine once the method has returned. All methods are
 * thread-safe.
 *
 * <p>Data files go through three steps: {@link #stage} writes one that no reader of a directory
 * finds, {@link #publish} shows it, and {@link #hide} withdraws it. An object store cannot rename
 * an object, so there a staged file is visible at once and the other two do nothing: readers go by
 * the manifest. {@link #open} finds a file in every step.
 */
public interface Storage extends AutoCloseable {
  /** Returns the place in words, for messages. */
  String name();

  /**
   * Writes a small file unless there is one of this path.
   *
   * @return false if another writer has created it
   */
  boolean createIfAbsent(String path, byte[] content) throws IOException;

  /** Writes a small file; readers see the old content or the new. */
  void replace(String path, byte[] content) throws IOException;

  /** Returns the content of a small file; empty if there is none. */
  Optional<byte[]> read(String path) throws IOException;

  /** Begins a data file. */
  StagedFile stage(String path) throws IOException;

  /** Shows a staged file to readers of directories; does nothing if it is not staged. */
  void publish(String path) throws IOException;

  /** Withdraws a file from readers of directories; does nothing if it is not published. */
  void hide(String path) throws IOException;

  /**
   * Opens a data file, staged or published.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  StoredInput open(String path) throws IOException;

  /** Returns the names of the directories directly in this one; none if it does not exist. */
  List<String> directories(String path) throws IOException;

  /** Returns the files in this directory, without those of its directories. */
  List<String> files(String path) throws IOException;

  /**
   * Returns the data files that may lack a commit: the staged ones, or all where none is hidden.
   */
  List<StoredFile> unpublished() throws IOException;

  /** Returns the published data files; empty where it cannot be told which ones are. */
  Optional<List<StoredFile>> published() throws IOException;

  /** Deletes files, staged or published; those that do not exist are ignored. */
  void delete(Collection<String> paths) throws IOException;

  /**
   * Discards what remains of uploads and small files that were begun before this time and never
   * completed.
   */
  void discardUnfinished(Instant before) throws IOException;

  @Override
  void close();
}
