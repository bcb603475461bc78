package dev.winnow.ops.console;

import static dev.winnow.ops.console.ConsoleRecords.RECIPE;
import static dev.winnow.ops.console.ConsoleRecords.letter;
import static dev.winnow.ops.console.ConsoleRecords.progress;
import static dev.winnow.ops.console.ConsoleRecords.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.ops.deadletters.StoredDeadLetter;
import dev.winnow.ops.json.RecordJson;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.testing.Records;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadModelTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Map<String, String> IDS = Map.of("progress", "id");
  private static final Map<TopicPartition, Long> READ =
      Map.of(new TopicPartition("progress", 0), 7L);

  @TempDir private Path parent;

  @Test
  void whatIsShownIsTheSameAfterARestart() {
    List<String> before;
    try (ReadModel model = open(IDS)) {
      fill(model.prompts());
      model.commit(READ, Optional.of(IDS), NOW);
      before = shown(model.prompts());
    }

    try (ReadModel model = open(IDS)) {
      assertThat(shown(model.prompts())).isEqualTo(before);
      assertThat(model.prompts().positions()).isEqualTo(READ);
    }
  }

  @Test
  void whatIsReadAfterARestartIsCountedWithWhatWasKept() {
    try (ReadModel model = open(IDS)) {
      fill(model.prompts());
      model.commit(READ, Optional.of(IDS), NOW);
    }

    try (ReadModel model = open(IDS)) {
      model.prompts().verdict(verdict("new", 0, Outcome.REJECTED, "DIFFERENT_VALUE"), 9);
      put(model.prompts(), "hard", PromptState.SATISFIED, 4);

      assertThat(model.prompts().reasons().getFirst().count()).isEqualTo(3);
      assertThat(model.prompts().recipes().getFirst().ended()).containsOnlyKeys("SATISFIED");
      assertThat(model.prompts().rows(RECIPE, Outcome.REJECTED, "DIFFERENT_VALUE", 1))
          .singleElement()
          .satisfies(row -> assertThat(row.promptId()).isEqualTo("new"));
    }
  }

  @Test
  void whatWasNotCommittedIsReadAgain() {
    try (ReadModel model = open(IDS)) {
      fill(model.prompts());
    }

    try (ReadModel model = open(IDS)) {
      assertThat(model.prompts().recipes()).isEmpty();
      assertThat(model.prompts().positions()).isEmpty();
    }
  }

  @Test
  void aModelOfATopicThatWasMadeAnewIsEmpty() {
    try (ReadModel model = open(IDS)) {
      fill(model.prompts());
      model.commit(READ, Optional.of(IDS), NOW);
    }

    try (ReadModel model = open(Map.of("progress", "other"))) {
      assertThat(model.prompts().recipes()).isEmpty();
      assertThat(model.prompts().find("hard")).isEmpty();
      assertThat(model.prompts().positions()).isEmpty();
    }
  }

  @Test
  void aDamagedModelIsMadeAnew() throws Exception {
    try (ReadModel model = open(IDS)) {
      fill(model.prompts());
      model.commit(READ, Optional.of(IDS), NOW);
    }
    Files.writeString(parent.resolve("console/data/CURRENT"), "no manifest\n");

    try (ReadModel model = open(IDS)) {
      assertThat(model.prompts().recipes()).isEmpty();
    }
  }

  @Test
  void aTopicThatIsMadeAnewWhileItIsReadEndsTheReading() {
    try (ReadModel model = open(IDS)) {
      model.commit(READ, Optional.of(IDS), NOW);

      assertThatThrownBy(() -> model.commit(READ, Optional.of(Map.of("progress", "other")), NOW))
          .isInstanceOf(ReadModel.UnusableException.class)
          .hasMessageContaining("made anew");
    }
  }

  @Test
  void aModelThatKafkaHasNotAnsweredForTooLongIsNotHeldToBeUpToDate() {
    try (ReadModel model = open(IDS)) {
      model.commit(READ, Optional.of(IDS), NOW);
      Instant late = NOW.plus(ModelPosition.OLDEST).plusSeconds(1);

      assertThatThrownBy(() -> model.commit(READ, Optional.empty(), late))
          .isInstanceOf(ReadModel.UnusableException.class);
    }
  }

  @Test
  void nothingElseInTheDirectoryIsDeleted() throws Exception {
    Files.writeString(parent.resolve("mine.txt"), "kept");
    try (ReadModel model = open(IDS)) {
      model.commit(READ, Optional.of(IDS), NOW);
    }

    open(Map.of("progress", "other")).close();

    assertThat(parent.resolve("mine.txt")).exists();
  }

  private ReadModel open(Map<String, String> ids) {
    return ReadModel.open(new ReadModelDirectory(Optional.of(parent)), ids, NOW);
  }

  private static void fill(PromptIndex index) {
    put(index, "hard", PromptState.EXHAUSTED, 0);
    put(index, "easy", PromptState.SATISFIED, 4);
    put(index, "easy\0hostile", PromptState.SAMPLING, 1);
    index.verdict(verdict("hard", 0, Outcome.REJECTED, "DIFFERENT_VALUE"), 1);
    index.verdict(verdict("hard", 1, Outcome.REJECTED, "DIFFERENT_VALUE"), 2);
    index.verdict(verdict("easy", 0, Outcome.ACCEPTED, "EQUAL\0\u202E\"'"), 3);
    index.recipe(RECIPE, Optional.of(Records.versioned(Records.recipe())));
    index.recipe(RECIPE, Optional.of(Records.recipe()));
    index.deadLetter(new StoredDeadLetter(0, 7, letter("NOT_AVRO", NOW, "x")));
  }

  private static void put(PromptIndex index, String id, PromptState state, int accepted) {
    index.progress(
        id.getBytes(StandardCharsets.UTF_8), Optional.of(progress(id, state, accepted, 3)));
  }

  /** Everything that pages show, as text. */
  private static List<String> shown(PromptIndex index) {
    List<String> shown = new ArrayList<>();
    shown.add(RecordJson.line(index.recipes()));
    shown.add(RecordJson.line(index.reasons()));
    shown.add(RecordJson.line(Difficulty.of(RECIPE, index.difficulty().of(RECIPE))));
    shown.add(RecordJson.line(index.letters().groups()));
    shown.add(RecordJson.line(index.letters().list(Optional.empty(), "", 10)));
    shown.add(index.versions().of(RECIPE).toString());
    shown.add(RecordJson.line(index.rows(RECIPE, Outcome.REJECTED, "DIFFERENT_VALUE", 10)));
    PromptFilter all = PromptFilter.of(RECIPE, Optional.empty(), Optional.empty(), "");
    shown.add(RecordJson.line(index.prompts(all, "", 10)));
    shown.add(String.valueOf(index.span("hard")));
    return shown;
  }
}
