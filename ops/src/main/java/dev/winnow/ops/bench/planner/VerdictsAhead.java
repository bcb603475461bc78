package dev.winnow.ops.bench.planner;

import dev.winnow.ops.bench.RawClients;
import dev.winnow.schemas.Prompt;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;

/**
 * All verdicts that a load will need, known before they are ordered: `uniform` learns nothing, so
 * how many each problem takes follows from which of them are accepted, and is the same in each run.
 *
 * <p>They are written in one transaction while nobody can see them, and seen all at once when it
 * commits: so who reads them waits neither for a request to come round nor for whoever writes. In
 * order they go by index, and only then by prompt, so that a prompt's verdicts lie as far apart as
 * they can: no cache is helped.
 *
 * @param counts candidates of each prompt, in the order of a load's prompts
 */
record VerdictsAhead(List<Integer> counts) {
  private static final int TRANSACTION_TIMEOUT_MS = 600_000;

  /** As many as this load had when it had ended so. */
  static VerdictsAhead of(BenchLoad load, LatestProgress ended) {
    return new VerdictsAhead(
        load.prompts().stream().map(prompt -> ended.ordered(prompt.getId())).toList());
  }

  /** How many there are. */
  long size() {
    return counts.stream().mapToLong(count -> count).sum();
  }

  /** How many of them begin a round, if all rounds have this size. */
  long rounds(int roundSize) {
    return counts.stream().mapToLong(count -> Math.ceilDiv(count, roundSize)).sum();
  }

  /**
   * A producer with a transaction begun, to hide them in.
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

  /** Writes them; returns when the broker has them. */
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
