package dev.winnow.ops.metrics;

import dev.winnow.curator.CuratorStage;
import dev.winnow.ops.catalog.Installed;
import dev.winnow.ops.scenario.SeededEngine;
import dev.winnow.planner.PlannerConfig;
import dev.winnow.planner.PlannerStage;
import dev.winnow.producers.gateway.GatewayConfig;
import dev.winnow.producers.gateway.GatewayStage;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.StreamsProperties;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.runtime.metrics.StageName;
import dev.winnow.runtime.share.TokenPrices;
import dev.winnow.runtime.share.WorkerConfig;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.scorer.reward.RewardPlugin;
import dev.winnow.scorer.reward.RewardWorkerOptions;
import dev.winnow.scorer.stage.ScorerStage;
import dev.winnow.sink.SinkConfig;
import dev.winnow.sink.SinkStage;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.verifier.VerifierConfig;
import dev.winnow.verifier.VerifierStage;
import dev.winnow.worker.SynthesizerStage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Starts stages on one broker, each as in a process of its own.
 *
 * @param directory of state, datasets and the scorer's chat template
 * @param rewards server of the scorer
 */
record StageOpener(KafkaConnection connection, Path directory, URI rewards) {
  MeasuredStage start(StageName stage) {
    return switch (stage) {
      case GATEWAY ->
          MeasuredStage.start(
              connection,
              measured -> new GatewayStage(measured, GatewayConfig.local(0), Installed.catalog()));
      case PLANNER ->
          MeasuredStage.start(
              connection,
              measured ->
                  PlannerStage.create(
                      measured,
                      PlannerConfig.of(streams("planner"), TopicSettings.LOCAL),
                      Installed.catalog().verification()));
      case SYNTHESIZER ->
          MeasuredStage.start(
              connection,
              measured ->
                  new SynthesizerStage(measured, worker(MeasuredStream.POOL), new SeededEngine()));
      case VERIFIER ->
          MeasuredStage.start(
              connection,
              measured -> VerifierStage.create(measured, VerifierConfig.of(streams("verifier"))));
      case SCORER ->
          MeasuredStage.start(
              connection, measured -> scorer(measured, worker(MeasuredStream.SCORERS)));
      case CURATOR ->
          MeasuredStage.start(
              connection, measured -> CuratorStage.create(measured, streams("curator")));
      case SINK ->
          MeasuredStage.start(
              connection,
              measured ->
                  new SinkStage(
                      measured,
                      new SinkConfig(
                          DatasetsLocation.of(directory.resolve("datasets")),
                          Format.PARQUET,
                          1_000,
                          1 << 20,
                          Duration.ofSeconds(1))));
    };
  }

  private ScorerStage scorer(KafkaConnection measured, WorkerConfig config) {
    RewardPlugin type = new RewardPlugin();
    RewardWorkerOptions options =
        Options.bind(
            RewardWorkerOptions.class,
            Map.of(
                "model",
                "tiny-reward",
                "base_url",
                rewards.toString(),
                "dialect",
                "openrlhf",
                "chat_template",
                directory.resolve("template.jinja").toString()));
    return ScorerStage.create(measured, config, type, type.prepare(options).get());
  }

  private static WorkerConfig worker(String pool) {
    return new WorkerConfig(
        pool,
        Duration.ofSeconds(15),
        Duration.ofSeconds(1),
        Optional.of(new TokenPrices(0.5, 1.5)));
  }

  private StreamsProperties streams(String stage) {
    return StreamsProperties.local(directory.resolve(stage));
  }
}
