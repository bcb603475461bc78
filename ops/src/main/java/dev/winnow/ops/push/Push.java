package dev.winnow.ops.push;

import dev.winnow.runtime.http.throttle.Backoff;
import dev.winnow.sink.commit.DataFileName;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Makes a hub's dataset repository have what the manifest of a recipe lists.
 *
 * <ol>
 *   <li>Files that are there already with the same content are not sent again, so a push that was
 *       stopped continues when it is repeated.
 *   <li>Everything becomes visible in one commit: new files, card, manifest, and the deletion of
 *       data files that a compaction has replaced.
 *   <li>If the repository changes meanwhile, the hub refuses the commit.
 * </ol>
 */
public final class Push {
  private final HubConnection connection;
  private final HubRepository repository;
  private final boolean isPrivate;

  /**
   * @param token the hub's access token; empty to send none
   * @param isPrivate whether a repository that is created is private
   */
  public Push(HubAddress address, Optional<String> token, boolean isPrivate, Backoff backoff) {
    this.connection = new HubConnection(address, token, backoff);
    this.repository = new HubRepository(connection);
    this.isPrivate = isPrivate;
  }

  /**
   * Pushes a recipe.
   *
   * @param message of the commit
   * @param size receives how many bytes are to be sent
   * @param progress receives how many bytes more were sent; fewer than 0 where a file begins again
   * @throws HubException if the hub refuses, or does not answer
   */
  public PushReport run(
      Storage storage, String recipe, String message, LongConsumer size, LongConsumer progress)
      throws IOException {
    PushSource source = PushSource.read(storage, recipe);
    List<PushedFile> files =
        Stream.concat(source.data().stream(), source.descriptions().stream()).toList();
    repository.create(isPrivate);
    Optional<String> head = repository.head();
    Map<String, RemoteFile> there = repository.files();
    List<PushedFile> changed = changed(files, there);
    List<String> replaced = replaced(files, there);
    if (changed.isEmpty() && replaced.isEmpty()) {
      return new PushReport(source.rows(), files.size(), 0, 0, 0, Optional.empty());
    }
    size.accept(changed.stream().mapToLong(PushedFile::bytes).sum());
    Set<String> lfs = repository.lfsPaths(changed);
    int uploaded =
        new LfsUpload(connection, progress)
            .upload(changed.stream().filter(file -> lfs.contains(file.path())).toList());
    try (CommitFile commit = new CommitFile(message, head)) {
      for (PushedFile file : changed) {
        if (lfs.contains(file.path())) {
          commit.addLfs(file);
        } else {
          commit.addRegular(file);
          progress.accept(file.bytes());
        }
      }
      each(replaced, commit);
      String id = repository.commit(commit.finish());
      return new PushReport(
          source.rows(), files.size(), changed.size(), uploaded, replaced.size(), Optional.of(id));
    }
  }

  private static void each(List<String> replaced, CommitFile commit) throws IOException {
    for (String path : replaced) {
      commit.delete(path);
    }
  }

  private static List<PushedFile> changed(List<PushedFile> files, Map<String, RemoteFile> there)
      throws IOException {
    List<PushedFile> changed = new ArrayList<>();
    for (PushedFile file : files) {
      RemoteFile remote = there.get(file.path());
      if (remote == null || !remote.isSame(file)) {
        changed.add(file);
      }
    }
    return changed;
  }

  /**
   * Returns the data files of earlier pushes that the manifest no longer lists; files of other
   * tools stay.
   */
  private static List<String> replaced(List<PushedFile> files, Map<String, RemoteFile> there) {
    Set<String> wanted = new HashSet<>();
    files.forEach(file -> wanted.add(file.path()));
    return there.keySet().stream()
        .filter(path -> DataFileName.parse(path).isPresent() && !wanted.contains(path))
        .toList();
  }
}
