package dev.winnow.synthesizer.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Message;
import dev.winnow.schemas.RecordFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatTemplateTest {
  private static final List<Message> CHAT =
      List.of(
          RecordFactory.message("system", "Be brief."),
          RecordFactory.message("user", "Hello "),
          RecordFactory.message("assistant", "Hi"),
          RecordFactory.message("user", "1 + 2?"));

  @Test
  void aTemplateWithoutMarkersWritesALineEach() {
    assertThat(ChatTemplate.of("{{ bos_token }}{% for m in messages %}", "<|begin|>").render(CHAT))
        .isEqualTo("<|begin|>Be brief.\nHello \nHi\n1 + 2?\n");
  }

  @Test
  void chatMlIsRecognisedByItsMarkers() {
    assertThat(ChatTemplate.of("{{- '<|im_start|>' + message.role }}", "<s>").render(CHAT))
        .isEqualTo(
            """
            <|im_start|>system
            Be brief.<|im_end|>
            <|im_start|>user
            Hello <|im_end|>
            <|im_start|>assistant
            Hi<|im_end|>
            <|im_start|>user
            1 + 2?<|im_end|>
            <|im_start|>assistant
            """);
  }

  @Test
  void llama3IsRecognisedByItsMarkers() {
    assertThat(
            ChatTemplate.of("'<|start_header_id|>' + message['role']", "<|begin_of_text|>")
                .render(CHAT.subList(1, 2)))
        .isEqualTo(
            "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\nHello<|eot_id|>"
                + "<|start_header_id|>assistant<|end_header_id|>\n\n");
  }
}
