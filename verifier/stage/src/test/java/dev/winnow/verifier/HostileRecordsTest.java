package dev.winnow.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.rules.PromptRules;
import dev.winnow.schemas.rules.RecipeRules;
import dev.winnow.schemas.testing.Records;
import dev.winnow.schemas.testing.Seeds;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An invalid record on the topic goes to the dead letters, and the next candidate is judged. */
class HostileRecordsTest {
  private static final byte[] KEY = "p".getBytes(StandardCharsets.UTF_8);

  @TempDir Path stateDirectory;
  private VerifierDriver verifier;

  @BeforeEach
  void open() {
    verifier = new VerifierDriver(stateDirectory);
  }

  @AfterEach
  void close() {
    verifier.close();
  }

  @Test
  void sendsBytesThatAreNotAvroToTheDeadLetters() {
    assertDeadLetter("NOT_AVRO", KEY, new byte[] {1, 2, 3});
  }

  @Test
  void sendsARecordWithNeitherKeyNorValueToTheDeadLetters() {
    assertDeadLetter("EMPTY", null, null);
  }

  @Test
  void sendsARecordUnderAnUnknownSchemaToTheDeadLetters() {
    assertDeadLetter("UNKNOWN_SCHEMA", KEY, new byte[] {0, 0, 0, 0, 99, 1});
  }

  @Test
  void sendsARecordOfAnotherTypeToTheDeadLetters() {
    assertDeadLetter("NOT_AVRO", KEY, verifier.bytes(Records.prompt("p")));
  }

  @Test
  void sendsACutCandidateToTheDeadLetters() {
    byte[] whole = verifier.bytes(TestCandidates.of("p", 0, TestCandidates.RIGHT));

    assertDeadLetter("NOT_AVRO", KEY, Arrays.copyOf(whole, whole.length / 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, RecipeRules.MAX_CANDIDATES, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void sendsAnIndexThatNoRecipeOrdersToTheDeadLetters(int index) {
    byte[] value = verifier.bytes(TestCandidates.of("p", index, TestCandidates.RIGHT));

    assertThat(assertDeadLetter("INVALID_CANDIDATE", KEY, value).getError())
        .isEqualTo("index: want 0 to 99999, not " + index);
  }

  @Test
  void judgesTheHighestIndexThatARecipeOrders() {
    verifier.send(TestCandidates.of("p", RecipeRules.MAX_CANDIDATES - 1, TestCandidates.RIGHT));

    assertThat(verifier.verdict().getIndex()).isEqualTo(RecipeRules.MAX_CANDIDATES - 1);
  }

  @Test
  void sendsACandidateOfAnInvalidPromptToTheDeadLetters() {
    Prompt silent = Prompt.newBuilder(Records.prompt("p")).setMessages(List.of()).build();
    byte[] value = verifier.bytes(on(silent, TestCandidates.RIGHT));

    assertThat(assertDeadLetter("INVALID_CANDIDATE", KEY, value).getError())
        .startsWith("prompt.messages");
  }

  @Test
  void sendsACandidateUnderAnotherPromptsKeyToTheDeadLetters() {
    byte[] value = verifier.bytes(TestCandidates.of("q", 0, TestCandidates.RIGHT));

    assertDeadLetter("KEY_MISMATCH", KEY, value);
  }

  @Test
  void sendsACandidateWithoutAKeyToTheDeadLetters() {
    assertDeadLetter(
        "KEY_MISMATCH", null, verifier.bytes(TestCandidates.of("p", 0, TestCandidates.RIGHT)));
  }

  @Test
  void sendsACandidateWhoseRowMightNotFitARecordToTheDeadLetters() {
    byte[] value = verifier.bytes(TestCandidates.of("p", 0, "x".repeat(3 << 20)));

    verifier.send(KEY, value);

    DeadLetter letter = assertOneLetter("TOO_LARGE");
    assertThat(letter.getValue().orElseThrow().remaining()).isEqualTo(3 << 20);
    assertThat(letter.getError()).contains("lower max_tokens").contains("kept are the first");
  }

  @Test
  void writesARowThatFitsARecordForTheLargestCandidate() {
    String euros = "\u20ac".repeat(PromptRules.MAX_CHARS);
    Prompt largest =
        Prompt.newBuilder(Records.prompt("p"))
            .setMessages(List.of(RecordFactory.message("user", euros)))
            .build();
    int room = (3 << 20) - verifier.bytes(on(largest, "")).length - 10;
    verifier.send(on(largest, "x".repeat(room)));

    var row = verifier.rows(Outcome.UNDECIDED).readValue();

    assertThat(verifier.bytes(row)).hasSizeLessThan(TopicSettings.MAX_RECORD_BYTES - 10_000);
  }

  @Test
  void judgesTheNextCandidateAfterRandomlyDamagedOnes() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    byte[] whole = verifier.bytes(TestCandidates.of("p", 0, TestCandidates.RIGHT));
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = whole.clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        damaged[5 + random.nextInt(damaged.length - 5)] = (byte) random.nextInt();
      }
      verifier.send(KEY, damaged);
    }
    verifier.verdicts().readValuesToList();

    verifier.send(TestCandidates.of("p", 50_000, TestCandidates.RIGHT));

    assertThat(verifier.verdict().getOutcome()).as("seed %d", seed).isEqualTo(Outcome.ACCEPTED);
  }

  private DeadLetter assertDeadLetter(
      String reason, byte @Nullable [] key, byte @Nullable [] value) {
    verifier.send(key, value);

    DeadLetter letter = assertOneLetter(reason);
    assertThat(letter.getKey().orElse(null)).isEqualTo(wrap(key));
    assertThat(letter.getValue().orElse(null)).isEqualTo(wrap(value));
    return letter;
  }

  private DeadLetter assertOneLetter(String reason) {
    verifier.send(TestCandidates.of("next", 0, TestCandidates.RIGHT));
    assertThat(verifier.verdict().getPromptId()).as("the next record").isEqualTo("next");
    List<DeadLetter> letters = verifier.deadLetters();
    assertThat(letters).hasSize(1);
    DeadLetter letter = letters.getFirst();
    assertThat(letter.getStage()).isEqualTo("verifier");
    assertThat(letter.getTopic()).isEqualTo("winnow.candidates");
    assertThat(letter.getOffset()).isZero();
    assertThat(letter.getReason()).isEqualTo(reason);
    return letter;
  }

  private static Candidate on(Prompt prompt, String response) {
    return Candidate.newBuilder(TestCandidates.of("p", 0, response)).setPrompt(prompt).build();
  }

  private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }
}
