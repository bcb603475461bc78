package dev.winnow.producers.screen;

import dev.winnow.schemas.Message;
import dev.winnow.schemas.Prompt;
import java.util.stream.Collectors;

/** The words of a prompt that can be compared: what users say in it. */
final class ComparedText {
  private static final String USER = "user";

  private ComparedText() {}

  static String of(Prompt prompt) {
    return prompt.getMessages().stream()
        .filter(message -> message.getRole().equals(USER))
        .map(Message::getContent)
        .collect(Collectors.joining("\n"));
  }
}
