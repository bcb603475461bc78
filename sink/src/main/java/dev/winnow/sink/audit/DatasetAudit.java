package dev.winnow.sink.audit;

import dev.winnow.sink.commit.CommitLog;
import dev.winnow.sink.commit.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds the rows of a datasets directory to the audit state. */
final class DatasetAudit {
  private final Path datasets;
  private final AuditState auditState;
  private final AuditListener listener;
  private long rows;

  DatasetAudit(Path datasets, AuditState auditState, AuditListener listener) {
    this.datasets = datasets;
    this.auditState = auditState;
    this.listener = listener;
  }

  /** Audits the files of all commits, and looks for files that no commit names. */
  void audit() throws IOException {
    CommitLog.forEach(
        datasets,
        commit -> {
          for (DataFile file : commit.files()) {
            audit(file);
          }
        });
    for (Path stranger : uncommittedFiles()) {
      auditState.report("file '%s' was never committed: delete it".formatted(stranger));
    }
  }

  private void audit(DataFile file) throws IOException {
    Path path = datasets.resolve(file.path());
    if (!Files.exists(path)) {
      auditState.report("file '%s' was committed but is not there: restore it".formatted(path));
    } else if (Files.size(path) != file.bytes()) {
      auditState.report(
          "file '%s' has %d bytes, %d were committed: restore it"
              .formatted(path, Files.size(path), file.bytes()));
    } else {
      read(path, file);
    }
  }

  private void read(Path path, DataFile file) throws IOException {
    long read = DatasetReader.read(path, auditState::datasetRow);
    rows += read;
    listener.reading(datasets.toString(), rows);
    if (read != file.stats().rows()) {
      auditState.report(
          "file '%s' has %d rows, %d were committed: restore it"
              .formatted(path, read, file.stats().rows()));
    }
  }

  /**
   * Returns the files that no commit names. File names are read before the commits, because a
   * running sink commits before it renames a file.
   */
  private Set<Path> uncommittedFiles() throws IOException {
    Set<Path> uncommittedFiles;
    try (Stream<Path> files = Files.walk(datasets, 3)) {
      uncommittedFiles =
          files
              .filter(file -> file.getFileName().toString().startsWith("part-"))
              .collect(Collectors.toCollection(HashSet::new));
    }
    CommitLog.forEach(
        datasets,
        commit ->
            commit.files().forEach(file -> uncommittedFiles.remove(datasets.resolve(file.path()))));
    return uncommittedFiles;
  }
}
