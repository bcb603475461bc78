package dev.winnow.ops.cli.option;

/** How the options for datasets describe their value. */
public final class DatasetsHelp {
  private static final String PLACE =
      "a directory, or s3://bucket/prefix[?endpoint=URL&path_style=true&region=NAME]";

  public static final String WRITTEN = "Where datasets are written: " + PLACE;
  public static final String EXISTING = "Datasets: " + PLACE;

  private DatasetsHelp() {}
}
