package dev.winnow.sink.maintain;

import dev.winnow.sink.commit.DataFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which files of a partition to merge.
 *
 * @param groups files of one dataset each, in the order of their rows; at least two in each
 */
record CompactionPlan(List<List<DataFile>> groups) {
  /** Plans for the files of one partition. */
  static CompactionPlan of(Collection<DataFile> files, CompactionConfig config) {
    List<List<DataFile>> groups = new ArrayList<>();
    files.stream()
        .filter(file -> file.bytes() < config.targetBytes() / 2)
        .sorted(Comparator.comparing(DataFile::first).thenComparing(DataFile::path))
        .collect(Collectors.groupingBy(DataFile::dataset, TreeMap::new, Collectors.toList()))
        .values()
        .forEach(small -> addGroups(small, config, groups));
    return new CompactionPlan(List.copyOf(groups));
  }

  private static void addGroups(
      List<DataFile> small, CompactionConfig config, List<List<DataFile>> groups) {
    List<DataFile> group = new ArrayList<>();
    long bytes = 0;
    for (DataFile file : small) {
      group.add(file);
      bytes += file.bytes();
      if (bytes >= config.targetBytes()) {
        groups.add(List.copyOf(group));
        group.clear();
        bytes = 0;
      }
    }
    if (group.size() >= config.minFiles()) {
      groups.add(List.copyOf(group));
    }
  }
}
