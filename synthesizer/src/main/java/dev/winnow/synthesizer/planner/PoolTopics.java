package dev.winnow.synthesizer.planner;

import dev.winnow.schemas.kafka.KafkaConnection;
import dev.winnow.schemas.kafka.TopicCreator;
import dev.winnow.schemas.kafka.TopicSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;

/**
 * The trials topics of the pools. Streams would wait in vain for a topic that is not there, so a
 * new pool's is made before its first trial is sent. Thread-safe.
 */
final class PoolTopics {
  private final KafkaConnection connection;
  private final TopicSettings settings;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  PoolTopics(KafkaConnection connection, TopicSettings settings) {
    this.connection = connection;
    this.settings = settings;
  }

  void ensure(String pool) {
    if (known.contains(pool)) {
      return;
    }
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      TopicCreator.createMissing(admin, List.of(settings.trials(connection.topics(), pool)));
    }
    known.add(pool);
  }
}
