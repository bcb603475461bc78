package dev.winnow.ops.console;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.deadletters.StoredDeadLetter;
import dev.winnow.producers.gateway.RecordStore;
import dev.winnow.schemas.testing.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadLetterIndexTest {
  private final RecordStore store = RecordStore.onDisk();
  private final DeadLetterIndex index = new DeadLetterIndex(store);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void lettersAreListedNewestFirstWhateverTheirPartition() {
    add(0, 0, "NOT_AVRO", 10);
    add(1, 0, "NOT_AVRO", 30);
    add(0, 1, "NOT_AVRO", 20);

    assertThat(ids(Optional.empty())).containsExactly("1/0", "0/1", "0/0");
  }

  @Test
  void lettersAreListedByReasonAndInParts() {
    for (int i = 0; i < 25; i++) {
      add(0, i, i % 2 == 0 ? "NOT_AVRO" : "INVALID_PROMPT", i);
    }

    DeadLetterIndex.Page first = index.list(Optional.of("NOT_AVRO"), "", 10);
    DeadLetterIndex.Page second =
        index.list(Optional.of("NOT_AVRO"), requireNonNull(first.next()), 10);

    assertThat(first.letters()).hasSize(10);
    assertThat(second.letters()).hasSize(3);
    assertThat(second.next()).isNull();
    assertThat(second.letters().getLast().path("id").asText()).isEqualTo("0/0");
  }

  @Test
  void groupsCountLettersAndKnowTheNewest() {
    add(0, 0, "NOT_AVRO", 20);
    add(0, 1, "NOT_AVRO", 10);

    assertThat(index.groups())
        .singleElement()
        .satisfies(
            group -> {
              assertThat(group.count()).isEqualTo(2);
              assertThat(group.newest()).isEqualTo(Records.NOW.plusSeconds(20).toString());
            });
  }

  @Test
  void theNumberOfGroupsIsBounded() {
    for (int i = 0; i < DeadLetterIndex.MAX_GROUPS + 50; i++) {
      add(0, i, "REASON_" + i, i);
    }

    assertThat(index.groups()).hasSize(DeadLetterIndex.MAX_GROUPS + 1);
    assertThat(index.groups().getFirst().count()).isEqualTo(50);
  }

  private void add(int partition, long offset, String reason, long second) {
    index.add(
        new StoredDeadLetter(
            partition,
            offset,
            ConsoleRecords.letter(reason, Records.NOW.plusSeconds(second), "x")));
  }

  private List<String> ids(Optional<String> reason) {
    List<String> ids = new ArrayList<>();
    index.list(reason, "", 100).letters().forEach(letter -> ids.add(letter.path("id").asText()));
    return ids;
  }
}
