package dev.winnow.verifier;

import dev.winnow.runtime.kafka.Deadlines;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.pool.PoolActivityTracker;
import dev.winnow.runtime.pool.PoolConditions;
import dev.winnow.runtime.pool.WorkerReports;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.schemas.serde.Decoder;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of one partition. */
record VerifierStores(
    JudgedCandidates judged,
    SeenResponses seenResponses,
    NewestModels newestModels,
    PendingCandidates pending,
    RoundStores rounds,
    JudgedRevisions revisions,
    ScorerWatch watch) {
  private static final Logger LOG = LoggerFactory.getLogger(VerifierStores.class);

  static VerifierStores open(
      ProcessorContext<byte[], SpecificRecord> context,
      KafkaConnection connection,
      VerifierOutput output) {
    KeptVerdicts kept =
        new KeptVerdicts(
            context.getStateStore(VerifierTopology.KEPT),
            connection.registry(),
            connection.topics().verdicts());
    PendingCandidates pending =
        new PendingCandidates(
            context.getStateStore(VerifierTopology.PENDING),
            new Deadlines(context.getStateStore(VerifierTopology.DEADLINES)),
            connection.registry(),
            connection.topics().prefix() + "pending-candidates");
    return new VerifierStores(
        new JudgedCandidates(context.getStateStore(VerifierTopology.JUDGED), kept, output),
        new SeenResponses(context.getStateStore(VerifierTopology.SEEN)),
        new NewestModels(context.getStateStore(VerifierTopology.MODELS)),
        pending,
        rounds(context, connection),
        new JudgedRevisions(
            context.getStateStore(VerifierTopology.REVISIONS),
            new Deadlines(context.getStateStore(VerifierTopology.REVISION_DEADLINES))),
        watch(context, connection, output.now()));
  }

  private static RoundStores rounds(
      ProcessorContext<byte[], SpecificRecord> context, KafkaConnection connection) {
    return new RoundStores(
        new HeldCandidates(
            context.getStateStore(VerifierTopology.HELD),
            connection.registry(),
            connection.topics().candidates()),
        new RoundVotes(
            context.getStateStore(VerifierTopology.VOTES),
            connection.registry(),
            connection.topics().prefix() + "round-votes"));
  }

  private static ScorerWatch watch(
      ProcessorContext<byte[], SpecificRecord> context, KafkaConnection connection, Instant now) {
    PoolConditions conditions = new PoolConditions(now);
    PoolActivityTracker activity =
        new PoolActivityTracker(
            conditions,
            (pool, condition) -> LOG.info("pool={} condition={}", pool, condition.code()),
            now.toEpochMilli());
    WorkerReports reports =
        new WorkerReports(
            context.getStateStore(VerifierTopology.WORKERS),
            new Decoder<>(connection.registry(), WorkerStatus.class),
            connection.topics().workers(),
            conditions);
    return new ScorerWatch(activity, reports);
  }
}
