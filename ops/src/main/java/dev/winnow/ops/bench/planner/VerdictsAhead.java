package dev.winnow.ops.bench.planner;

import dev.winnow.ops.bench.RawClients;
import dev.winnow.schemas.Prompt;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;

/**
 * All verdicts that a load will need, known before the planner orders them. `uniform` learns
 * nothing, so the number of candidates of a prompt depends only on which of them are accepted, and
 * is the same in each run.
 *
 * <p>The verdicts are written in one transaction, which readers of committed records see all at
 * once when it commits. So the planner waits neither for its requests to be answered nor for the
 * writer. The verdicts are ordered by index, then by prompt, so that two verdicts of a prompt are
 * as far apart as they can be, and a cache helps the planner as little as it can.
 *
 * @param counts candidates of each prompt, in the order of a load's prompts
 */
record VerdictsAhead(List<Integer> counts) {
  private static final int TRANSACTION_TIMEOUT_MS = 600_000;

  /**
   * Returns as many verdicts of each prompt as an earlier run of this load ordered until its end.
   */
  static VerdictsAhead of(BenchLoad load, LatestProgress ended) {
    return new VerdictsAhead(
        load.prompts().stream().map(prompt -> ended.ordered(prompt.getId())).toList());
  }

  /** Returns the number of verdicts. */
  long size() {
    return counts.stream().mapToLong(count -> count).sum();
  }

  /** Returns the number of rounds that the verdicts fill, if all rounds have this size. */
  long rounds(int roundSize) {
    return counts.stream().mapToLong(count -> Math.ceilDiv(count, roundSize)).sum();
  }

  /**
   * Returns a producer with an open transaction, so that what it writes stays unseen until the
   * commit.
   *
   * @param id of the producer, one for each use
   */
  static Producer<byte[], byte[]> hidden(RawClients clients, String id) {
    Producer<byte[], byte[]> producer =
        clients.producer(
            Map.of("transactional.id", id, "transaction.timeout.ms", TRANSACTION_TIMEOUT_MS));
    producer.initTransactions();
    producer.beginTransaction();
    return producer;
  }

  /** Writes the verdicts; returns when the broker has them. */
  void write(BenchLoad load, DrawnVerdicts verdicts, Producer<byte[], byte[]> to) {
    for (int index = 0; index < Collections.max(counts); index++) {
      for (int i = 0; i < counts.size(); i++) {
        if (index < counts.get(i)) {
          Prompt prompt = load.prompts().get(i);
          to.send(verdicts.of(prompt, index));
        }
      }
    }
    to.flush();
  }
}
