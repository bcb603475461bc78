package dev.winnow.ops.scenario;

import dev.winnow.ops.local.LocalBroker;
import dev.winnow.ops.local.LocalRegistry;
import dev.winnow.ops.local.Ports;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class SeparateProcessesIT {
  @TempDir private Path directory;

  @Test
  void stagesOnTheirOwnTurnAFileIntoDatasetsThatTheAuditFindsInBalance() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (LocalBroker broker = new LocalBroker(directory.resolve("kafka"), Ports.freePair());
        LocalRegistry registry = new LocalRegistry(vertx, broker.bootstrapServers(), 0)) {
      new SeparateProcesses(directory, broker.bootstrapServers(), registry.uri())
          .turnAFileIntoDatasets();
    } finally {
      vertx.close().await();
    }
  }
}
