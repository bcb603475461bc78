package dev.winnow.ops.size;

/**
 * Bytes that move and stay, computed from the records of each topic.
 *
 * @param producedPerSecond bytes a second that clients write, as stored
 * @param consumedPerSecond bytes a second that clients read, as stored
 * @param workBytesPerSecond part of {@code producedPerSecond} that is kept for the work days
 * @param rowBytesPerSecond part of {@code producedPerSecond} that is kept for the sample days
 */
record Traffic(
    double producedPerSecond,
    double consumedPerSecond,
    double workBytesPerSecond,
    double rowBytesPerSecond) {

  static Traffic of(Fleet fleet, Cluster cluster) {
    double candidates = fleet.candidatesPerSecond();
    // A candidate carries its prompt, so that the verifier needs no join.
    double candidate =
        candidates * (fleet.promptBytes() + fleet.responseBytes() + Figures.CANDIDATE);
    double verdict = candidates * Figures.VERDICT;
    double row = candidates * (fleet.promptBytes() + fleet.responseBytes() + Figures.ROW);
    double request = fleet.requestsPerSecond() * (fleet.promptBytes() + Figures.REQUEST);
    double prompt = fleet.promptsPerSecond() * fleet.promptBytes();
    double progress = fleet.requestsPerSecond() * Figures.PROGRESS;
    double planner = fleet.requestsPerSecond() * (fleet.promptBytes() + Figures.LIVE_PROMPT);
    double verifier = candidates * Figures.VERDICT_STATE;
    double curator = row;
    double work = candidate + verdict + request + prompt;
    double compacted = progress + planner + verifier + curator;
    // Two stages read each row: sink and curator. Two read each progress: curator and gateway.
    double consumed = candidate + verdict + request + prompt + 2 * row + 2 * progress;
    double stored = cluster.compression();
    return new Traffic(
        stored * (work + compacted + row), stored * consumed, stored * work, stored * row);
  }

  /** Bytes a second that all brokers send or receive, whichever is more. */
  double network(Cluster cluster) {
    double received = producedPerSecond * cluster.replication();
    double sent = consumedPerSecond + producedPerSecond * (cluster.replication() - 1);
    return Math.max(received, sent);
  }

  /** Bytes on the disks of all brokers when retention has set in. */
  double disk(Cluster cluster) {
    double day = 86_400;
    return cluster.replication()
        * day
        * (workBytesPerSecond * cluster.workDays() + rowBytesPerSecond * cluster.sampleDays());
  }
}
