package dev.winnow.sink.row;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Writes Parquet with zstd, standard three-level lists and page checksums. */
final class ParquetRowWriter implements RowWriter {
  /** Large enough for scans; the sink bounds the memory of all open files together. */
  private static final long ROW_GROUP_BYTES = 64L << 20;

  private final ParquetWriter<GenericRecord> writer;

  ParquetRowWriter(OutputStream out, Schema schema) throws IOException {
    ParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
    writer =
        AvroParquetWriter.<GenericRecord>builder(new StreamOutputFile(out))
            .withConf(configuration)
            .withSchema(schema)
            .withDataModel(GenericData.get())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withPageWriteChecksumEnabled(true)
            .build();
  }

  @Override
  public void write(GenericRecord row) throws IOException {
    writer.write(row);
  }

  @Override
  public long bytes() {
    return writer.getDataSize();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
