package dev.winnow.sink.audit;

import dev.winnow.sink.audit.DatasetReader.Columns;
import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.commit.Snapshot;
import dev.winnow.sink.kind.DatasetKind;
import dev.winnow.sink.kind.DatasetKinds;
import dev.winnow.sink.kind.SampleKind;
import dev.winnow.sink.storage.Storage;
import dev.winnow.sink.storage.StoredFile;
import dev.winnow.sink.storage.StoredInput;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Adds the rows of the datasets to the audit state. */
final class DatasetAudit {
  /** What is read of a kind of dataset. */
  private record Reading(List<String> columns, BiConsumer<AuditState, Columns> visitor) {}

  private static final Reading CANDIDATES =
      new Reading(
          List.of("prompt_id", "index", "revision"),
          (state, row) ->
              state.datasetRow(row.text("prompt_id"), row.number("index"), row.number("revision")));

  private static final Map<String, Reading> OTHERS =
      Map.of(
          "selected",
          new Reading(
              List.of("prompt_id", "id", "selection_control"),
              (state, row) ->
                  state.datasetSelected(
                      row.text("prompt_id"), row.text("id"), row.flag("selection_control"))),
          "pairs",
          new Reading(
              List.of("prompt_id", "id"),
              (state, row) -> state.datasetPair(row.text("prompt_id"), row.text("id"))),
          "prompts",
          new Reading(
              List.of("prompt_id", "judged"),
              (state, row) -> state.datasetPrompt(row.text("prompt_id"), row.number("judged"))));

  private final Storage datasets;
  private final AuditState auditState;
  private final AuditListener listener;
  private long rows;

  DatasetAudit(Storage datasets, AuditState auditState, AuditListener listener) {
    this.datasets = datasets;
    this.auditState = auditState;
    this.listener = listener;
  }

  /** Audits the files that the logs name, and looks for files that none names. */
  void audit() throws IOException {
    Snapshot snapshot = Snapshot.read(datasets);
    for (DataFile file : snapshot.files().toList()) {
      audit(file);
    }
    for (String stranger : uncommittedFiles()) {
      auditState.report("file '%s' was never committed: delete it".formatted(path(stranger)));
    }
  }

  private void audit(DataFile file) throws IOException {
    try (StoredInput input = datasets.open(file.path())) {
      if (input.getLength() != file.bytes()) {
        auditState.report(
            "file '%s' has %d bytes, %d were committed: restore it"
                .formatted(path(file.path()), input.getLength(), file.bytes()));
      } else {
        Optional<DatasetKind<?>> kind = DatasetKinds.named(file.kind());
        if (kind.isPresent()) {
          read(input, file, kind.get());
        }
      }
    } catch (NoSuchFileException e) {
      auditState.report(
          "file '%s' was committed but is not there: restore it".formatted(path(file.path())));
    }
  }

  private void read(StoredInput input, DataFile file, DatasetKind<?> kind) throws IOException {
    Reading reading = kind instanceof SampleKind ? CANDIDATES : OTHERS.get(kind.name());
    if (reading == null) {
      return;
    }
    long read =
        DatasetReader.read(
            file.path(),
            input,
            kind.schema(),
            reading.columns(),
            row -> reading.visitor().accept(auditState, row));
    rows += read;
    listener.reading(datasets.name(), rows);
    if (read != file.stats().rows()) {
      auditState.report(
          "file '%s' has %d rows, %d were committed: restore it"
              .formatted(path(file.path()), read, file.stats().rows()));
    }
  }

  /**
   * Returns the published files that no log names. File names are read before the logs, because a
   * running sink commits before it publishes a file. Where every file is visible, a file of a
   * commit in progress cannot be told from one that was left behind, so none is reported.
   */
  private Set<String> uncommittedFiles() throws IOException {
    Set<String> uncommitted =
        datasets.published().orElse(List.of()).stream()
            .map(StoredFile::path)
            .collect(Collectors.toCollection(HashSet::new));
    if (!uncommitted.isEmpty()) {
      Snapshot snapshot = Snapshot.read(datasets);
      snapshot.files().map(DataFile::path).forEach(uncommitted::remove);
      snapshot
          .partitions()
          .values()
          .forEach(state -> uncommitted.removeAll(state.retired().keySet()));
    }
    return uncommitted;
  }

  private String path(String file) {
    return "%s/%s".formatted(datasets.name(), file);
  }
}
