package dev.winnow.sink.storage;

/** The names of files in a datasets directory. */
public final class DataPaths {
  /** The directory of the sink's own files. */
  public static final String INTERNAL = ".sink";

  private DataPaths() {}

  /** Returns whether the path is a data file's: {@code recipe/dataset/part-...}. */
  static boolean isData(String path) {
    String[] parts = path.split("/", -1);
    return parts.length == 3 && !parts[0].equals(INTERNAL) && parts[2].startsWith("part-");
  }
}
