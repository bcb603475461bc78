package dev.winnow.transformer.template;

import dev.winnow.transformer.template.jinja.JinjaTemplate;
import dev.winnow.transformer.template.jinja.TemplateException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model's chat template, rendered as by Hugging Face's {@code apply_chat_template}. Thread-safe.
 */
public final class ChatTemplate {
  /** Marks the end of the message to continue, so that its place in the text can be found. */
  private static final String TAG = "CONTINUE_FINAL_MESSAGE_TAG ";

  private final JinjaTemplate template;
  private final Map<String, Object> specialTokens;

  private ChatTemplate(JinjaTemplate template, Map<String, Object> specialTokens) {
    this.template = template;
    this.specialTokens = Map.copyOf(specialTokens);
  }

  /**
   * Parses a template.
   *
   * @param specialTokens the tokenizer's special tokens by name, such as {@code bos_token}
   * @throws TemplateException if it cannot be parsed; names the line
   */
  public static ChatTemplate parse(String source, Map<String, ?> specialTokens) {
    return new ChatTemplate(JinjaTemplate.parse(source), new HashMap<>(specialTokens));
  }

  /** Returns a special token of the tokenizer, such as {@code bos_token}; empty if it has none. */
  public Optional<String> specialToken(String name) {
    return Optional.ofNullable(specialTokens.get(name)).map(String::valueOf);
  }

  /**
   * Returns the text for a model to continue.
   *
   * @param messages the conversation, oldest first: maps as in the chat completions interface
   * @param prefix the beginning of the answer, which ends the text; null or empty for none
   * @throws TemplateException if the template rejects the conversation or fails
   */
  public String render(
      List<? extends Map<String, ? extends @Nullable Object>> messages,
      @Nullable String prefix,
      LocalDateTime now) {
    Map<String, @Nullable Object> variables = new HashMap<>();
    if (prefix == null || prefix.isEmpty()) {
      variables.put("messages", messages);
      variables.put("add_generation_prompt", true);
      return render(variables, now);
    }
    List<Map<String, ? extends @Nullable Object>> all = new ArrayList<>(messages);
    all.add(Map.of("role", "assistant", "content", prefix));
    variables.put("messages", all);
    variables.put("add_generation_prompt", false);
    variables.put("continue_final_message", true);
    return render(variables, now);
  }

  /**
   * Renders with the variables of {@code apply_chat_template}.
   *
   * @throws TemplateException if the template rejects the conversation or fails
   */
  public String render(Map<String, ? extends @Nullable Object> given, LocalDateTime now) {
    Map<String, @Nullable Object> variables = new HashMap<>(specialTokens);
    variables.put("tools", null);
    variables.put("documents", null);
    variables.put("add_generation_prompt", false);
    variables.putAll(given);
    if (!Boolean.TRUE.equals(variables.remove("continue_final_message"))) {
      return template.render(variables, now);
    }
    variables.put("messages", tagged(variables.get("messages")));
    return cut(template.render(variables, now));
  }

  private static String cut(String text) {
    int tag = text.lastIndexOf(TAG.strip());
    if (tag < 0) {
      throw new TemplateException(
          "the template leaves out the final message, so that it cannot be continued");
    }
    String before = text.substring(0, tag);
    return text.startsWith(TAG, tag) ? before : before.stripTrailing();
  }

  private static List<Object> tagged(@Nullable Object messages) {
    if (messages instanceof List<?> list
        && !list.isEmpty()
        && list.getLast() instanceof Map<?, ?> last
        && last.get("content") instanceof String content) {
      List<Object> all = new ArrayList<>(list);
      Map<Object, @Nullable Object> changed = new LinkedHashMap<>(last);
      changed.put("content", content + TAG);
      all.set(all.size() - 1, changed);
      return all;
    }
    throw new TemplateException("the final message has no text to continue");
  }
}
