package dev.winnow.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.plugin.OptionProblem;
import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.plugin.PluginCatalog;
import dev.winnow.schemas.rules.ScorerCatalog;
import dev.winnow.schemas.rules.VerificationCatalog;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.schemas.testing.Records;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prompts that failed are opened again when they are published again; unfit ones never begin. */
class PlannerRetryTest {
  /** Wants a reference, and knows one check. */
  private static final VerificationCatalog CATALOG =
      new VerificationCatalog() {
        @Override
        public PluginCatalog<? extends Plugin<?>> checks() {
          return PluginCatalog.of("check", List.<Plugin<?>>of());
        }

        @Override
        public List<OptionProblem> problems(Check check) {
          return List.of();
        }

        @Override
        public ScorerCatalog scorers() {
          return ScorerCatalog.NONE;
        }

        @Override
        public List<Violation> violations(Verification verification) {
          return verification.getChecks().getFirst().getType().equals("math")
              ? List.of()
              : List.of(new Violation("check.type", "is not known"));
        }

        @Override
        public List<Violation> misfits(Verification verification, Prompt prompt) {
          return prompt.getReference().isEmpty()
              ? List.of(new Violation("reference", "is missing"))
              : List.of();
        }
      };

  @TempDir Path stateDirectory;
  private PlannerDriver planner;

  @BeforeEach
  void open() {
    planner = new PlannerDriver(stateDirectory, PlannerConfig.DEFAULT_WINDOW, CATALOG);
  }

  @AfterEach
  void close() {
    planner.close();
  }

  @Test
  void samplesAFailedPromptUnderNewIndicesWhenItIsPublishedAgain() {
    fail(Given.fixed(2));

    planner.publish(Records.prompt("p"));

    assertThat(planner.requests()).extracting(SamplingRequest::getId).containsExactly("p/2-3");
    planner.judge(Given.accepted("p", 2), Given.rejected("p", 3));
    assertThat(planner.progress())
        .last()
        .satisfies(progress -> assertThat(progress.getState()).isEqualTo(PromptState.SATISFIED))
        .satisfies(progress -> assertThat(progress.getOrdered()).isEqualTo(4))
        .satisfies(progress -> assertThat(progress.getUndecided()).isEqualTo(2));
  }

  @Test
  void aReopenedPromptMayFailAgain() {
    fail(Given.fixed(2));
    planner.publish(Records.prompt("p"));

    planner.judge(Given.notSampled("p", 2), Given.notSampled("p", 3));

    assertThat(planner.progress())
        .last()
        .extracting(Progress::getState)
        .isEqualTo(PromptState.FAILED);
  }

  @Test
  void ordersTheMissingCandidatesOfAPromptThatFailedBecauseItsRecipeWasDeleted() {
    planner.publish(Given.fixed(2));
    planner.publish(Records.prompt("p"));
    planner.delete(Given.fixed(2));
    planner.judge(Given.accepted("p", 0));
    planner.pass(Duration.ofMillis(Records.recipe().getReissueAfterMs()));
    planner.requests();
    planner.publish(Given.fixed(2));

    planner.publish(Records.prompt("p"));

    assertThat(planner.requests()).extracting(SamplingRequest::getId).containsExactly("p/1-1");
  }

  @Test
  void aSatisfiedPromptStaysSatisfied() {
    planner.publish(Given.fixed(1));
    planner.publish(Records.prompt("p"));
    planner.judge(Given.accepted("p", 0));
    planner.requests();

    planner.publish(Records.prompt("p"));

    assertThat(planner.requests()).isEmpty();
  }

  @Test
  void anUnfitPromptEndsBeforeAnythingIsSampled() {
    planner.publish(Given.fixed(48));

    planner.publish(Prompt.newBuilder(Records.prompt("p")).setReference(null).build());

    assertThat(planner.requests()).isEmpty();
    assertThat(planner.progress())
        .last()
        .satisfies(progress -> assertThat(progress.getState()).isEqualTo(PromptState.FAILED))
        .satisfies(progress -> assertThat(progress.getReasonCode()).contains("UNFIT_PROMPT"))
        .satisfies(
            progress -> assertThat(progress.getReason().orElseThrow()).contains("reference"));
  }

  @Test
  void promptsOfARecipeWithAnUnknownCheckWaitUntilItIsMended() {
    Recipe bad = withCheck("nonsense");
    planner.publish(bad);
    planner.publish(Records.prompt("p"));
    for (int i = 0; i < 6; i++) {
      planner.pass(PlannerDriver.RECIPE_WAIT);
    }
    assertThat(planner.requests()).isEmpty();
    assertThat(planner.deadLetters()).isEmpty();
    assertThat(planner.progress())
        .last()
        .satisfies(progress -> assertThat(progress.getState()).isEqualTo(PromptState.WAITING))
        .satisfies(progress -> assertThat(progress.getReasonCode()).contains("UNUSABLE_RECIPE"));

    planner.publish(withCheck("math"));
    planner.pass(Duration.ofMinutes(1));

    assertThat(planner.requests()).hasSize(1);
  }

  @Test
  void promptsOfARecipeWithAnUnknownStrategyWaitUntilItIsMended() {
    planner.publish(Given.allocated(Records.allocation("of_another_jar", "more", 3)));
    planner.publish(Records.prompt("p"));
    for (int i = 0; i < 6; i++) {
      planner.pass(PlannerDriver.RECIPE_WAIT);
    }
    assertThat(planner.requests()).isEmpty();
    assertThat(planner.deadLetters()).isEmpty();
    assertThat(planner.progress())
        .last()
        .satisfies(progress -> assertThat(progress.getState()).isEqualTo(PromptState.WAITING))
        .satisfies(progress -> assertThat(progress.getReasonCode()).contains("UNUSABLE_RECIPE"))
        .satisfies(
            progress ->
                assertThat(progress.getReason().orElseThrow())
                    .contains("there is no allocation strategy 'of_another_jar'; use one of"));

    planner.publish(Given.fixed(1));
    planner.pass(Duration.ofMinutes(1));

    assertThat(planner.requests()).hasSize(1);
  }

  @Test
  void anUnusableRecordDoesNotEndThePromptsOfTheVersionBefore() {
    planner.publish(Given.uniform(2, 8, 2));
    planner.publish(Records.prompt("p"));
    planner.requests();
    planner.publish(withCheck("nonsense"));

    planner.judge(Given.rejected("p", 0), Given.rejected("p", 1));

    assertThat(planner.requests()).isNotEmpty();
  }

  @Test
  void promptsOfAPoolThatMayNotBeMadeWait() {
    planner.refusePool(Records.POOL, "pool \"test\": make its topic");
    planner.publish(Given.fixed(2));
    planner.publish(Records.prompt("p"));

    planner.pass(PlannerDriver.RECIPE_WAIT.multipliedBy(2));

    assertThat(planner.requests()).isEmpty();
    assertThat(planner.deadLetters()).isEmpty();
    assertThat(planner.progress())
        .last()
        .satisfies(
            progress -> assertThat(progress.getReason().orElseThrow()).contains("make its topic"));
  }

  private void fail(Recipe recipe) {
    planner.publish(recipe);
    planner.publish(Records.prompt("p"));
    planner.judge(Given.notSampled("p", 0), Given.notSampled("p", 1));
    assertThat(planner.progress())
        .last()
        .extracting(Progress::getState)
        .isEqualTo(PromptState.FAILED);
    planner.requests();
  }

  private static Recipe withCheck(String type) {
    Check check = RecordFactory.check(type, Map.of());
    return Records.versioned(
        Recipe.newBuilder(Given.fixed(2))
            .setVerification(RecordFactory.verification(check))
            .build());
  }
}
