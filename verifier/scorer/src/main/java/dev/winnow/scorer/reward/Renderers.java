package dev.winnow.scorer.reward;

import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.scorer.reward.RewardInput.Conversation;
import dev.winnow.scorer.reward.RewardInput.Pair;
import dev.winnow.scorer.reward.RewardInput.Rendered;
import dev.winnow.transformer.ChatTemplateFile;
import dev.winnow.transformer.ModelLoadException;
import dev.winnow.transformer.template.ChatTemplate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Chooses the form of the inputs of a dialect. */
final class Renderers {
  private Renderers() {}

  /**
   * Returns what renders the inputs of this dialect.
   *
   * @throws BadOptionsException if the form is none of the dialect's, or needs a chat template that
   *     is not given or cannot be read
   */
  static InputRenderer of(RewardWorkerOptions options, Dialect dialect) {
    Optional<ChatTemplate> template = options.chatTemplate().map(Renderers::template);
    InputForm form = options.input().orElseGet(() -> form(dialect, template.isPresent()));
    if (!dialect.accepts(example(form))) {
      throw new BadOptionsException(
          "input", "the dialect %s takes no %s".formatted(dialect.name(), form));
    }
    if (form == InputForm.TEMPLATE && template.isEmpty()) {
      throw new BadOptionsException(
          "chat_template",
          ("the dialect %s takes whole texts: give the model's Hugging Face directory, or a Jinja"
                  + " file")
              .formatted(dialect.name()));
    }
    return new InputRenderer(form, template, dialect.addsSpecialTokens());
  }

  private static InputForm form(Dialect dialect, boolean hasTemplate) {
    List<InputForm> preferred =
        hasTemplate
            ? List.of(InputForm.TEMPLATE, InputForm.MESSAGES, InputForm.PAIR)
            : List.of(InputForm.MESSAGES, InputForm.PAIR, InputForm.TEMPLATE);
    return preferred.stream()
        .filter(form -> dialect.accepts(example(form)))
        .findFirst()
        .orElse(InputForm.TEMPLATE);
  }

  static RewardInput example(InputForm form) {
    return switch (form) {
      case MESSAGES -> new Conversation(List.of());
      case TEMPLATE -> new Rendered("");
      case PAIR -> new Pair("", "");
    };
  }

  private static ChatTemplate template(Path path) {
    try {
      Path directory =
          Files.isDirectory(path)
              ? path
              : Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(path);
      Optional<String> file =
          Files.isDirectory(path) ? Optional.empty() : Optional.of(path.toString());
      return ChatTemplateFile.of(directory, file).orElseThrow();
    } catch (ModelLoadException e) {
      throw new BadOptionsException("chat_template", String.valueOf(e.getMessage()));
    }
  }
}
