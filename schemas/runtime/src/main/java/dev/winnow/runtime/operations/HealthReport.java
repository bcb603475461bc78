package dev.winnow.runtime.operations;

import dev.winnow.runtime.Health;
import dev.winnow.runtime.HealthCheck;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The checks of a process and what they say now.
 *
 * @param passes whether the process passes
 * @param states the state in words, by the check's name; the worst where a name comes twice
 */
record HealthReport(boolean passes, Map<String, String> states) {
  /** Returns whether the process can do its work; a check whose name is excluded has no part. */
  static HealthReport ofReadiness(List<HealthCheck> checks, Set<String> excluded) {
    return of(checks, excluded, Health::isOk);
  }

  /** Returns whether the process need not be restarted: it fails once a stage has failed. */
  static HealthReport ofLiveness(List<HealthCheck> checks) {
    return of(checks, Set.of(), health -> !health.isFailed());
  }

  private static HealthReport of(
      List<HealthCheck> checks, Set<String> excluded, Predicate<Health> passes) {
    Map<String, Health> worst = new LinkedHashMap<>();
    for (HealthCheck check : checks) {
      if (!excluded.contains(check.name())) {
        worst.merge(
            check.name(),
            check.health().get(),
            (one, other) -> Health.worst(List.of(one, other).stream()));
      }
    }
    Map<String, String> states = new LinkedHashMap<>();
    worst.forEach((name, health) -> states.put(name, health.describe()));
    return new HealthReport(worst.values().stream().allMatch(passes), states);
  }

  /** Returns the report as the body of an HTTP answer. */
  JsonObject json() {
    JsonObject checks = new JsonObject();
    states.forEach(checks::put);
    return new JsonObject().put("passes", passes).put("checks", checks);
  }
}
