package dev.winnow.producers.source;

import dev.winnow.schemas.Message;
import dev.winnow.schemas.RecordFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The prompt of a row, independent of its layout.
 *
 * @param messages the chat to continue
 * @param prefix the beginning of the answer
 * @param references the correct answers
 * @param notes choices made while reading that the publisher may want to know, in words that are
 *     the same for all rows of this kind
 */
record Content(
    List<Message> messages, Optional<String> prefix, List<String> references, List<String> notes) {
  static final String CONTINUES = "the last assistant message is the beginning of the answer";

  Content {
    messages = List.copyOf(messages);
    references = List.copyOf(references);
    notes = List.copyOf(notes);
  }

  /** Returns one question and its correct answers. */
  static Content of(List<Message> messages, List<String> references) {
    return new Content(messages, Optional.empty(), references, List.of());
  }

  /**
   * Returns a chat with only the user's question; a missing question, already reported, is replaced
   * by a placeholder.
   */
  static List<Message> user(Optional<String> question) {
    return List.of(RecordFactory.message("user", question.orElse("?")));
  }

  /**
   * Returns a chat. If its last message is the assistant's, that message is the beginning of the
   * answer.
   */
  static Content chat(List<Message> chat, List<String> references) {
    if (chat.isEmpty() || !isAnswer(chat.getLast())) {
      return of(chat, references);
    }
    List<Message> before = chat.subList(0, chat.size() - 1);
    String begun = chat.getLast().getContent();
    return begun.isEmpty()
        ? of(before, references)
        : new Content(before, Optional.of(begun), references, List.of(CONTINUES));
  }

  Content withNote(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Content(messages, prefix, references, more);
  }

  static boolean isAnswer(Message message) {
    return message.getRole().equals("assistant") && message.getToolCalls().isEmpty();
  }
}
