package dev.winnow.ops.push;

import java.util.Optional;

/**
 * What a push has done.
 *
 * @param rows number of rows in the repository's data files
 * @param files number of files of the dataset
 * @param changed number of files that were not in the repository
 * @param uploaded number of them that were sent by LFS; the hub had the others already, or took
 *     them inside the commit
 * @param deleted number of data files that were deleted because they are in the manifest no more
 * @param commit id of the commit; empty if the repository had everything
 */
public record PushReport(
    long rows, int files, int changed, int uploaded, int deleted, Optional<String> commit) {}
