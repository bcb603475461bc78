package dev.winnow.ops.scenario;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;

/** The images of the compose file: Kafka as it is released, and Apicurio's registry. */
@EnabledIf(value = "hasDocker", disabledReason = "needs Docker, and none is running here")
class ContainersIT {
  private static final int REGISTRY_PORT = 8080;

  @TempDir private Path directory;

  static boolean hasDocker() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  @Test
  void stagesOnTheirOwnTurnAFileIntoDatasetsThatTheAuditFindsInBalance() throws Exception {
    try (KafkaContainer kafka =
            new KafkaContainer("apache/kafka:4.3.1")
                .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1")
                .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1");
        GenericContainer<?> apicurio =
            new GenericContainer<>("apicurio/apicurio-registry:3.1.2")
                .withExposedPorts(REGISTRY_PORT)
                .waitingFor(
                    Wait.forHttp("/health/ready").withStartupTimeout(Duration.ofMinutes(2)))) {
      kafka.start();
      apicurio.start();
      URI registry =
          URI.create(
              "http://%s:%d/apis/ccompat/v7"
                  .formatted(apicurio.getHost(), apicurio.getMappedPort(REGISTRY_PORT)));

      new SeparateProcesses(directory, kafka.getBootstrapServers(), registry)
          .turnAFileIntoDatasets();
    }
  }
}
