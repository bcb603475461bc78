package dev.winnow.ops.bench.planner;

import dev.winnow.ops.bench.RawClients;
import dev.winnow.ops.bench.Workbench;
import dev.winnow.planner.PlannerConfig;
import dev.winnow.planner.PlannerStage;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.runtime.Stage;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.StreamsProperties;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.schemas.Progress;
import java.util.concurrent.ExecutionException;
import java.util.function.DoubleConsumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * The planner's stage as it is, and the ways to run it. Its window is so large that no prompt waits
 * for its turn.
 */
final class PlannerRuns implements AutoCloseable {
  private final KafkaConnection connection;
  private final DoubleConsumer share;
  private final Stage planner;

  /**
   * Starts it with the recipes of this many runs, so that none has to wait for its recipe.
   *
   * @param prompts most that are live at once
   * @param share told from time to time how much of a run is done, 0 to 1
   */
  PlannerRuns(Workbench bench, int runs, int prompts, DoubleConsumer share)
      throws InterruptedException, ExecutionException {
    this.connection = bench.service().connection();
    this.share = share;
    try (Publisher publisher = new Publisher(connection)) {
      for (int run = 0; run < runs; run++) {
        publisher.publish(BenchRecipes.uniform(run)).get();
        publisher.publish(BenchRecipes.adaptive(run)).get();
      }
    }
    this.planner =
        PlannerStage.create(
            connection,
            PlannerConfig.of(StreamsProperties.local(bench.state()), TopicSettings.LOCAL)
                .withWindow(prompts * BenchRecipes.MAX_ROUND));
    planner.start();
  }

  /** Holds all verdicts back until the state of the live prompts is read. */
  Census census(BenchLoad load) throws InterruptedException, ExecutionException {
    StateSize before = state();
    try (PlannerRun run = open(load);
        SimulatedWorkers workers = new SimulatedWorkers(connection, run.verdicts())) {
      run.publish();
      run.awaitLive();
      StateSize live = state();
      workers.start();
      run.awaitEnded(workers::check);
      return new Census(live.minus(before), state().minus(before), run.published(), run.accounts());
    }
  }

  /**
   * Measures from the first prompt published to the last prompt's end. Every request is answered at
   * once.
   */
  CompletedWork loop(BenchLoad load) throws InterruptedException, ExecutionException {
    try (PlannerRun run = open(load);
        SimulatedWorkers workers = new SimulatedWorkers(connection, run.verdicts())) {
      workers.start();
      long start = System.nanoTime();
      run.publish();
      run.awaitEnded(workers::check);
      return work(run.accounts(), 0, start);
    }
  }

  /**
   * Measures from the first verdict seen to the last prompt's end. The first rounds are ordered
   * before the measurement.
   */
  CompletedWork ahead(BenchLoad load, VerdictsAhead verdicts)
      throws InterruptedException, ExecutionException {
    try (PlannerRun run = open(load);
        Producer<byte[], byte[]> producer =
            VerdictsAhead.hidden(new RawClients(connection), load.recipe().getName())) {
      run.publish();
      run.awaitLive();
      verdicts.write(load, run.verdicts(), producer);
      long start = System.nanoTime();
      producer.commitTransaction();
      run.awaitEnded(() -> {});
      return work(run.accounts(), 1, start);
    }
  }

  /** Returns one of its requests, as bytes. */
  byte[] request() {
    return new RawClients(connection)
        .first(connection.topics().sampling(BenchRecipes.POOL), 1)
        .getFirst();
  }

  @Override
  public void close() throws Exception {
    planner.close();
  }

  private PlannerRun open(BenchLoad load) {
    return new PlannerRun(connection, planner, load, share);
  }

  private StateSize state() throws InterruptedException, ExecutionException {
    return StateSize.read(connection, connection.topics().prefix() + planner.name());
  }

  /**
   * A prompt's decisions are its rounds and its end.
   *
   * @param before decisions on each prompt that were made before the start
   */
  private static CompletedWork work(LatestProgress accounts, int before, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    long verdicts = 0;
    long decisions = 0;
    for (Progress account : accounts.all()) {
      verdicts += account.getJudged();
      decisions += account.getRound() + 1 - before;
    }
    return new CompletedWork(verdicts, decisions, seconds);
  }
}
