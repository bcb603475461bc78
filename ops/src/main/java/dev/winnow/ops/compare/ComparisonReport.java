package dev.winnow.ops.compare;

import dev.winnow.ops.compare.ComparisonPlan.Planned;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment found.
 *
 * @param smallestEffect the smallest difference that would matter, as planned
 * @param arms in the order in which they were first there
 * @param comparisons in the order of the plan
 */
public record ComparisonReport(
    double smallestEffect, List<ArmSummary> arms, List<Compared> comparisons) {

  /** Returns the report on these results. */
  public static ComparisonReport of(ComparisonPlan plan, List<ArmResult> results) {
    Map<String, List<ArmResult>> arms =
        results.stream()
            .collect(
                Collectors.groupingBy(ArmResult::arm, LinkedHashMap::new, Collectors.toList()));
    return new ComparisonReport(
        plan.smallestEffect(),
        arms.entrySet().stream().map(arm -> summary(plan, arm.getKey(), arm.getValue())).toList(),
        comparisons(plan, arms));
  }

  private static ArmSummary summary(ComparisonPlan plan, String arm, List<ArmResult> results) {
    Map<String, SeedMean> groups = new TreeMap<>();
    plan.groups()
        .forEach(
            (group, families) ->
                mean(results, families).ifPresent(mean -> groups.put(group, mean)));
    Set<String> names = new TreeSet<>();
    results.forEach(result -> names.addAll(result.passRates().keySet()));
    Map<String, SeedMean> families = new TreeMap<>();
    names.forEach(name -> mean(results, List.of(name)).ifPresent(mean -> families.put(name, mean)));
    return new ArmSummary(
        arm,
        results.size(),
        size(results, ArmResult::candidates),
        size(results, ArmResult::rows),
        size(results, ArmResult::steps),
        groups,
        families);
  }

  private static Optional<SeedMean> mean(List<ArmResult> results, List<String> families) {
    double[] values =
        results.stream()
            .flatMap(result -> result.mean(families).stream())
            .mapToDouble(Double::doubleValue)
            .toArray();
    return values.length == 0 ? Optional.empty() : Optional.of(SeedMean.of(values));
  }

  /** Returns the mean over the seeds; null if it is unknown for one of them. */
  private static @Nullable Double size(
      List<ArmResult> results, Function<ArmResult, @Nullable Long> size) {
    List<Long> known = new ArrayList<>();
    for (ArmResult result : results) {
      Long value = size.apply(result);
      if (value == null) {
        return null;
      }
      known.add(value);
    }
    return known.stream().mapToLong(Long::longValue).average().orElseThrow();
  }

  private static List<Compared> comparisons(
      ComparisonPlan plan, Map<String, List<ArmResult>> arms) {
    List<Compared> raw = plan.planned().stream().map(one -> compare(plan, one, arms)).toList();
    List<Compared> confirming = raw.stream().filter(one -> one.planned().confirms()).toList();
    // A hypothesis that was not tested counts among the tested ones: the plan had it.
    List<Double> adjusted =
        Holm.adjust(
            confirming.stream().map(one -> Objects.requireNonNullElse(one.pValue(), 1.0)).toList());
    return raw.stream()
        .map(
            one ->
                one.planned().confirms()
                    ? judged(one, adjusted.get(confirming.indexOf(one)), plan.smallestEffect())
                    : one)
        .toList();
  }

  private static Compared judged(Compared one, double adjusted, double smallestEffect) {
    SeedMean difference = one.difference();
    return difference == null
        ? one
        : new Compared(
            one.planned(),
            difference,
            one.pValue(),
            adjusted,
            Compared.verdict(difference, adjusted, smallestEffect));
  }

  private static Compared compare(
      ComparisonPlan plan, Planned one, Map<String, List<ArmResult>> arms) {
    List<String> families = plan.groups().getOrDefault(one.group(), List.of());
    Map<Long, Double> first = bySeed(arms, one.arm(), families);
    Map<Long, Double> second = bySeed(arms, one.against(), families);
    List<Double> found = new ArrayList<>();
    first.forEach(
        (seed, mean) -> {
          Double other = second.get(seed);
          if (other != null) {
            found.add(mean - other);
          }
        });
    if (found.isEmpty()) {
      return new Compared(one, null, null, null, null);
    }
    double[] differences = found.stream().mapToDouble(Double::doubleValue).toArray();
    return new Compared(
        one, SeedMean.of(differences), SignFlipTest.pValue(differences), null, null);
  }

  private static Map<Long, Double> bySeed(
      Map<String, List<ArmResult>> arms, String arm, List<String> families) {
    Map<Long, Double> means = new TreeMap<>();
    arms.getOrDefault(arm, List.of())
        .forEach(result -> result.mean(families).ifPresent(mean -> means.put(result.seed(), mean)));
    return means;
  }
}
