package dev.winnow.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.WorkerState;
import dev.winnow.schemas.testing.Records;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many prompts, no worker for ten minutes, then a worker. The long form is run with {@code
 * -Dwinnow.soak.prompts=200000}.
 */
class PlannerNoWorkerTest {
  private static final int PROMPTS = Integer.getInteger("winnow.soak.prompts", 2_000);
  private static final int STEPS = 60;
  private static final Duration STEP = Duration.ofSeconds(10);

  @TempDir Path stateDirectory;
  private PlannerDriver planner;
  private int records;
  private int failed;
  private int satisfied;

  @BeforeEach
  void open() {
    planner = new PlannerDriver(stateDirectory);
    planner.killWorker(Records.POOL);
    planner.publish(Given.fixed(2));
  }

  @AfterEach
  void close() {
    planner.close();
  }

  @Test
  void nothingFailsAndEverythingIsSampledWhenAWorkerComes() {
    int ordered = 0;
    for (int i = 0; i < PROMPTS; i++) {
      planner.publish(Records.prompt("p" + i));
      if (i % 1_000 == 0) {
        read();
      }
    }
    read();
    int published = records;
    long heapBefore = heap();
    for (int i = 0; i < STEPS; i++) {
      planner.pass(STEP);
      read();
    }
    List<SamplingRequest> waiting = planner.requests();
    ordered += waiting.stream().mapToInt(SamplingRequest::getCount).sum();
    assertThat(ordered).as("no more than the window").isLessThan(PlannerConfig.DEFAULT_WINDOW + 2);
    assertThat(records - published)
        .as("one record for each prompt and change of the pool's condition")
        .isLessThanOrEqualTo(PROMPTS);
    assertThat(planner.candidates()).isEmpty();
    assertThat(heap() - heapBefore).as("bytes of heap").isLessThan(64L << 20);

    planner.work(Records.POOL, WorkerState.READY, "", "", 1);
    planner.pass(Duration.ofSeconds(5));
    while (!waiting.isEmpty()) {
      waiting.forEach(this::answer);
      read();
      waiting = planner.requests();
    }

    assertThat(failed).isZero();
    assertThat(satisfied).isEqualTo(PROMPTS);
  }

  private void answer(SamplingRequest request) {
    String promptId = request.getPrompt().getId();
    for (int i = 0; i < request.getCount(); i++) {
      planner.judge(Given.accepted(promptId, request.getFirstIndex() + i));
    }
  }

  private void read() {
    for (Progress progress : planner.progress()) {
      records++;
      failed += progress.getState() == PromptState.FAILED ? 1 : 0;
      satisfied += progress.getState() == PromptState.SATISFIED ? 1 : 0;
    }
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
