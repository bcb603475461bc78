package dev.winnow.verifier;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.RecordGuard;
import dev.winnow.runtime.kafka.StageTopology;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.RecordContext;

/**
 * The verifier's topology: one processor reads candidates and scores, and writes samples, verdicts,
 * scoring requests, notices for the planner and dead letters, in one transaction.
 */
public final class VerifierTopology {
  static final String JUDGED = "judged";
  static final String KEPT = "verdicts";
  static final String SEEN = "responses";
  static final String MODELS = "models";
  static final String PENDING = "pending";
  static final String HELD = "held";
  static final String VOTES = "votes";
  static final String DEADLINES = "deadlines";
  static final String REVISIONS = "revisions";
  static final String REVISION_DEADLINES = "revision-deadlines";
  static final String WORKERS = "workers";

  /** How often the candidates that wait for scores are looked at. */
  static final Duration TICK = Duration.ofSeconds(1);

  static final String SCORING_SINK = "to-scoring";
  static final String SCORING_STARTED_SINK = "to-scoring-started";
  static final String VERDICTS_SINK = "to-verdicts";
  static final String DEAD_LETTERS_SINK = "to-dead-letters";
  private static final String PROCESSOR = "verifier";

  /** Maximum size of a worker's status, which is short. */
  private static final int MAX_WORKER_BYTES = 64 << 10;

  private VerifierTopology() {}

  /** Builds the topology, with a guard whose log ends with the process. */
  public static Topology build(KafkaConnection connection, VerifierConfig config) {
    return build(connection, config, RecordGuard.inMemory(VerifierStage.NAME), pool -> true);
  }

  /** Builds the topology. */
  static Topology build(
      KafkaConnection connection,
      VerifierConfig config,
      RecordGuard guard,
      Predicate<String> hasTopic) {
    Topics topics = connection.topics();
    StageTopology topology = new StageTopology(connection);
    topology.addProcessor(
        PROCESSOR,
        guard.guarded(
            DEAD_LETTERS_SINK, () -> new VerifierProcessor(connection, config, guard, hasTopic)),
        List.of(topics.candidates(), topics.scores()));
    addStores(topology);
    topology.addTable(WORKERS, topics.workers(), MAX_WORKER_BYTES);
    addSinks(topology, topics);
    return topology.build();
  }

  private static void addStores(StageTopology topology) {
    for (String store : List.of(JUDGED, MODELS, VOTES)) {
      topology.addStore(store, Serdes.String(), PROCESSOR);
    }
    for (String store : List.of(KEPT, SEEN, PENDING, HELD, REVISIONS)) {
      topology.addStore(store, Serdes.Bytes(), PROCESSOR);
    }
    for (String store : List.of(DEADLINES, REVISION_DEADLINES)) {
      topology.addStore(store, Serdes.ByteArray(), PROCESSOR);
    }
  }

  private static void addSinks(StageTopology topology, Topics topics) {
    topology.addSink(
        SCORING_SINK,
        (byte[] key, ScoringRequest request, RecordContext context) ->
            topics.scoring(request.getScorer().getPool()),
        PROCESSOR);
    topology.addSink(SCORING_STARTED_SINK, topics.scoringStarted(), PROCESSOR);
    for (Outcome outcome : Outcome.values()) {
      topology.addSink(sinkOf(outcome), topics.samples(outcome), PROCESSOR);
    }
    topology.addSink(VERDICTS_SINK, topics.verdicts(), PROCESSOR);
    topology.addSink(DEAD_LETTERS_SINK, topics.deadLetters(), PROCESSOR);
  }

  static String sinkOf(Outcome outcome) {
    return "to-" + outcome;
  }
}
