package dev.winnow.ops.size;

/**
 * The Kafka cluster, and how long it keeps records. Immutable.
 *
 * @param replication copies of every record, 1 to 7
 * @param workDays days that prompts, requests, candidates and verdicts are kept
 * @param sampleDays days that rows are kept
 * @param compression stored bytes for each byte of a record, above 0 and at most 1
 * @param brokerMegabytesPerSecond network megabytes a second that one broker may send or receive
 * @param brokerDiskTerabytes disk of one broker, of which 70 % may be filled
 * @param restoreMegabytesPerSecond speed at which one instance reads its changelogs
 */
public record Cluster(
    int replication,
    double workDays,
    double sampleDays,
    double compression,
    double brokerMegabytesPerSecond,
    double brokerDiskTerabytes,
    double restoreMegabytesPerSecond) {

  public Cluster {
    Fleet.require(replication >= 1 && replication <= 7, "--replication: want 1 to 7");
    Fleet.requirePositive(workDays, "--keep-work-days");
    Fleet.requirePositive(sampleDays, "--keep-samples-days");
    Fleet.require(
        compression > 0 && compression <= 1, "--compression: want a number above 0 and at most 1");
    Fleet.requirePositive(brokerMegabytesPerSecond, "--broker-mb-per-second");
    Fleet.requirePositive(brokerDiskTerabytes, "--broker-disk-tb");
    Fleet.requirePositive(restoreMegabytesPerSecond, "--restore-mb-per-second");
  }
}
