package dev.winnow.worker.engine.djl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.Message;
import dev.winnow.schemas.Prompt;
import dev.winnow.transformer.template.ChatTemplate;
import dev.winnow.transformer.template.jinja.TemplateException;
import dev.winnow.worker.engine.PermanentSamplingException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Converts a prompt to the text that the model continues.
 *
 * @param template the model's template; empty for a completion model, which gets the contents, one
 *     per line
 */
record PromptText(Optional<ChatTemplate> template) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Returns the text, which ends with the answer's prefix if there is one.
   *
   * @throws PermanentSamplingException if the template rejects the conversation
   */
  String of(Prompt prompt) throws PermanentSamplingException {
    String prefix = prompt.getAssistantPrefix().orElse("");
    if (template.isEmpty()) {
      StringBuilder text = new StringBuilder();
      prompt.getMessages().forEach(message -> text.append(message.getContent()).append('\n'));
      return text.append(prefix).toString();
    }
    try {
      List<Map<String, Object>> messages = new ArrayList<>();
      for (Message message : prompt.getMessages()) {
        messages.add(fields(message));
      }
      return template.get().render(messages, prefix, LocalDateTime.now());
    } catch (TemplateException | JsonProcessingException e) {
      throw new PermanentSamplingException("the chat template: " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> fields(Message message) throws JsonProcessingException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("role", message.getRole());
    fields.put("content", message.getContent());
    message.getName().ifPresent(name -> fields.put("name", name));
    if (message.getToolCalls().isPresent()) {
      fields.put("tool_calls", JSON.readValue(message.getToolCalls().get(), List.class));
    }
    message.getToolCallId().ifPresent(id -> fields.put("tool_call_id", id));
    return fields;
  }
}
