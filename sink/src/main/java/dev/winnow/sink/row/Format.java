package dev.winnow.sink.row;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.parquet.io.InputFile;

/** A file format of datasets. */
public enum Format {
  /** Parquet with zstd: for pandas, DuckDB, Spark, {@code datasets.load_dataset}. */
  PARQUET {
    @Override
    public RowWriter open(OutputStream out, Schema schema) throws IOException {
      return new ParquetRowWriter(out, schema);
    }

    @Override
    public RowMerger merger(OutputStream out, String schema) throws IOException {
      return new ParquetRowMerger(out, new Schema.Parser().parse(schema));
    }

    @Override
    public String schema(InputFile file) throws IOException {
      return ParquetRowMerger.schema(file);
    }
  },
  /** One JSON object per line: for all other tools, and for people. */
  JSONL {
    @Override
    public RowWriter open(OutputStream out, Schema schema) throws IOException {
      return new JsonlRowWriter(out);
    }

    @Override
    public RowMerger merger(OutputStream out, String schema) {
      return new JsonlRowMerger(out);
    }

    @Override
    public String schema(InputFile file) {
      return "";
    }
  };

  /** Begins a file with these columns. Closing the writer closes the stream. */
  public abstract RowWriter open(OutputStream out, Schema schema) throws IOException;

  /**
   * Begins a file that takes the rows of others. Closing the merger closes the stream.
   *
   * @param schema the {@link #schema} that all of them have
   */
  public abstract RowMerger merger(OutputStream out, String schema) throws IOException;

  /** Returns the columns of a file: files can be merged where these texts are equal. */
  public abstract String schema(InputFile file) throws IOException;

  /** Returns the extension of its files, without the dot. */
  public String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the format whose files have this extension. */
  public static Format ofExtension(String extension) {
    return valueOf(extension.toUpperCase(Locale.ROOT));
  }
}
