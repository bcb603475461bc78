package dev.winnow.training;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.winnow.transformer.ChatTemplateFile;
import dev.winnow.transformer.ModelDirectory;
import dev.winnow.transformer.ModelLoadException;
import dev.winnow.transformer.template.ChatTemplate;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Converts examples to tokens, as the sampler sees them: the chat template with its generation
 * prompt, then the answer and the end token.
 *
 * @param template the model's template; empty for a completion model, which gets the contents, one
 *     per line
 * @param end id of the token that ends an answer
 */
record TuningText(HuggingFaceTokenizer tokenizer, Optional<ChatTemplate> template, long end) {
  /**
   * Returns the texts of a model.
   *
   * @param tokenizer the model's own
   * @throws ModelLoadException if the model has no end token
   */
  static TuningText of(Path model, ModelDirectory base, HuggingFaceTokenizer tokenizer) {
    long end =
        base.endIds().stream()
            .min(Long::compare)
            .orElseThrow(
                () ->
                    new ModelLoadException(
                        "%s: neither generation_config.json nor config.json has an eos_token_id"
                            .formatted(model)));
    return new TuningText(tokenizer, ChatTemplateFile.own(model), end);
  }

  /** Templates may print the date; a fixed one keeps the bytes the same. */
  private static final LocalDateTime NOW = LocalDateTime.of(2026, 1, 1, 0, 0);

  /**
   * Returns the example in tokens.
   *
   * @throws dev.winnow.transformer.template.jinja.TemplateException if the template rejects it
   */
  TuningUnit unit(TuningExample example) {
    String prompt = prompt(example);
    long[] before = encode(prompt);
    List<TokenText> texts = new ArrayList<>();
    for (String answer : example.answers()) {
      texts.add(text(before, encode(answer)));
    }
    return new TuningUnit(prompt.hashCode(), texts);
  }

  private TokenText text(long[] before, long[] answer) {
    long[] ids = new long[before.length + answer.length + 1];
    System.arraycopy(before, 0, ids, 0, before.length);
    System.arraycopy(answer, 0, ids, before.length, answer.length);
    ids[ids.length - 1] = end;
    // The first token of a text is never a target, because no token predicts it.
    return new TokenText(ids, Math.max(1, before.length));
  }

  private String prompt(TuningExample example) {
    if (template.isPresent()) {
      return template.get().render(example.messages(), null, NOW);
    }
    StringBuilder text = new StringBuilder();
    example
        .messages()
        .forEach(message -> text.append(Objects.toString(message.get("content"), "")).append('\n'));
    return text.toString();
  }

  private long[] encode(String text) {
    return tokenizer.encode(text, false, false).getIds();
  }
}
