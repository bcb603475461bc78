package dev.winnow.ops.size;

/**
 * One part of the service and how many of it the fleet needs. Immutable.
 *
 * @param name name of the part
 * @param unit what {@code load} and {@code capacity} count
 * @param load what the fleet asks of all instances together
 * @param capacity what one instance bears, of the same unit
 * @param instances instances that bear the load, at least 1
 * @param fullAtGpus GPUs at which the first instance is full
 * @param basis where the capacity comes from
 */
public record Part(
    String name,
    String unit,
    double load,
    double capacity,
    int instances,
    long fullAtGpus,
    String basis) {

  /** Share of its capacity that one instance may be asked for, so that it can catch up. */
  static final double HEADROOM = 0.5;

  static Part of(
      Fleet fleet, String name, String unit, double load, double capacity, String basis) {
    int instances = (int) Math.max(1, Math.ceil(load / (capacity * HEADROOM)));
    long full = (long) (fleet.gpus() * capacity / load);
    return new Part(name, unit, load, capacity, instances, full, basis);
  }

  /** A limit that Kafka sets: it is used to the end, without headroom. */
  static Part limit(
      Fleet fleet, String name, String unit, double load, double capacity, String basis) {
    int instances = (int) Math.max(1, Math.ceil(load / capacity));
    long full = (long) (fleet.gpus() * capacity / load);
    return new Part(name, unit, load, capacity, instances, full, basis);
  }
}
