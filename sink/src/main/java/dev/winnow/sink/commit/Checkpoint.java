package dev.winnow.sink.commit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of a partition after an entry, so that readers need not begin with the first one.
 *
 * @param number number of the entry
 * @param owner token of the latest claim
 * @param source where the rows come from; null before the first claim
 * @param next the next offset to read
 * @param refused number of records that were no rows
 * @param at when the entry was written
 * @param dropped for each dropped dataset, the offset before which its rows were dropped
 * @param retired the files that no longer count, and since when
 * @param files the files that count
 */
public record Checkpoint(
    long number,
    String owner,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Source source,
    long next,
    long refused,
    Instant at,
    Map<String, Long> dropped,
    Map<String, Instant> retired,
    List<DataFile> files) {}
