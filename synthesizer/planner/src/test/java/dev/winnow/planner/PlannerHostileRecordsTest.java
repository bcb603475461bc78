package dev.winnow.planner;

import static dev.winnow.planner.PlannerDriver.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.rules.PromptRules;
import dev.winnow.schemas.testing.Records;
import dev.winnow.schemas.testing.Seeds;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that anyone may write to the planner's topics. */
class PlannerHostileRecordsTest {
  private static final String PROMPTS = PlannerDriver.TOPICS.prompts();
  private static final String VERDICTS = PlannerDriver.TOPICS.verdicts();
  private static final byte[] KEY = utf8("p");
  private static final byte[] GARBAGE = utf8("{\"not\": \"avro\"}");
  private static final byte[] UNKNOWN_SCHEMA = {0, 0, 0, 99, 99, 1, 2, 3};

  @TempDir Path stateDirectory;
  private PlannerDriver planner;

  @BeforeEach
  void open() {
    planner = new PlannerDriver(stateDirectory);
    planner.publish(Records.recipe());
  }

  @AfterEach
  void close() {
    planner.close();
  }

  @Test
  void sendsGarbageToTheDeadLettersAsItWas() {
    for (String topic : List.of(PROMPTS, VERDICTS)) {
      planner.send(topic, KEY, GARBAGE);
      assertDeadLetter(topic, "NOT_AVRO", KEY, GARBAGE);
    }
  }

  @Test
  void sendsRecordsOfAnUnknownSchemaToTheDeadLetters() {
    for (String topic : List.of(PROMPTS, VERDICTS)) {
      planner.send(topic, KEY, UNKNOWN_SCHEMA);
      assertDeadLetter(topic, "UNKNOWN_SCHEMA", KEY, UNKNOWN_SCHEMA);
    }
  }

  @Test
  void sendsRecordsWithoutAValueToTheDeadLetters() {
    for (String topic : List.of(PROMPTS, VERDICTS)) {
      planner.send(topic, KEY, null);
      assertDeadLetter(topic, "EMPTY", KEY, null);
    }
  }

  @Test
  void sendsRecordsOfAnotherKindToTheDeadLetters() {
    byte[] prompt = planner.bytes(Records.prompt("p"));
    byte[] verdict = planner.bytes(Given.accepted("p", 0));

    planner.send(PROMPTS, KEY, verdict);
    assertDeadLetter(PROMPTS, "NOT_AVRO", KEY, verdict);
    planner.send(VERDICTS, KEY, prompt);
    assertDeadLetter(VERDICTS, "NOT_AVRO", KEY, prompt);
  }

  @Test
  void sendsAPromptThatIsCutOffToTheDeadLetters() {
    byte[] whole = planner.bytes(Records.prompt("p"));
    byte[] half = Arrays.copyOf(whole, whole.length / 2);

    planner.send(PROMPTS, KEY, half);

    assertDeadLetter(PROMPTS, "NOT_AVRO", KEY, half);
  }

  @Test
  void sendsAPromptThatBreaksTheRulesToTheDeadLettersWithTheRule() {
    byte[] tooMuch =
        planner.bytes(
            Prompt.newBuilder(Records.prompt("p"))
                .setMessages(
                    List.of(
                        RecordFactory.message("robot", "x".repeat(PromptRules.MAX_CHARS + 1)),
                        RecordFactory.message("user", " ")))
                .build());

    planner.send(PROMPTS, KEY, tooMuch);

    assertThat(assertDeadLetter(PROMPTS, "INVALID_PROMPT", KEY, tooMuch).getError())
        .contains("messages[0].role", "messages[1].content", "262146 characters");
  }

  @Test
  void sendsAPromptUnderAnotherKeyToTheDeadLetters() {
    byte[] prompt = planner.bytes(Records.prompt("p"));

    planner.send(PROMPTS, utf8("q"), prompt);

    assertDeadLetter(PROMPTS, "KEY_MISMATCH", utf8("q"), prompt);
  }

  @Test
  void sendsAPromptWithoutAKeyToTheDeadLetters() {
    byte[] prompt = planner.bytes(Records.prompt("p"));

    planner.send(PROMPTS, null, prompt);

    assertDeadLetter(PROMPTS, "KEY_MISMATCH", null, prompt);
  }

  @Test
  void plansTheNextPromptAfterDamagedRecords() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    byte[] prompt = planner.bytes(Records.prompt("p"));
    byte[] verdict = planner.bytes(Given.accepted("p", 0));
    for (int i = 0; i < 500; i++) {
      planner.send(PROMPTS, KEY, damaged(prompt, random));
      planner.send(VERDICTS, KEY, damaged(verdict, random));
    }
    planner.requests();

    planner.publish(Records.prompt("sound"));

    assertThat(planner.requests())
        .as("seed %d", seed)
        .extracting(SamplingRequest::getId)
        .containsExactly("sound/0-1");
  }

  /** The bytes with some of them changed or cut off. */
  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] damaged = Arrays.copyOf(bytes, bytes.length - random.nextInt(3));
    for (int i = random.nextInt(4); i >= 0; i--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    }
    return damaged;
  }

  private DeadLetter assertDeadLetter(
      String topic, String reason, byte @Nullable [] key, byte @Nullable [] value) {
    List<DeadLetter> letters = planner.deadLetters();
    assertThat(letters).hasSize(1);
    DeadLetter letter = letters.getFirst();
    assertThat(letter.getTopic()).isEqualTo(topic);
    assertThat(letter.getStage()).isEqualTo("planner");
    assertThat(letter.getReason()).isEqualTo(reason);
    assertThat(letter.getError()).isNotBlank();
    assertThat(letter.getKey().orElse(null)).isEqualTo(key == null ? null : ByteBuffer.wrap(key));
    assertThat(letter.getValue().orElse(null))
        .isEqualTo(value == null ? null : ByteBuffer.wrap(value));
    return letter;
  }
}
