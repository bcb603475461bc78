package dev.winnow.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.testing.Records;
import dev.winnow.schemas.testing.Seeds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** The guarantee under workers that are slow, forgetful, and repeat themselves. */
class PlannerBooksTest {
  private static final int PROMPTS = 20;

  private final long seed = Seeds.next();
  private final Random random = new Random(seed);
  private final Books books = new Books();
  private final List<Verdict> inFlight = new ArrayList<>();

  @TempDir Path stateDirectory;

  @RepeatedTest(5)
  void theBooksBalanceWhateverTheWorkersDo() {
    try (PlannerDriver planner = new PlannerDriver(stateDirectory)) {
      planner.publish(Given.uniform(3, 90, 80));
      for (int i = 0; i < PROMPTS; i++) {
        planner.publish(Records.prompt("p" + i));
      }
      for (int step = 0; step < 20_000 && books.ended() < PROMPTS; step++) {
        step(planner);
      }
      assertThat(books.ended()).as("seed %d", seed).isEqualTo(PROMPTS);
      books.verify();
    }
  }

  private void step(PlannerDriver planner) {
    planner.requests().forEach(this::work);
    planner.candidates().forEach(this::fail);
    if (inFlight.isEmpty()) {
      planner.pass(Duration.ofMillis(Records.recipe().getReissueAfterMs()));
    } else {
      Verdict verdict = inFlight.remove(random.nextInt(inFlight.size()));
      if (random.nextInt(5) == 0) {
        inFlight.add(verdict);
      }
      books.onVerdict(verdict);
      planner.judge(verdict);
    }
    planner.progress().forEach(books::onProgress);
  }

  /** Loses a fifth of the candidates, and judges the rest at random. */
  private void work(SamplingRequest request) {
    books.onRequest(request);
    String promptId = request.getPrompt().getId();
    for (int i = 0; i < request.getCount(); i++) {
      int index = request.getFirstIndex() + i;
      switch (random.nextInt(10)) {
        case 0, 1 -> {}
        case 2 -> inFlight.add(Given.accepted(promptId, index));
        case 3 -> inFlight.add(Given.undecided(promptId, index));
        case 4 -> inFlight.add(Given.notSampled(promptId, index));
        default -> inFlight.add(Given.rejected(promptId, index));
      }
    }
  }

  private void fail(Candidate candidate) {
    inFlight.add(Given.notSampled(candidate.getPrompt().getId(), candidate.getIndex()));
  }
}
