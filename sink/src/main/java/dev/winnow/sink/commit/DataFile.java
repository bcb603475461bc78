package dev.winnow.sink.commit;

/**
 * A file of a dataset: the rows of one recipe and outcome out of a range of offsets of one
 * partition.
 *
 * @param path below the datasets directory, with forward slashes
 * @param recipe whose rows these are
 * @param outcome {@code accepted}, {@code rejected} or {@code undecided}
 * @param topic the rows come from
 * @param partition the rows come from
 * @param first offset of the range
 * @param last offset of the range, included
 * @param bytes of the file
 * @param sha256 of the file, in hex
 * @param stats of its rows
 */
public record DataFile(
    String path,
    String recipe,
    String outcome,
    String topic,
    int partition,
    long first,
    long last,
    long bytes,
    String sha256,
    RowStats stats) {
  /** The dataset that it belongs to, {@code recipe/outcome}: also its directory. */
  public String dataset() {
    return recipe + '/' + outcome;
  }
}
