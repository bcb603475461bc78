package dev.winnow.planner;

import static dev.winnow.planner.PlannerDriver.RECIPE_WAIT;
import static dev.winnow.planner.PlannerDriver.TICK;
import static dev.winnow.planner.PlannerDriver.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.rules.ContentHash;
import dev.winnow.schemas.testing.Records;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerAdmissionTest {
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
  void ordersTheFirstRoundOfAPrompt() {
    planner.publish(Records.recipe());

    planner.publish(Records.prompt("p"));

    Recipe recipe = Records.recipe();
    assertThat(planner.requests())
        .containsExactly(
            SamplingRequest.newBuilder()
                .setId("p/0-1")
                .setPrompt(Records.prompt("p"))
                .setRecipeVersion(recipe.getVersion())
                .setPool(Records.POOL)
                .setRound(1)
                .setRoundSize(2)
                .setAttempt(0)
                .setFirstIndex(0)
                .setCount(2)
                .setSeed(7)
                .setSampling(Records.sampling())
                .setVerification(recipe.getVerification())
                .setIssuedAt(Records.NOW)
                .build());
  }

  @Test
  void reportsWhatItOrdered() {
    planner.publish(Records.recipe());

    planner.publish(Records.prompt("p"));

    assertThat(planner.progress())
        .containsExactly(
            Progress.newBuilder()
                .setPromptId("p")
                .setRecipe("arithmetic")
                .setRecipeVersion(Records.recipe().getVersion())
                .setState(PromptState.SAMPLING)
                .setRound(1)
                .setOrdered(2)
                .setJudged(0)
                .setAccepted(0)
                .setRejected(0)
                .setUndecided(0)
                .setWanted(2)
                .setSeed(7)
                .setContentHash(ContentHash.ofPrompt(Records.prompt("p")))
                .setMetadata(Map.of("family", "add"))
                .setStartedAt(Records.NOW)
                .setUpdatedAt(Records.NOW)
                .build());
  }

  @Test
  void asksForThePoolsTopicBeforeItsFirstRequest() {
    planner.publish(
        Records.versioned(Recipe.newBuilder(Records.recipe()).setPool("other").build()));

    planner.publish(Records.prompt("p"));

    assertThat(planner.pools()).containsExactly("other");
    assertThat(planner.requests("other")).hasSize(1);
  }

  @Test
  void ignoresAPromptThatIsPublishedAgain() {
    planner.publish(Records.recipe());
    planner.publish(Records.prompt("p"));
    planner.requests();
    planner.progress();

    planner.publish(Records.prompt("p"));
    planner.publish(
        Prompt.newBuilder(Records.prompt("p")).setMetadata(Map.of("told", "otherwise")).build());

    assertThat(planner.requests()).isEmpty();
    assertThat(planner.progress()).isEmpty();
    assertThat(planner.deadLetters()).isEmpty();
  }

  @Test
  void ignoresAPromptThatIsPublishedAgainAfterItEnded() {
    planner.publish(Given.fixed(1));
    planner.publish(Records.prompt("p"));
    planner.judge(Given.accepted("p", 0));
    planner.requests();

    planner.publish(Records.prompt("p"));

    assertThat(planner.requests()).isEmpty();
    assertThat(planner.deadLetters()).isEmpty();
  }

  @Test
  void sendsAnotherPromptUnderATakenIdToTheDeadLetters() {
    planner.publish(Records.recipe());
    planner.publish(Records.prompt("p"));
    planner.requests();
    Prompt other = Prompt.newBuilder(Records.prompt("p")).setReference("4").build();

    planner.publish(other);

    assertThat(planner.deadLetters())
        .singleElement()
        .satisfies(letter -> assertDeadLetter(letter, "PROMPT_ID_TAKEN", other, 1))
        .satisfies(letter -> assertThat(letter.getError()).contains("'p'", "an id of its own"));
    assertThat(planner.requests()).isEmpty();
  }

  @Test
  void sendsAnotherPromptUnderTheIdOfAnEndedOneToTheDeadLetters() {
    planner.publish(Given.fixed(1));
    planner.publish(Records.prompt("p"));
    planner.judge(Given.accepted("p", 0));

    planner.publish(Prompt.newBuilder(Records.prompt("p")).setReference("4").build());

    assertThat(planner.deadLetters()).extracting(DeadLetter::getReason).contains("PROMPT_ID_TAKEN");
  }

  @Test
  void letsAPromptWaitForItsRecipe() {
    planner.publish(Records.prompt("p"));

    planner.pass(RECIPE_WAIT.minus(TICK));

    assertThat(planner.requests()).isEmpty();
    assertThat(planner.deadLetters()).isEmpty();
    assertThat(planner.progress())
        .singleElement()
        .satisfies(progress -> assertThat(progress.getState()).isEqualTo(PromptState.WAITING))
        .satisfies(progress -> assertThat(progress.getRecipeVersion()).isEmpty())
        .satisfies(
            progress -> assertThat(progress.getReason().orElseThrow()).contains("'arithmetic'"));
  }

  @Test
  void ordersTheFirstRoundOnceTheRecipeIsPublished() {
    planner.publish(Records.prompt("p"));
    planner.pass(TICK);
    planner.publish(Records.recipe());

    planner.pass(TICK);

    assertThat(planner.requests()).extracting(SamplingRequest::getId).containsExactly("p/0-1");
    assertThat(planner.progress())
        .extracting(Progress::getState)
        .containsExactly(PromptState.WAITING, PromptState.SAMPLING);
  }

  @Test
  void sendsAPromptWhoseRecipeNeverCameToTheDeadLettersAsItWas() {
    planner.publish(Records.prompt("first"));
    Prompt prompt = Records.prompt("p");
    planner.publish(prompt);

    planner.pass(RECIPE_WAIT);

    assertThat(planner.deadLetters())
        .hasSize(2)
        .last()
        .satisfies(letter -> assertDeadLetter(letter, "UNKNOWN_RECIPE", prompt, 1))
        .satisfies(letter -> assertThat(letter.getError()).contains("'arithmetic'"));
  }

  @Test
  void admitsAPromptFromTheDeadLettersThatIsPublishedAgainWithItsRecipe() {
    planner.publish(Records.prompt("p"));
    planner.pass(RECIPE_WAIT);
    planner.publish(Records.recipe());

    planner.publish(Records.prompt("p"));

    assertThat(planner.requests()).extracting(SamplingRequest::getId).containsExactly("p/0-1");
  }

  @Test
  void countsAnUnusableRecipeAsNotPublished() {
    List<byte[]> unusable =
        List.of(
            utf8("name: arithmetic"),
            planner.bytes(Records.prompt("p")),
            planner.bytes(Recipe.newBuilder(Records.recipe()).setName("algebra").build()),
            planner.bytes(Given.uniform(0, 0, 0)));
    for (int i = 0; i < unusable.size(); i++) {
      planner.send(PlannerDriver.TOPICS.recipes(), utf8("arithmetic"), unusable.get(i));

      planner.publish(Records.prompt("p" + i));

      assertThat(planner.requests()).isEmpty();
      assertThat(planner.progress())
          .extracting(Progress::getState)
          .containsExactly(PromptState.WAITING);
    }
  }

  private void assertDeadLetter(DeadLetter letter, String reason, Prompt prompt, long offset) {
    assertThat(letter.getReason()).isEqualTo(reason);
    assertThat(letter.getStage()).isEqualTo("planner");
    assertThat(letter.getTopic()).isEqualTo(PlannerDriver.TOPICS.prompts());
    assertThat(letter.getPartition()).isZero();
    assertThat(letter.getOffset()).isEqualTo(offset);
    assertThat(letter.getKey()).contains(ByteBuffer.wrap(utf8(prompt.getId())));
    assertThat(letter.getValue()).contains(ByteBuffer.wrap(planner.bytes(prompt)));
  }
}
