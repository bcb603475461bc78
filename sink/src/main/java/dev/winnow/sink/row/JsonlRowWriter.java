package dev.winnow.sink.row;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Writes one JSON object per line, with times in ISO 8601. */
final class JsonlRowWriter implements RowWriter {
  private static final JsonFactory JSON = new ObjectMapper().getFactory();

  private final JsonGenerator out;
  private long bytes;

  JsonlRowWriter(OutputStream file) throws IOException {
    OutputStream stream = new BufferedOutputStream(file, 1 << 16);
    out = JSON.createGenerator(counting(stream), JsonEncoding.UTF8);
    out.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
  }

  @Override
  public void write(GenericRecord row) throws IOException {
    writeRecord(row);
  }

  @Override
  public long bytes() {
    return bytes + out.getOutputBuffered();
  }

  @Override
  public void close() throws IOException {
    out.writeRaw('\n');
    out.close();
  }

  private void writeRecord(GenericRecord row) throws IOException {
    out.writeStartObject();
    for (Schema.Field field : row.getSchema().getFields()) {
      out.writeFieldName(field.name());
      write(row.get(field.pos()), field.schema());
    }
    out.writeEndObject();
  }

  private void write(@Nullable Object value, Schema schema) throws IOException {
    if (value instanceof GenericRecord row) {
      writeRecord(row);
    } else if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object element : list) {
        write(element, schema.getElementType());
      }
      out.writeEndArray();
    } else if (value instanceof Long time && schema.getLogicalType() != null) {
      out.writeString(Instant.ofEpochMilli(time).toString());
    } else {
      out.writePOJO(value);
    }
  }

  private OutputStream counting(OutputStream stream) {
    return new java.io.FilterOutputStream(stream) {
      @Override
      public void write(byte[] buffer, int from, int length) throws IOException {
        stream.write(buffer, from, length);
        bytes += length;
      }
    };
  }
}
