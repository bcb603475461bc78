package dev.winnow.ops.size;

/**
 * State of one instance, and the time to read it again from Kafka.
 *
 * @param stage name of the stage
 * @param bytes bytes of one instance's stores
 * @param restoreSeconds seconds until an instance without local state is ready
 */
public record State(String stage, double bytes, double restoreSeconds) {

  static State of(String stage, double bytesOfAll, int instances, Cluster cluster) {
    double bytes = bytesOfAll / instances;
    return new State(stage, bytes, bytes / (cluster.restoreMegabytesPerSecond() * 1e6));
  }
}
