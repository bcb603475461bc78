package dev.winnow.ops.size;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Computes what a fleet needs. Pure functions. */
public final class Sizing {
  private static final int GROWTH = 4;
  private static final int MIN_PARTITIONS = 12;
  private static final double FILLED = 0.7;

  private Sizing() {}

  /** Returns the report of what a fleet needs on a cluster. */
  public static SizeReport of(Fleet fleet, Cluster cluster) {
    Traffic traffic = Traffic.of(fleet, cluster);
    List<Part> parts = new ArrayList<>(stages(fleet));
    int threads = parts.stream().mapToInt(Part::instances).max().orElse(1);
    Part locks = locks(fleet);
    int partitions = partitions(Math.max(threads, locks.instances()));
    Part members = members(fleet);
    Part network = network(fleet, cluster, traffic);
    Part disk = disk(fleet, cluster, traffic);
    parts.addAll(List.of(locks, members, network, disk));
    parts.sort(Comparator.comparingLong(Part::fullAtGpus));
    return new SizeReport(
        fleet.candidatesPerSecond(),
        fleet.promptsPerSecond(),
        partitions,
        window(fleet, partitions),
        members.instances(),
        Math.max(cluster.replication(), Math.max(network.instances(), disk.instances())),
        traffic.network(cluster),
        traffic.disk(cluster),
        86_400 * fleet.candidatesPerSecond() * (fleet.promptBytes() + fleet.responseBytes()),
        parts,
        states(fleet, cluster, parts));
  }

  private static List<Part> stages(Fleet fleet) {
    double candidates = fleet.candidatesPerSecond();
    // A thread of the planner spends its time on verdicts and on decisions.
    double planner =
        candidates / Figures.PLANNER_VERDICTS
            + (fleet.requestsPerSecond() + fleet.promptsPerSecond()) / Figures.PLANNER_DECISIONS;
    return List.of(
        Part.of(fleet, "planner", "seconds/s", planner, 1, "bench planner"),
        Part.of(
            fleet,
            "verifier",
            "candidates/s",
            candidates,
            Figures.VERIFIER_CANDIDATES,
            "bench pipeline"),
        Part.of(fleet, "curator", "rows/s", candidates, Figures.CURATOR_ROWS, "as the verifier"),
        Part.of(fleet, "sink", "rows/s", candidates, Figures.SINK_ROWS, "bench sink"));
  }

  /** Each worker holds requests; Kafka bounds those of one partition that a group may hold. */
  private static Part locks(Fleet fleet) {
    double requests = fleet.candidatesInFlight() / fleet.candidatesPerRequest();
    return Part.limit(
        fleet,
        "requests held in a partition",
        "requests",
        requests,
        Figures.SHARE_LOCKS,
        "group.share.partition.max.record.locks");
  }

  private static Part members(Fleet fleet) {
    return Part.limit(
        fleet,
        "workers of a pool",
        "workers",
        fleet.workers(),
        Figures.SHARE_MEMBERS,
        "group.share.max.size");
  }

  private static Part network(Fleet fleet, Cluster cluster, Traffic traffic) {
    return Part.of(
        fleet,
        "broker network",
        "MB/s",
        traffic.network(cluster) / 1e6,
        cluster.brokerMegabytesPerSecond(),
        "--broker-mb-per-second");
  }

  private static Part disk(Fleet fleet, Cluster cluster, Traffic traffic) {
    return Part.limit(
        fleet,
        "broker disk",
        "TB",
        traffic.disk(cluster) / 1e12,
        cluster.brokerDiskTerabytes() * FILLED,
        "--broker-disk-tb");
  }

  private static int partitions(int needed) {
    int wanted = Math.max(MIN_PARTITIONS, GROWTH * needed);
    return Math.ceilDiv(wanted, MIN_PARTITIONS) * MIN_PARTITIONS;
  }

  /**
   * Returns the window: twice what is sampled at once, so that a request waits when another one
   * ends.
   */
  private static int window(Fleet fleet, int partitions) {
    return (int) Math.max(64, Math.ceil(2 * fleet.candidatesInFlight() / partitions));
  }

  private static List<State> states(Fleet fleet, Cluster cluster, List<Part> parts) {
    double live = 2 * fleet.candidatesInFlight() / fleet.candidatesPerRequest();
    double kept = fleet.promptsPerSecond() * 86_400 * cluster.workDays();
    double planner =
        live * (Figures.LIVE_PROMPT + fleet.promptBytes()) + kept * Figures.ENDED_PROMPT;
    double verifier = kept * fleet.candidatesPerPrompt() * Figures.VERDICT_STATE;
    double row = fleet.promptBytes() + fleet.responseBytes() + Figures.ROW;
    double curator = live * fleet.candidatesPerPrompt() * row;
    return List.of(
        State.of("planner", planner, instances(parts, "planner"), cluster),
        State.of("verifier", verifier, instances(parts, "verifier"), cluster),
        State.of("curator", curator, instances(parts, "curator"), cluster));
  }

  private static int instances(List<Part> parts, String name) {
    return parts.stream()
        .filter(part -> part.name().equals(name))
        .mapToInt(Part::instances)
        .findFirst()
        .orElse(1);
  }
}
