package dev.winnow.ops.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import dev.winnow.producers.json.Json;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Revision;
import dev.winnow.schemas.VerdictHistory;
import dev.winnow.sink.row.DatasetRow;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.InputFile;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of a data file that replace a verdict. Of a Parquet file only the row groups that
 * have such rows are read, and only four columns of them.
 */
public final class ReplacingRows {
  private static final String ID = "id";
  private static final String REVISION = "revision";
  private static final String OUTCOME = "outcome";
  private static final String REPLACES = "replaces_outcome";
  private static final Schema COLUMNS = project(List.of(ID, REVISION, OUTCOME, REPLACES));

  private ReplacingRows() {}

  /**
   * Passes on the rows of a data file that replace a verdict.
   *
   * @param path where the file is; its extension is that of its format
   * @throws IllegalArgumentException if such a row does not name both outcomes
   * @throws IOException if the file cannot be read
   */
  public static void note(String path, InputFile file, VerdictHistory history) throws IOException {
    if (path.endsWith(".parquet")) {
      readParquet(path, file, history);
    } else {
      readJsonl(path, file, history);
    }
  }

  /**
   * Passes on a row, if it replaces a verdict. A row of a file that is not a dataset, without a
   * revision, replaces none.
   *
   * @throws IllegalArgumentException if it does not name its candidate and both outcomes
   */
  public static void note(JsonNode row, VerdictHistory history) {
    int revision = revision(row);
    if (revision > Revision.FIRST) {
      if (row.path(ID).asText().isEmpty()) {
        throw new IllegalArgumentException("a row that replaces a verdict has no id");
      }
      history.note(
          row.path(ID).asText(),
          revision,
          outcome(row.path(OUTCOME).asText()),
          outcome(row.path(REPLACES).asText()));
    }
  }

  /** Returns the revision of a row; that of the first verdict where there is no such column. */
  public static int revision(JsonNode row) {
    return row.path(REVISION).asInt(Revision.FIRST);
  }

  private static void readParquet(String path, InputFile file, VerdictHistory history)
      throws IOException {
    ParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.set(AvroReadSupport.AVRO_REQUESTED_PROJECTION, COLUMNS.toString());
    configuration.set("parquet.avro.read.schema", COLUMNS.toString());
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(file, configuration)
            .withDataModel(GenericData.get())
            .withFilter(
                FilterCompat.get(FilterApi.gt(FilterApi.intColumn(REVISION), Revision.FIRST)))
            .build()) {
      for (@Nullable GenericRecord row = reader.read(); row != null; row = reader.read()) {
        history.note(
            String.valueOf(row.get(ID)),
            (Integer) row.get(REVISION),
            outcome(String.valueOf(row.get(OUTCOME))),
            outcome(String.valueOf(row.get(REPLACES))));
      }
    } catch (IllegalArgumentException e) {
      throw named(path, e);
    }
  }

  private static void readJsonl(String path, InputFile file, VerdictHistory history)
      throws IOException {
    try (MappingIterator<JsonNode> lines =
        Json.MAPPER.readerFor(JsonNode.class).readValues(file.newStream())) {
      while (lines.hasNextValue()) {
        note(lines.nextValue(), history);
      }
    } catch (IllegalArgumentException e) {
      throw named(path, e);
    }
  }

  private static Outcome outcome(String text) {
    return Stream.of(Outcome.values())
        .filter(outcome -> outcome.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a row that replaces a verdict has the outcome '%s', want one of %s"
                        .formatted(Json.shorten(text), List.of(Outcome.values()))));
  }

  private static IllegalArgumentException named(String path, IllegalArgumentException cause) {
    return new IllegalArgumentException(
        "%s: %s; give files that the sink wrote".formatted(path, cause.getMessage()), cause);
  }

  private static Schema project(List<String> columns) {
    return Schema.createRecord(
        DatasetRow.SCHEMA.getName(),
        null,
        DatasetRow.SCHEMA.getNamespace(),
        false,
        columns.stream()
            .map(name -> new Schema.Field(name, DatasetRow.SCHEMA.getField(name).schema()))
            .toList());
  }
}
