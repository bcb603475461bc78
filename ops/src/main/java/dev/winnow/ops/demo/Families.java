package dev.winnow.ops.demo;

import dev.winnow.schemas.Progress;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The prompts of a run by the family of problems in their metadata.
 *
 * @param byName the prompts of each family
 */
record Families(Map<String, List<Progress>> byName) {
  static Families of(Collection<Progress> prompts) {
    return new Families(
        prompts.stream()
            .collect(
                Collectors.groupingBy(
                    prompt -> prompt.getMetadata().getOrDefault("family", "-"),
                    TreeMap::new,
                    Collectors.toList())));
  }

  /** Returns the names of the families, the easiest first. */
  List<String> names() {
    return byName.keySet().stream().sorted(Comparator.comparingInt(this::level)).toList();
  }

  List<Progress> of(String family) {
    return byName.getOrDefault(family, List.of());
  }

  List<Progress> all() {
    return byName.values().stream().flatMap(List::stream).toList();
  }

  private int level(String family) {
    return Integer.parseInt(of(family).getFirst().getMetadata().getOrDefault("level", "0"));
  }
}
