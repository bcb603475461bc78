package dev.winnow.verifier.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstructionReaderTest {
  private static List<String> ids(String text) {
    return InstructionReader.read(text).stream().map(Instruction::id).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        [{"id": "punctuation:no_comma"},
         {"id": "keywords:existence", "kwargs": {"keywords": ["it's", "None"]}}]
        """,
        """
        {"key": 1, "prompt": "Write", "instruction_id_list": ["punctuation:no_comma", "keywords:existence"],
         "kwargs": [{"keywords": null, "num_words": null}, {"keywords": ["it's", "None"], "letter": null}]}
        """,
        """
        {"verifier_metadata": {"instruction_id_list": ["punctuation:no_comma", "keywords:existence"],
         "prompt": "Write", "kwargs": [null, {"keywords": ["it's", "None"]}], "grading_mode": "binary"}}
        """,
        """
        [{'instruction_id': ['punctuation:no_comma', 'keywords:existence'],
          'kwargs': [None, {'keywords': ["it's", 'None']}]}]
        """,
        """
        {"dataset": "ifeval", "ground_truth": "[{'instruction_id': ['punctuation:no_comma', 'keywords:existence'], 'kwargs': [None, {'keywords': [\\"it's\\", 'None']}]}]"}
        """
      })
  void readsTheLayoutsOfDataSets(String text) {
    assertThat(ids(text)).containsExactly("punctuation:no_comma", "keywords:existence");
    assertThat(
            Followed.by("It's None.", InstructionReader.read(text), ConstraintReading.STRICT)
                .broken())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "7",
        "{}",
        "[1]",
        "[{\"id\": 3}]",
        "[{\"id\": \"punctuation:no_comma\", \"kwargs\": 3}]",
        "{\"instruction_id_list\": [\"punctuation:no_comma\"], \"kwargs\": []}",
        "{\"instruction_id_list\": [\"punctuation:no_comma\"]}",
        "{\"verifier_metadata\": {\"verifier_metadata\": {}}}",
        "[{\"id\": \"punctuation:no_comma\"}] x",
        "['\\x41']",
        "__import__('os').system('true')"
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> InstructionReader.read(text))
        .isInstanceOf(BadConstraintException.class);
  }

  @Test
  void refusesDeepAndManyInstructions() {
    assertThatThrownBy(() -> InstructionReader.read("[".repeat(10_000)))
        .isInstanceOf(BadConstraintException.class);
    assertThatThrownBy(
            () ->
                InstructionReader.read(
                    "["
                        + "{\"id\": \"punctuation:no_comma\"},".repeat(32)
                        + "{\"id\": \"startend:quotation\"}]"))
        .hasMessageContaining("at most 32 instructions");
  }
}
