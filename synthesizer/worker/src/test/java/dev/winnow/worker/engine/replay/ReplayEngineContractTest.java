package dev.winnow.worker.engine.replay;

import dev.winnow.schemas.SamplingRequest;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.EngineContract;
import dev.winnow.worker.engine.TestRequests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

final class ReplayEngineContractTest extends EngineContract {
  @TempDir Path directory;

  @Override
  protected Engine open() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("recording.jsonl"),
            """
            {"prompt": "What is 1 + 2?", "responses": ["1", "2", "3", "4", "5"]}
            """);
    return new ReplayEngine(
        new ReplayConfig(List.of(file), ReplayLayout.AUTO, Exhausted.REPEAT, "recorded"));
  }

  @Override
  protected SamplingRequest possible(String promptId, int firstIndex, int count) {
    return TestRequests.request(promptId, firstIndex, count);
  }

  @Override
  protected SamplingRequest impossible() {
    return TestRequests.asking("unknown", "Something never asked", 0, 2);
  }
}
