package dev.winnow.sink.row;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.InputFile;

/**
 * Writes rows of several files again, into large row groups: row groups that are only joined would
 * stay as small as they were.
 */
final class ParquetRowMerger implements RowMerger {
  private static final String SCHEMA_KEY = "parquet.avro.schema";

  private final ParquetRowWriter writer;

  ParquetRowMerger(OutputStream out, Schema schema) throws IOException {
    writer = new ParquetRowWriter(out, schema);
  }

  static String schema(InputFile file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(file)) {
      String schema = reader.getFileMetaData().getKeyValueMetaData().get(SCHEMA_KEY);
      if (schema == null) {
        throw new IOException("'%s' names no Avro schema".formatted(file));
      }
      return schema;
    }
  }

  @Override
  public long append(InputFile file) throws IOException {
    ParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
    configuration.setBoolean(AvroSchemaConverter.ADD_LIST_ELEMENT_RECORDS, false);
    long rows = 0;
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(file, configuration)
            .withDataModel(GenericData.get())
            .build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        writer.write(row);
        rows++;
      }
    }
    return rows;
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
