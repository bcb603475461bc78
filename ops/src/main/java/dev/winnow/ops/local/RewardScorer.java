package dev.winnow.ops.local;

import dev.winnow.runtime.Stage;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.share.WorkerConfig;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.scorer.ScorerEngine;
import dev.winnow.scorer.reward.RewardOptions;
import dev.winnow.scorer.reward.RewardPlugin;
import dev.winnow.scorer.reward.RewardWorkerOptions;
import dev.winnow.scorer.stage.ScorerStage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Opens scorer workers that run one reward model in this process. */
public final class RewardScorer {
  private static final RewardPlugin TYPE = new RewardPlugin();

  private final Supplier<ScorerEngine<RewardOptions>> engine;

  private RewardScorer(Supplier<ScorerEngine<RewardOptions>> engine) {
    this.engine = engine;
  }

  /**
   * Prepares a model for each of these scoring pools. Nothing is loaded yet.
   *
   * @param model a Hugging Face directory of a reward model; not looked at if there is no pool
   * @throws IllegalArgumentException if the directory does not exist
   */
  public static Map<String, RewardScorer> forPools(Set<String> pools, Path model) {
    Map<String, RewardScorer> scorers = new TreeMap<>();
    pools.forEach(pool -> scorers.put(pool, of(model)));
    return scorers;
  }

  private static RewardScorer of(Path model) {
    RewardWorkerOptions options =
        Options.bind(RewardWorkerOptions.class, Map.of("model", model.toString()));
    return new RewardScorer(TYPE.prepare(options));
  }

  /** Loads the model and creates a worker; closing the worker frees the model. */
  Stage open(KafkaConnection connection, WorkerConfig config) {
    return ScorerStage.create(connection, config, TYPE, engine.get());
  }
}
