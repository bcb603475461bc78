package dev.winnow.sink.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.Outcome;
import dev.winnow.sink.SingleSink;
import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.commit.Snapshot;
import dev.winnow.sink.storage.Storage;
import dev.winnow.sink.storage.StoredInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;

/** The rows of the files that count, in any storage and format. */
public final class CommittedRows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CommittedRows() {}

  /** Checks that these are the ids of all rows, each once. */
  public static void requireExactly(Storage storage, Collection<String> ids) throws IOException {
    assertThat(ids(storage)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(ids);
  }

  /** The ids of all rows of a snapshot that is taken now. */
  public static List<String> ids(Storage storage) throws IOException {
    List<String> ids = new ArrayList<>();
    for (DataFile file : Snapshot.read(storage).files().toList()) {
      int before = ids.size();
      try (StoredInput input = storage.open(file.path())) {
        if (file.path().endsWith(".parquet")) {
          readParquet(input, ids);
        } else {
          readJsonl(input, ids);
        }
      }
      assertThat((long) ids.size() - before).as(file.path()).isEqualTo(file.stats().rows());
    }
    return ids;
  }

  private static void readParquet(StoredInput input, List<String> ids) throws IOException {
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(input, new PlainParquetConfiguration())
            .withDataModel(GenericData.get())
            .build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        ids.add(row.get("id").toString());
      }
    }
  }

  private static void readJsonl(StoredInput input, List<String> ids) throws IOException {
    try (MappingIterator<JsonNode> lines =
        JSON.readerFor(JsonNode.class).readValues(input.newStream())) {
      while (lines.hasNextValue()) {
        ids.add(lines.nextValue().get("id").asText());
      }
    }
  }

  /**
   * Writes accepted samples, each in a commit of its own.
   *
   * @param ids of what has been written; it gains those of these samples
   */
  public static void writeOneByOne(SingleSink sink, List<String> ids, int commits)
      throws InterruptedException {
    for (int i = 0; i < commits; i++) {
      String prompt = "p" + ids.size();
      sink.take(Samples.sample(prompt, 0, Outcome.ACCEPTED));
      sink.commit();
      ids.add(prompt + "/0");
    }
  }
}
