package dev.winnow.transformer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.winnow.transformer.template.ChatTemplate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Converts conversations to token ids.
 *
 * @param template the model's template; empty for a completion model, which gets the contents, one
 *     per line, and then the response, as the in-process sampler lays them out
 * @param tokenizer the model's tokenizer
 * @param begin id of the token that begins a text, -1 if there is none
 */
record RewardText(Optional<ChatTemplate> template, HuggingFaceTokenizer tokenizer, long begin) {
  static RewardText of(ModelDirectory directory, HuggingFaceTokenizer tokenizer) {
    long begin =
        directory
            .beginToken()
            .map(token -> tokenizer.encode(token, false, false).getIds())
            .filter(ids -> ids.length == 1)
            .map(ids -> ids[0])
            .orElse(-1L);
    return new RewardText(ChatTemplateFile.own(directory.path()), tokenizer, begin);
  }

  /**
   * Returns the ids of a conversation. Template and tokenizer may both write the token that begins
   * a text; one is kept.
   *
   * @throws dev.winnow.transformer.template.jinja.TemplateException if the template rejects it
   */
  long[] ids(Conversation conversation) {
    long[] ids = tokenizer.encode(text(conversation), true, false).getIds();
    int first = 0;
    while (first + 1 < ids.length && ids[first] == begin && ids[first + 1] == begin) {
      first++;
    }
    return Arrays.copyOfRange(ids, first, ids.length);
  }

  private String text(Conversation conversation) {
    if (template.isEmpty()) {
      StringBuilder text = new StringBuilder();
      conversation.messages().forEach(m -> text.append(m.getOrDefault("content", "")).append('\n'));
      return text.append(conversation.response()).toString();
    }
    List<Map<String, Object>> all = new ArrayList<>(conversation.messages());
    all.add(Map.of("role", "assistant", "content", conversation.response()));
    return template
        .get()
        .render(Map.of("messages", all, "add_generation_prompt", false), LocalDateTime.now());
  }
}
