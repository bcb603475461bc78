package dev.winnow.producers.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.rules.ContentHash;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptReaderTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private final PromptReader reader = new PromptReader("arithmetic", Optional.empty());

  @Test
  void aPromptIsTheUsersMessage() {
    Prompt prompt = read("{'id': 'p1', 'prompt': 'What is 1 + 2?', 'reference': '3'}");

    assertThat(prompt)
        .isEqualTo(
            Prompt.newBuilder()
                .setId("p1")
                .setRecipe("arithmetic")
                .setMessages(List.of(RecordFactory.message("user", "What is 1 + 2?")))
                .setReference("3")
                .setSource("file#1")
                .setPublishedAt(NOW)
                .build());
  }

  @Test
  void aChatIsTakenAsItIs() {
    Prompt prompt =
        read(
            """
            {'messages': [{'role': 'system', 'content': 'Be brief.'},
                          {'role': 'user', 'content': 'Hello'}]}\
            """);

    assertThat(prompt.getMessages())
        .containsExactly(
            RecordFactory.message("system", "Be brief."), RecordFactory.message("user", "Hello"));
    assertThat(prompt.getReference()).isEmpty();
  }

  @Test
  void withoutAnIdTheContentGivesOneThatIsTheSameEveryTime() {
    Prompt prompt = read("{'prompt': 'Why?', 'level': 1}");
    Prompt again = read("{'level': 2, 'prompt': 'Why?'}");

    assertThat(prompt.getId()).isEqualTo(ContentHash.ofPrompt(prompt)).isEqualTo(again.getId());
  }

  @Test
  void aLineMayNameItsOwnSource() {
    assertThat(read("{'prompt': 'Why?', 'source': 'book, p. 7'}").getSource())
        .contains("book, p. 7");
  }

  @Test
  void unknownScalarFieldsAreCarriedAsMetadata() {
    Prompt prompt =
        read(
            """
            {'prompt': 'Why?', 'level': 5, 'score': 0.50, 'hard': true, 'note': null,
             'metadata': {'family': 'why'}}\
            """);

    assertThat(prompt.getMetadata())
        .isEqualTo(Map.of("level", "5", "score", "0.50", "hard", "true", "family", "why"));
  }

  @ParameterizedTest
  @CsvSource({
    "3.10, 3.10",
    "3, 3",
    "-0.5, -0.5",
    "123456789012345678901234567890.10, 123456789012345678901234567890.10"
  })
  void aReferenceThatIsANumberKeepsItsDigitsAsWritten(String number, String reference) {
    assertThat(read("{'prompt': 'How much?', 'reference': %s}".formatted(number)).getReference())
        .contains(reference);
  }

  @Test
  void gsm8kGivesTheNumberAfterTheMark() {
    Prompt prompt =
        read(
            "{'question': 'How many?', 'answer': '2 * 600 = 1,200\\n#### 1,200', 'split': 'test'}");

    assertThat(prompt.getMessages()).containsExactly(RecordFactory.message("user", "How many?"));
    assertThat(prompt.getReference()).contains("1,200");
    assertThat(prompt.getMetadata()).isEqualTo(Map.of("split", "test"));
  }

  @Test
  void mathGivesWhatTheLastBoxHolds() {
    Prompt prompt =
        read(
            """
            {'problem': 'Solve.', 'solution': 'So $\\\\boxed{\\\\frac{1}{2}}$.', 'level': 'Level 5',
             'type': 'Algebra'}\
            """);

    assertThat(prompt.getReference()).contains("\\frac{1}{2}");
    assertThat(prompt.getMetadata()).isEqualTo(Map.of("level", "Level 5", "type", "Algebra"));
  }

  @Test
  void mathTakesADeclaredAnswerBeforeTheBox() {
    assertThat(
            read("{'problem': 'Solve.', 'answer': '1/2', 'solution': '\\\\boxed{0.5}'}")
                .getReference())
        .contains("1/2");
  }

  @Test
  void aFixedLayoutIsNotGuessed() {
    PromptReader gsm8k = new PromptReader("arithmetic", Optional.of(Layout.GSM8K));

    assertThatThrownBy(() -> gsm8k.read("{\"prompt\": \"Why?\"}", "file#1", NOW))
        .isInstanceOf(RefusedLineException.class)
        .hasMessage("question: is missing; answer: is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonsense | not JSON: 'nonsense' is not JSON",
        "{'prompt': 'a | not JSON: it ends before all braces",
        "{'prompt': 'a'} {} | not JSON: text follows the end of the value",
        "{'prompt': 'a', 'prompt': 'b'} | not JSON: the key 'prompt' occurs twice",
        "[1, 2] | not a JSON object",
        "{} | no prompt: give 'prompt' or 'messages'",
        "{'text': 'a'} | no prompt: give 'prompt' or 'messages'",
        "{'prompt': ' '} | messages[0].content: must not be blank",
        "{'prompt': ['a']} | prompt[0]: want an object with role and content",
        "{'prompt': {'a': 1}} | prompt: want text or a number, not an object; give what is JSON as text",
        "{'prompt': 'a', 'question': 'b', 'answer': '7'} | fits several layouts (jsonl, qa): choose"
            + " one",
        "{'prompt': 'a', 'messages': []} | prompt: give either prompt or messages, not both",
        "{'messages': 'a'} | messages: want a list",
        "{'messages': []} | messages: give 1 to 256 messages, not 0",
        "{'messages': ['a']} | messages[0]: want an object with role and content",
        "{'messages': [{'role': 'user'}]} | messages[0].content: is missing",
        "{'messages': [{'role': 'user', 'content': 'a', 'x': 1}]} | messages[0].x: unknown field",
        "{'messages': [{'role': 'tool', 'content': 'a'}]} | messages[0].role: a tool's message must"
            + " follow",
        "{'messages': [{'role': 'bot', 'content': 'a'}]} | messages[0].role: use system, developer",
        "{'messages': [{'role': 'system', 'content': 'a'}]} | messages: the last message must be",
        "{'messages': [{'role': 'assistant', 'content': 'a'}]} | messages: give 1 to 256 messages",
        "{'messages': [{'role': 'user', 'content': [{'type': 'image_url'}]}]} | want a part of type"
            + " text",
        "{'prompt': 'a', 'id': ' x'} | id: must neither start nor end with a space",
        "{'prompt': 'a', 'id': '\\u001b[31mx'} | id: use printable characters only",
        "{'prompt': 'a', 'id': ''} | id: use 1 to 200 characters",
        "{'prompt': 'a', 'assistant_prefix': ''} | assistant_prefix: must not be empty",
        "{'prompt': 'a', 'reference': '1', 'references': ['2']} | references: give either",
        "{'prompt': 'a', 'references': []} | references: is an empty list",
        "{'prompt': 'a', 'reference': {'b': 1}} | reference: want text or a number, not an object; give what is JSON as text",
        "{'prompt': 'a', 'reference': true} | reference: want text or a number, not a boolean",
        "{'prompt': 'a', 'reference': ''} | reference: must not be blank",
        "{'prompt': 'a', 'recipe': 'other'} | recipe: the line names recipe 'other'",
        "{'prompt': 'a', 'tags': [1]} | tags: want text or a number, not a list; give what is JSON as text",
        "{'prompt': 'a', 'metadata': 7} | metadata: want an object",
        "{'prompt': 'a', 'metadata': {'b': {}}} | metadata.b: want text or a number, not an object; give what is JSON as text",
        "{'prompt': 'a', 'b': 1, 'metadata': {'b': 2}} | b: is also in metadata; give it once",
        "{'question': 'a', 'answer': '7\\n8'} | answer: does not end in '#### '",
        "{'question': 'a', 'answer': '#### '} | answer: does not end in '#### '",
        "{'problem': 'a', 'solution': '7'} | solution: has no \\boxed{}",
      })
  void aLineThatIsNoPromptIsRefusedWithItsReason(String line, String reason) {
    assertThatThrownBy(() -> read(line))
        .isInstanceOf(RefusedLineException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'prompt': '\\ud800'}",
        "{'prompt': 'a', 'reference': '\\udc00x'}",
        "{'messages': [{'role': 'user', 'content': '\\ud83d'}]}"
      })
  void halfOfASurrogatePairIsRefused(String line) {
    assertThatThrownBy(() -> read(line))
        .isInstanceOf(RefusedLineException.class)
        .hasMessageContaining("not valid Unicode");
  }

  @Test
  void halfOfASurrogatePairInAFieldNameIsRefused() {
    assertThatThrownBy(() -> read("{'prompt': 'a', 'metadata': {'\\ud800': 'b'}}"))
        .isInstanceOf(RefusedLineException.class)
        .hasMessageContaining("surrogate pair");
  }

  @Test
  void aWholeSurrogatePairIsFine() {
    assertThat(read("{'prompt': '\\ud83d\\ude00'}").getMessages().getFirst().getContent())
        .isEqualTo("\uD83D\uDE00");
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnceButNotWithoutEnd() {
    StringBuilder line = new StringBuilder("{'prompt': 'a'");
    for (int i = 0; i < 1_000; i++) {
      line.append(", 'f").append(i).append("': []");
    }

    assertThatThrownBy(() -> read(line + "}"))
        .hasMessageContaining("f0: want")
        .hasMessageContaining("f7: want")
        .message()
        .hasSizeLessThan(1_000);
  }

  @Test
  void nestingAndDensityAreBounded() {
    String deep = "{'prompt': " + "[".repeat(10_000) + "]".repeat(10_000) + "}";
    String dense = "{'prompt': 'a', 'x': [" + "[],".repeat(200_000) + "[]]}";

    assertThatThrownBy(() -> read(deep)).isInstanceOf(RefusedLineException.class);
    assertThatThrownBy(() -> read(dense)).isInstanceOf(RefusedLineException.class);
  }

  /** Single quotes stand for double ones, which Java and CSV would want escaped. */
  private Prompt read(String line) {
    return reader.read(line.replace('\'', '"'), "file#1", NOW);
  }
}
