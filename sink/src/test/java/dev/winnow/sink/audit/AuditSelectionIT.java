package dev.winnow.sink.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Sample;
import dev.winnow.sink.testing.ProgressRecords;
import dev.winnow.sink.testing.Samples;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whether the audit finds accepted rows that are wrongly selected. */
class AuditSelectionIT extends AuditScenario {
  @Test
  void asManyRowsAreSelectedAsAreWantedOrAllWhereThereAreFewer() throws Exception {
    chosen("surplus", PromptState.SATISFIED, 3, 2, 2);
    chosen("exact", PromptState.SATISFIED, 2, 2, 2);
    chosen("fewer", PromptState.EXHAUSTED, 3, 4, 3);
    chosen("none", PromptState.EXHAUSTED, 0, 4, 0);
    chosen("failed", PromptState.FAILED, 1, 4, 1);
    chosen("open", PromptState.SAMPLING, 3, 2, 0);
    chosen("unknown", PromptState.SATISFIED, 3, null, 1);
    chosen("older", 2, 0);
    Sample older = Samples.sample("older", 2, Outcome.ACCEPTED);
    topics.commit(List.of(older));
    verdict(older);
    ended("older", PromptState.SATISFIED, 3, 2);

    assertThat(auditTopics().first()).isEmpty();
  }

  @Test
  void moreOrFewerSelectedRowsAreFound() throws Exception {
    chosen("a", PromptState.SATISFIED, 3, 2, 3);
    chosen("b", PromptState.SATISFIED, 3, 2, 1);
    chosen("c", PromptState.SATISFIED, 3, 2, 0);
    chosen("d", PromptState.EXHAUSTED, 3, 4, 2);
    chosen("e", PromptState.FAILED, 1, 4, 0);

    assertThat(auditTopics().first())
        .map(found -> found.substring(0, found.indexOf(';')))
        .containsExactlyInAnyOrder(
            misselected("a", 3, 2, "3 accepted, 2 wanted"),
            misselected("b", 1, 2, "3 accepted, 2 wanted"),
            misselected("c", 0, 2, "3 accepted, 2 wanted"),
            misselected("d", 2, 3, "3 accepted, 4 wanted"),
            misselected("e", 0, 1, "1 accepted, 4 wanted"));
  }

  @Test
  void aRowThatIsThereTwiceIsSelectedOnce() throws Exception {
    chosen("p", PromptState.SATISFIED, 3, 2, 2);
    topics.commit(List.of(Samples.accepted("p", 0, true)));

    assertThat(auditTopics().first())
        .singleElement()
        .asString()
        .startsWith("p/0 is in the sample topics twice");
  }

  /** All candidates of a prompt that was accepted each time, so many of them selected. */
  private void chosen(String promptId, int accepted, int selected) {
    for (int i = 0; i < accepted; i++) {
      Sample sample = Samples.accepted(promptId, i, i < selected);
      topics.commit(List.of(sample));
      verdict(sample);
    }
  }

  /** A prompt that has come to this state, with all its rows. */
  private void chosen(
      String promptId, PromptState state, int accepted, @Nullable Integer wanted, int selected) {
    chosen(promptId, accepted, selected);
    ended(promptId, state, accepted, wanted);
  }

  private void ended(String promptId, PromptState state, int accepted, @Nullable Integer wanted) {
    publish(
        ProgressRecords.of(promptId, state, accepted)
            .setAccepted(accepted)
            .setWanted(wanted)
            .build());
  }

  private static String misselected(String promptId, int selected, int right, String why) {
    return "prompt '%s': %d rows in the sample topics are selected, %d should be (%s)"
        .formatted(promptId, selected, right, why);
  }
}
