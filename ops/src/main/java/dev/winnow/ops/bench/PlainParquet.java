package dev.winnow.ops.bench;

import dev.winnow.schemas.Sample;
import dev.winnow.sink.row.DatasetRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/** The reference of the sink's benchmark: parquet-avro as its documentation uses it. */
final class PlainParquet {
  private PlainParquet() {}

  /** Writes the rows of these samples to one file; returns the rows per second. */
  static double rate(List<Sample> samples, Path file) throws IOException {
    List<GenericRecord> rows = samples.stream().map(DatasetRow::of).toList();
    Files.createDirectories(file.resolveSibling("."));
    ParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
    long start = System.nanoTime();
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
            .withConf(configuration)
            .withSchema(DatasetRow.SCHEMA)
            .withDataModel(GenericData.get())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build()) {
      for (GenericRecord row : rows) {
        writer.write(row);
      }
    }
    return rows.size() / ((System.nanoTime() - start) / 1e9);
  }
}
