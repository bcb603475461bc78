package dev.winnow.sink.row;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** A file format of datasets. */
public enum Format {
  /** Parquet with zstd: for pandas, DuckDB, Spark, {@code datasets.load_dataset}. */
  PARQUET {
    @Override
    public RowWriter open(Path file) throws IOException {
      return new ParquetRowWriter(file);
    }
  },
  /** One JSON object per line: for all other tools, and for people. */
  JSONL {
    @Override
    public RowWriter open(Path file) throws IOException {
      return new JsonlRowWriter(file);
    }
  };

  /** Creates a new file. */
  public abstract RowWriter open(Path file) throws IOException;

  /** Returns the extension of its files, without the dot. */
  public String extension() {
    return name().toLowerCase(Locale.ROOT);
  }
}
