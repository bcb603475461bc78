package dev.winnow.ops.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.training.TuningExample.Supervised;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** TRL's conversational layouts. */
class TrlRowTest {
  private static final Supervised EXAMPLE =
      new Supervised(List.of(Map.of("role", "user", "content", "1 + 1?")), "2");

  @Test
  void messagesAndPromptWithCompletionAreTheSameExample() throws Exception {
    assertThat(
            TrlRow.read(
                json(
                    """
                    {"messages": [{"role": "user", "content": "1 + 1?"},
                      {"role": "assistant", "content": "2"}]}""")))
        .isEqualTo(EXAMPLE);
    assertThat(
            TrlRow.read(
                json(
                    """
                    {"prompt": [{"role": "user", "content": "1 + 1?"}],
                     "completion": [{"role": "assistant", "content": "2"}]}""")))
        .isEqualTo(EXAMPLE);
  }

  @Test
  void aTextIsNoConversation() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrlRow.read(json("{\"prompt\": \"1 + 1?\", \"completion\": \"2\"}")))
        .withMessage("prompt: want a list of messages, each with 'role' and 'content'");
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }
}
