package dev.winnow.runtime.operations;

import dev.winnow.runtime.Health;
import dev.winnow.runtime.HealthCheck;
import java.util.List;

/** Whether Kafka and the registry answer, as far as the watch knows. Thread-safe. */
final class DependencyHealth {
  private volatile Health broker = new Health.Starting("Kafka has not been asked yet");
  private volatile Health registry = new Health.Starting("the registry has not been asked yet");

  List<HealthCheck> checks() {
    return List.of(
        new HealthCheck("broker", () -> broker), new HealthCheck("registry", () -> registry));
  }

  void broker(Health health) {
    broker = health;
  }

  void registry(Health health) {
    registry = health;
  }
}
