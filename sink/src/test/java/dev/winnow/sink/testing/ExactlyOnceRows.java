package dev.winnow.sink.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.sink.row.Format;
import java.nio.file.Path;
import java.util.Collection;

/**
 * The guarantee of the sink: every sample is a row of the datasets, and none is so twice.
 *
 * @param datasets the directory
 * @param format of its files
 */
public record ExactlyOnceRows(Path datasets, Format format) {
  /** Checks it over every file that a reader would find. */
  public void holdFor(Collection<String> ids) {
    Path everything = datasets.resolve("*/*/*." + format.extension());
    assertThat(DuckDb.query("SELECT id FROM " + DuckDb.files(everything)))
        .extracting(row -> row.get("id"))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(ids);
  }
}
