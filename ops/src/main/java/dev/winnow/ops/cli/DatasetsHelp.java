package dev.winnow.ops.cli;

/** How the options for datasets describe their value. */
final class DatasetsHelp {
  private static final String PLACE =
      "a directory, or s3://bucket/prefix[?endpoint=URL&path_style=true&region=NAME]";

  static final String WRITTEN = "Where datasets are written: " + PLACE;
  static final String EXISTING = "Datasets: " + PLACE;

  private DatasetsHelp() {}
}
