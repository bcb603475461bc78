package dev.winnow.ops.console;

import dev.winnow.schemas.Message;
import dev.winnow.schemas.Sample;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a prompt asks, as its rows repeat it. Immutable.
 *
 * @param messages the last {@value #MAX_MESSAGES} of the chat
 * @param messageCount number of messages of the whole chat
 */
record PromptContent(
    List<Turn> messages,
    int messageCount,
    @Nullable CutText reference,
    List<CutText> otherReferences,
    @Nullable String source) {
  static final int MAX_MESSAGES = 20;

  /** One message. */
  record Turn(String role, CutText content) {}

  PromptContent {
    messages = List.copyOf(messages);
    otherReferences = List.copyOf(otherReferences);
  }

  static PromptContent of(Sample row) {
    List<Message> all = row.getMessages();
    return new PromptContent(
        all.stream()
            .skip(Math.max(0, all.size() - MAX_MESSAGES))
            .map(message -> new Turn(message.getRole(), CutText.of(message.getContent())))
            .toList(),
        all.size(),
        CutText.of(row.getReference()),
        row.getOtherReferences().stream().limit(MAX_MESSAGES).map(CutText::of).toList(),
        row.getSource().orElse(null));
  }
}
