package dev.winnow.ops.console;

import static dev.winnow.ops.console.ConsoleRecords.RECIPE;
import static dev.winnow.ops.console.ConsoleRecords.progress;
import static dev.winnow.ops.console.ConsoleRecords.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.producers.gateway.RecordStore;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.ReplacedVerdict;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.testing.Records;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PromptIndexTest {
  private final PromptIndex index = new PromptIndex(RecordStore.onDisk());

  @AfterEach
  void close() {
    index.close();
  }

  @Test
  void aPromptIsListedUnderItsLatestStateAlone() {
    put(progress("p", PromptState.SAMPLING, 0, 0));
    put(progress("p", PromptState.EXHAUSTED, 1, 7));

    assertThat(ids(filter("SAMPLING", ""))).isEmpty();
    assertThat(ids(filter("EXHAUSTED", ""))).containsExactly("p");
    assertThat(ids(filter("EXHAUSTED", "CANDIDATES_SPENT"))).containsExactly("p");
    assertThat(ids(filter("", ""))).containsExactly("p");
    assertThat(index.recipes())
        .singleElement()
        .satisfies(
            recipe -> {
              assertThat(recipe.open()).isZero();
              assertThat(recipe.ended()).containsEntry("EXHAUSTED", 1L);
              assertThat(recipe.rejected()).isEqualTo(7);
            });
  }

  @Test
  void aForgottenPromptIsInNoListAndInNoCount() {
    put(progress("p", PromptState.SATISFIED, 1, 0));

    index.progress(bytes("p"), Optional.empty());

    assertThat(ids(filter("", ""))).isEmpty();
    assertThat(index.recipes()).isEmpty();
    assertThat(index.find("p")).isEmpty();
  }

  @Test
  void aListIsReadInPartsUntilItsEnd() {
    for (int i = 0; i < 25; i++) {
      put(progress("p%02d".formatted(i), PromptState.SATISFIED, 1, 0));
    }
    List<String> read = new ArrayList<>();
    String after = "";
    int parts = 0;

    do {
      PromptPage page = index.prompts(filter("SATISFIED", ""), after, 10);
      page.prompts().forEach(row -> read.add(row.id()));
      after = page.next() == null ? "" : page.next();
      parts++;
    } while (!after.isEmpty());

    assertThat(parts).isEqualTo(3);
    assertThat(read).hasSize(25).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void idsAreFoundByTheirBeginning() {
    put(progress("gsm8k/1", PromptState.SATISFIED, 1, 0));
    put(progress("math/1", PromptState.SATISFIED, 1, 0));

    assertThat(
            index
                .prompts(PromptFilter.of(RECIPE, Optional.empty(), Optional.empty(), "gsm"), "", 10)
                .prompts())
        .extracting(ListedPrompt::id)
        .containsExactly("gsm8k/1");
  }

  @Test
  void aNameWithASeparatorReachesNoListOfAnotherRecipe() {
    Progress hostile =
        Progress.newBuilder(progress("p", PromptState.SATISFIED, 1, 0))
            .setRecipe(RECIPE + "\0x")
            .build();

    put(hostile);

    assertThat(ids(filter("", ""))).isEmpty();
  }

  @Test
  void theNewestRowsOfAReasonAreKept() {
    for (int i = 0; i < NewestRows.KEPT + 5; i++) {
      index.verdict(verdict("p" + i, i, Outcome.REJECTED, "DIFFERENT_VALUE"), i);
    }
    index.verdict(verdict("other", 0, Outcome.ACCEPTED, "EQUAL"), 0);

    List<NewestRows.Row> rows =
        index.rows(RECIPE, Outcome.REJECTED, "DIFFERENT_VALUE", NewestRows.KEPT);

    assertThat(rows).hasSize(NewestRows.KEPT);
    assertThat(rows.getFirst().promptId()).isEqualTo("p" + (NewestRows.KEPT + 4));
    assertThat(rows).extracting(NewestRows.Row::promptId).doesNotContain("p4", "other");
    assertThat(index.reasons().getFirst().count()).isEqualTo(NewestRows.KEPT + 5);
  }

  @Test
  void aVerdictThatReplacesAnotherCountsInItsPlace() {
    index.verdict(verdict("p", 0, Outcome.REJECTED, "DIFFERENT_VALUE"), 1);
    Verdict again =
        Verdict.newBuilder(verdict("p", 0, Outcome.ACCEPTED, "EQUAL"))
            .setReplaces(
                ReplacedVerdict.newBuilder()
                    .setRevision(0)
                    .setRecipeVersion("0123456789ab")
                    .setVerifier("math/1")
                    .setOutcome(Outcome.REJECTED)
                    .setReason("DIFFERENT_VALUE")
                    .setJudgedAt(Records.NOW)
                    .build())
            .build();

    index.verdict(again, 2);

    assertThat(index.reasons())
        .singleElement()
        .isEqualTo(new ReasonCounts.Count(RECIPE, Outcome.ACCEPTED, "EQUAL", 1));
    assertThat(index.span("p")).contains(new VerdictSpan(1, 2));
  }

  @Test
  void moreReasonsThanCanBeKeptCountTogether() {
    for (int i = 0; i < ReasonCounts.MAX + 10; i++) {
      index.verdict(verdict("p", i, Outcome.REJECTED, "REASON_" + i), i);
    }

    assertThat(index.reasons())
        .hasSize(ReasonCounts.MAX + 1)
        .contains(
            new ReasonCounts.Count(ReasonCounts.MORE, Outcome.REJECTED, ReasonCounts.MORE, 10));
  }

  private void put(Progress progress) {
    index.progress(bytes(progress.getPromptId()), Optional.of(progress));
  }

  private List<String> ids(PromptFilter filter) {
    return index.prompts(filter, "", 100).prompts().stream().map(ListedPrompt::id).toList();
  }

  private static PromptFilter filter(String state, String reason) {
    return PromptFilter.of(
        RECIPE,
        Optional.of(state).filter(text -> !text.isEmpty()),
        Optional.of(reason).filter(text -> !text.isEmpty()),
        "");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
