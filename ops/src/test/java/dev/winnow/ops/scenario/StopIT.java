package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.ops.local.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM while a service in one process still works. */
class StopIT {
  private static final int PROMPTS = 50_000;

  @TempDir private Path directory;

  @Test
  @Tag("long")
  void aProcessThatIsStoppedWhileItPublishesClosesEveryStageFirst() throws Exception {
    Child local = local();
    try (local) {
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> !local.isAlive() || local.log().contains("datasets  "));
    }

    assertThat(local.exitStatus()).isEqualTo(128 + 15);
    assertThat(local.log())
        .contains(
            "stage=gateway stopped",
            "stage=synthesizer stopped",
            "stage=sink stopped",
            "stage=verifier stopped",
            "stage=planner stopped")
        .doesNotContain("SIGSEGV", "ready; Ctrl-C stops");
  }

  @Test
  @Tag("long")
  void aDemoThatIsToldToStopClosesItsStages() throws Exception {
    Child demo =
        new Child(
            directory.resolve("demo.log"),
            "demo",
            "--dir=" + directory.resolve("demo"),
            "--prompts=200");
    try (demo) {
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> !demo.isAlive() || demo.log().contains("stage=verifier started"));
    }

    assertThat(demo.exitStatus()).isEqualTo(128 + 15);
    assertThat(demo.log())
        .contains("stage=verifier stopped", "stage=planner stopped", "'winnow demo' goes on")
        .doesNotContain("SIGSEGV", "has failed");
  }

  private Child local() throws IOException {
    Path recipe =
        Files.writeString(
            directory.resolve("recipe.yaml"),
            """
            name: stopped
            sampling: {max_tokens: 16}
            check: {type: math}
            allocation: {strategy: fixed, candidates: 1}
            """);
    Path prompts =
        Files.writeString(
            directory.resolve("prompts.jsonl"),
            IntStream.range(0, PROMPTS)
                .mapToObj(
                    i ->
                        "{\"id\": \"p%d\", \"prompt\": \"What is 40 + 2?\", \"reference\": \"42\"}"
                            .formatted(i))
                .collect(Collectors.joining("\n")));
    Path recording =
        Files.writeString(
            directory.resolve("recording.jsonl"),
            "{\"prompt\": \"What is 40 + 2?\", \"response\": \"#### 42\"}\n");
    return new Child(
        directory.resolve("local.log"),
        "local",
        "--dir=" + directory,
        "--kafka-port=" + Ports.freePair(),
        "--registry-port=" + Ports.freePair(),
        "--gateway-port=" + Ports.freePair(),
        "--engine=replay",
        "--replay-file=" + recording,
        "--recipe=" + recipe,
        prompts.toString());
  }
}
