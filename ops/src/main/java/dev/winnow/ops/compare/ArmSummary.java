package dev.winnow.ops.compare;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An arm over all its seeds.
 *
 * @param candidates mean number of candidates that were sampled for its data; null if unknown
 * @param rows mean number of rows that were learned from; null if unknown
 * @param steps mean number of optimizer steps; null if unknown
 * @param groups pass rates by group of families
 * @param families pass rates by family
 */
public record ArmSummary(
    String arm,
    int seeds,
    @Nullable Double candidates,
    @Nullable Double rows,
    @Nullable Double steps,
    Map<String, SeedMean> groups,
    Map<String, SeedMean> families) {}
