package dev.winnow.synthesizer.engine.djl;

import dev.winnow.schemas.Message;
import java.util.List;

/**
 * How a chat becomes the text that a model continues. Models ship a Jinja template; running one
 * would mean a template engine for three forms that differ in their markers alone, so the form is
 * recognised by them. Anything else is written plainly: the messages' contents, a line each.
 *
 * @param form which markers
 * @param begin the beginning-of-text token, empty when the model has none
 */
record ChatTemplate(Form form, String begin) {
  enum Form {
    /** {@code <|im_start|>role ... <|im_end|>}: Qwen and others. */
    CHAT_ML,
    /** {@code <|start_header_id|>role<|end_header_id|> ... <|eot_id|>}: Llama 3. */
    LLAMA_3,
    /** Contents, a line each. */
    PLAIN
  }

  static ChatTemplate of(String jinja, String begin) {
    if (jinja.contains("<|im_start|>")) {
      return new ChatTemplate(Form.CHAT_ML, "");
    }
    return new ChatTemplate(
        jinja.contains("<|start_header_id|>") ? Form.LLAMA_3 : Form.PLAIN, begin);
  }

  /** The text to continue. */
  String render(List<Message> messages) {
    StringBuilder text = new StringBuilder(begin);
    for (Message message : messages) {
      append(text, message);
    }
    return text.append(
            switch (form) {
              case CHAT_ML -> "<|im_start|>assistant\n";
              case LLAMA_3 -> "<|start_header_id|>assistant<|end_header_id|>\n\n";
              case PLAIN -> "";
            })
        .toString();
  }

  private void append(StringBuilder text, Message message) {
    String role = message.getRole();
    String content = message.getContent();
    switch (form) {
      case CHAT_ML ->
          text.append("<|im_start|>")
              .append(role)
              .append('\n')
              .append(content)
              .append("<|im_end|>\n");
      case LLAMA_3 ->
          text.append("<|start_header_id|>")
              .append(role)
              .append("<|end_header_id|>\n\n")
              .append(content.strip())
              .append("<|eot_id|>");
      case PLAIN -> text.append(content).append('\n');
    }
  }
}
