package dev.winnow.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.ops.local.LocalRegistry;
import dev.winnow.ops.scenario.FaultyRewardServer;
import dev.winnow.runtime.kafka.ClientSettings;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicCreator;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.runtime.metrics.StageName;
import dev.winnow.runtime.testing.SecuredBroker;
import dev.winnow.runtime.testing.TestCertificates;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.serde.HttpSchemaRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user of running stages is removed from Kafka, and comes back. */
class WithdrawnCredentialsIT {
  private static final String USER = "winnow";
  private static final String REASON = "uthentication failed";
  private static final Duration ASKED_EVERY = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path directory;

  @Test
  void stagesAreNotReadyWithTheReasonAndThenGoOnOrHaveSaidWhyTheyStopped() throws Exception {
    Vertx vertx = Vertx.vertx();
    TestCertificates authority = new TestCertificates(directory);
    Map<StageName, MeasuredStage> stages = new TreeMap<>();
    try (SecuredBroker broker =
            SecuredBroker.startAskingAgain(
                directory, authority, authority.issue("broker"), List.of(USER), ASKED_EVERY);
        LocalRegistry registry = new LocalRegistry(vertx, broker.internalServers(), 0);
        FaultyRewardServer rewards = new FaultyRewardServer()) {
      StageOpener opener = new StageOpener(connection(broker, registry), directory, rewards.uri());
      for (StageName stage : StageName.values()) {
        stages.put(stage, opener.start(stage));
      }
      eachWithin(PATIENCE, stages, stage -> stage.get("/readyz").statusCode() == 200);

      broker.remove(USER);

      eachWithin(PATIENCE, stages, WithdrawnCredentialsIT::isNotReadyWithTheReason);

      broker.user(USER);

      eachWithin(PATIENCE, stages, WithdrawnCredentialsIT::isReadyOrSaysWhyItStopped);
      MeasuredStage gateway = Objects.requireNonNull(stages.get(StageName.GATEWAY));
      assertThat(gateway.get("/readyz").statusCode()).isEqualTo(200);
    } finally {
      stages.values().forEach(MeasuredStage::close);
      vertx.close().await();
    }
  }

  private KafkaConnection connection(SecuredBroker broker, LocalRegistry registry)
      throws Exception {
    Files.writeString(
        directory.resolve("template.jinja"), "{% for m in messages %}|{{ m.content }}{% endfor %}");
    KafkaConnection connection =
        new KafkaConnection(
            broker.bootstrapServers(),
            new HttpSchemaRegistry(registry.uri()),
            Topics.DEFAULT,
            ClientSettings.read(broker.user(USER)).kafka());
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      List<NewTopic> topics =
          new ArrayList<>(
              TopicSettings.LOCAL.all(connection.topics(), Set.of(MeasuredStream.POOL)));
      topics.add(TopicSettings.LOCAL.ofPool(connection.topics().scoring(MeasuredStream.SCORERS)));
      TopicCreator.createMissing(admin, topics);
    }
    return connection;
  }

  private interface Condition {
    boolean of(MeasuredStage stage);
  }

  private static void eachWithin(
      Duration patience, Map<StageName, MeasuredStage> stages, Condition condition) {
    // A stage may end by such an exception; what it then says is asked for here.
    await()
        .dontCatchUncaughtExceptions()
        .atMost(patience)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(stages)
                    .allSatisfy(
                        (name, stage) ->
                            assertThat(condition.of(stage))
                                .as(() -> name + ": " + stage.get("/readyz").body())
                                .isTrue()));
  }

  private static boolean isNotReadyWithTheReason(MeasuredStage stage) {
    var answer = stage.get("/readyz");
    return answer.statusCode() == 503 && answer.body().contains(REASON);
  }

  private static boolean isReadyOrSaysWhyItStopped(MeasuredStage stage) {
    var alive = stage.get("/livez");
    return alive.statusCode() == 200
        ? stage.get("/readyz").statusCode() == 200
        : alive.body().contains(REASON);
  }
}
