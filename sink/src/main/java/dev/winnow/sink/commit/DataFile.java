package dev.winnow.sink.commit;

/**
 * A file of a dataset: the rows of one recipe from a range of offsets of one partition.
 *
 * @param path path below the datasets directory, with forward slashes; see {@link DataFileName}
 * @param recipe recipe of the rows
 * @param kind the kind of dataset, such as {@code accepted}
 * @param topic topic of the rows
 * @param partition partition of the rows
 * @param first first offset of the range
 * @param last last offset of the range, inclusive
 * @param bytes size of the file
 * @param sha256 SHA-256 of the file, in hex
 * @param stats statistics of its rows
 */
public record DataFile(
    String path,
    String recipe,
    String kind,
    String topic,
    int partition,
    long first,
    long last,
    long bytes,
    String sha256,
    RowStats stats) {
  /** Returns its dataset, {@code recipe/kind}, which is also its directory. */
  public String dataset() {
    return recipe + '/' + kind;
  }
}
