package dev.winnow.planner;

import static dev.winnow.planner.BudgetedRecipes.candidates;
import static dev.winnow.planner.BudgetedRecipes.ordered;
import static dev.winnow.planner.BudgetedRecipes.recipe;
import static dev.winnow.planner.BudgetedRecipes.wanting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.QuotaLease;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a planner partition takes a quota lease, uses it, and gives it back. */
class PlannerLeaseTest {
  @TempDir Path stateDirectory;
  private PlannerDriver planner;

  @BeforeEach
  void open() {
    planner = new PlannerDriver(stateDirectory);
  }

  @AfterEach
  void close() {
    planner.close();
  }

  @Test
  void aRecipeWithoutABudgetUsesNoLease() {
    planner.publish(recipe(null));

    planner.publishPrompts(2);

    planner.pass(PlannerDriver.TICK);
    assertThat(planner.usageReports()).isEmpty();
    assertThat(planner.quotaLeases()).isEmpty();
  }

  @Test
  void ordersManyRoundsOutOfOneLease() {
    planner.publish(candidates(1_000_000L));
    planner.publishPrompts(100);
    for (int i = 0; i < 100; i++) {
      planner.judge(Given.rejected("p" + i, 0, 4));
    }
    planner.pass(PlannerDriver.TICK);
    planner.requests();
    planner.usageReports();

    for (int i = 0; i < 50; i++) {
      planner.judge(Given.rejected("p" + i, 4, 8));
    }

    assertThat(planner.requests()).hasSize(50);
    assertThat(planner.usageReports()).as("reports for 50 rounds").hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void writesFewQuotaRecordsForAThousandCandidates() {
    planner.publish(candidates(1_000_000L));
    planner.publishPrompts(250);
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < 250; i++) {
        planner.judge(Given.rejected("p" + i, 4 * round, 4 * round + 4));
        if (i % 50 == 49) {
          planner.pass(PlannerDriver.TICK);
        }
      }
    }

    int candidates = ordered(planner.requests());
    int records = planner.usageReports().size() + planner.quotaLeases().size();

    assertThat(candidates).isEqualTo(5_000);
    assertThat(1_000.0 * records / candidates).as("records, not 3 a round").isLessThan(40);
  }

  @Test
  void givesAnIdleLeaseBackWithinTwoTicks() {
    planner.publish(candidates(1_000L));
    planner.publishPrompts(20);
    planner.pass(PlannerDriver.TICK);
    for (int i = 0; i < 20; i++) {
      planner.judge(Given.accepted("p" + i, 0), Given.accepted("p" + i, 1));
      planner.judge(Given.accepted("p" + i, 2), Given.accepted("p" + i, 3));
    }
    planner.pass(PlannerDriver.TICK);
    planner.pass(PlannerDriver.TICK);

    assertThat(unordered()).isZero();
  }

  @Test
  void givesALeaseBackWhenTheRecipeHasAnotherVersion() {
    planner.publish(candidates(1_000L));
    planner.publishPrompts(20);
    planner.pass(PlannerDriver.TICK);

    planner.publish(wanting(4, 63, 900L));
    planner.pass(PlannerDriver.TICK);

    assertThat(unordered()).isZero();
  }

  @Test
  void givesALeaseBackWhenTheRecipeIsDeleted() {
    planner.publish(candidates(1_000L));
    planner.publishPrompts(20);
    planner.pass(PlannerDriver.TICK);

    planner.delete(candidates(1_000L));
    planner.pass(PlannerDriver.TICK);

    assertThat(unordered()).isZero();
  }

  /** Candidates that were leased, and neither ordered nor given back. */
  private long unordered() {
    long given = planner.quotaLeases().stream().mapToLong(QuotaLease::getCandidates).sum();
    long used =
        planner.usageReports().stream()
            .mapToLong(report -> (long) report.getOrdered() + report.getUnused())
            .sum();
    assertThat(given).isPositive();
    return given - used;
  }
}
