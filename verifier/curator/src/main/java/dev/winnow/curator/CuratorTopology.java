package dev.winnow.curator;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.RecordGuard;
import dev.winnow.runtime.kafka.StageTopology;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;

/**
 * The curator's topology: one processor reads rows and progress, and writes selected rows, pairs
 * and dead letters, in one transaction.
 */
final class CuratorTopology {
  static final String PROMPTS = "prompts";
  static final String ROWS = "rows";
  static final String WINDOWS = "windows";
  static final String WAITING = "waiting";
  static final String SELECTED_SINK = "to-selected";
  static final String PAIRS_SINK = "to-pairs";
  static final String DEAD_LETTERS_SINK = "to-dead-letters";
  private static final String PROCESSOR = "curator";

  private CuratorTopology() {}

  static Topology build(KafkaConnection connection, RecordGuard guard) {
    Topics topics = connection.topics();
    StageTopology topology = new StageTopology(connection);
    topology.addProcessor(
        PROCESSOR,
        guard.guarded(DEAD_LETTERS_SINK, () -> new CuratorProcessor(connection, guard)),
        sources(topics));
    for (String store : List.of(PROMPTS, WINDOWS)) {
      topology.addStore(store, Serdes.String(), PROCESSOR);
    }
    for (String store : List.of(ROWS, WAITING)) {
      topology.addStore(store, Serdes.Bytes(), PROCESSOR);
    }
    topology.addSink(SELECTED_SINK, topics.selected(), PROCESSOR);
    topology.addSink(PAIRS_SINK, topics.pairs(), PROCESSOR);
    topology.addSink(DEAD_LETTERS_SINK, topics.deadLetters(), PROCESSOR);
    return topology.build();
  }

  private static List<String> sources(Topics topics) {
    List<String> sources = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      sources.add(topics.samples(outcome));
    }
    sources.add(topics.progress());
    return sources;
  }
}
