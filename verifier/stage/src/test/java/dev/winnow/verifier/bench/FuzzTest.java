package dev.winnow.verifier.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.testing.Repository;
import dev.winnow.verifier.cases.Case;
import dev.winnow.verifier.cases.CaseFile;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FuzzTest {
  private static final long SEED = 20_261_123;
  private static final int CHECKS = 20_000;

  @Test
  void mutatedCasesNeverThrowAndNeverTakeLong() throws IOException {
    List<Case> cases = CaseFile.read(Repository.shared("cases/cases.jsonl"));

    FuzzRun.Outcome outcome = new FuzzRun(cases, SEED).run(CHECKS);

    assertThat(outcome.reasons().values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(CHECKS);
    assertThat(outcome.slow())
        .as("seed %d, slowest %s", SEED, outcome)
        .isLessThanOrEqualTo(CHECKS / 2000);
  }
}
