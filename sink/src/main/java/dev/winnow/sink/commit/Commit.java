package dev.winnow.sink.commit;

import java.util.List;
import java.util.Map;

/**
 * What one commit made final.
 *
 * @param next for each partition that it covers, the offset to go on from
 * @param files with the rows of the offsets before those, back to the partition's commit before
 * @param buried records among those offsets that were no samples, and went to the dead letters
 */
public record Commit(Map<PartitionId, Long> next, List<DataFile> files, long buried) {}
