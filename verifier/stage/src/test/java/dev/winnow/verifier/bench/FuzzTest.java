package dev.winnow.verifier.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.winnow.schemas.testing.Repository;
import dev.winnow.schemas.testing.Seeds;
import dev.winnow.verifier.cases.Case;
import dev.winnow.verifier.cases.CaseFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FuzzTest {
  private static final int CHECKS = 20_000;

  @Test
  void mutatedCasesOfOurOwnNeverThrow() throws IOException {
    assertFindings(Repository.fixture("cases.jsonl"));
  }

  @Test
  void mutatedPublicCasesNeverThrow() throws IOException {
    assertFindings(Repository.shared("cases/cases.jsonl"));
  }

  private static void assertFindings(Path file) throws IOException {
    List<Case> cases = CaseFile.read(file);
    long seed = Seeds.next();
    int[] found = {0};

    assertThatCode(
            () ->
                new FuzzRun(cases, seed)
                    .run(CHECKS)
                    .reasons()
                    .values()
                    .forEach(number -> found[0] += number))
        .as("seed %d", seed)
        .doesNotThrowAnyException();

    assertThat(found[0]).as("seed %d", seed).isEqualTo(CHECKS);
  }
}
