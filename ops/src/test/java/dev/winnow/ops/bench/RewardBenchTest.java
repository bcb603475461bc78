package dev.winnow.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.testing.Repository;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class RewardBenchTest {
  @Test
  void comparesTheEngineWithOnePlainPassOfTheSameTexts() throws Exception {
    StringWriter out = new StringWriter();

    double ratio =
        new RewardBench(Repository.file("ops/models/abacus-reward"), 5, 8, 1, new PrintWriter(out))
            .run();

    assertThat(ratio).isPositive();
    assertThat(out.toString())
        .contains("one plain forward pass", "the reward worker's engine", "40 texts")
        .contains("scores differ by at most");
  }
}
