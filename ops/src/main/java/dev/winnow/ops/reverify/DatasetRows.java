package dev.winnow.ops.reverify;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.winnow.producers.json.Json;
import dev.winnow.producers.source.RowFile;
import dev.winnow.producers.source.RowSource;
import dev.winnow.producers.source.SourceLine;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.text.ReadErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The rows in files of datasets.
 *
 * @param files Parquet or JSON lines, as the sink writes them
 */
public record DatasetRows(List<Path> files) implements StoredRows {
  /** A row repeats its chat and its response: as text, as the last message, and as JSON. */
  private static final int MAX_ROW_BYTES = 4 * TopicSettings.MAX_RECORD_BYTES;

  public DatasetRows {
    files = List.copyOf(files);
  }

  @Override
  public void forEach(Consumer<Sample> visitor) throws IOException {
    for (Path file : files) {
      try (RowSource rows = RowFile.open(file, MAX_ROW_BYTES)) {
        for (Optional<SourceLine> row = rows.next(); row.isPresent(); row = rows.next()) {
          visitor.accept(sample(file, rows.unit(), row.get()));
        }
      }
    }
  }

  private static Sample sample(Path file, String unit, SourceLine row) {
    try {
      return switch (row) {
        case SourceLine.Text text -> DatasetSample.of(Json.MAPPER.readTree(text.text()));
        case SourceLine.Unreadable unreadable ->
            throw new IllegalArgumentException(unreadable.reason());
      };
    } catch (JsonProcessingException e) {
      throw refused(file, unit, row, "not JSON: " + ReadErrors.json(e));
    } catch (IllegalArgumentException e) {
      throw refused(file, unit, row, String.valueOf(e.getMessage()));
    }
  }

  private static IllegalArgumentException refused(
      Path file, String unit, SourceLine row, String reason) {
    return new IllegalArgumentException(
        "%s, %s %d: %s; give files that the sink wrote"
            .formatted(file, unit, row.number(), Json.printable(reason)));
  }
}
