package dev.winnow.worker.engine.replay;

import dev.winnow.schemas.Message;
import dev.winnow.schemas.Prompt;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.Stream;

/** The keys by which prompts are matched with lines of a recording. */
final class PromptKeys {
  private PromptKeys() {}

  static String ofId(String id) {
    return "id " + id;
  }

  /** Returns the key of a text; surrounding white space is ignored. */
  static String ofText(String text) {
    return "text " + text.strip();
  }

  /** Returns the keys of a prompt: its id precedes the text of its last user message. */
  static List<String> of(Prompt prompt) {
    Stream<String> text =
        prompt.getMessages().reversed().stream()
            .filter(message -> message.getRole().equals("user"))
            .limit(1)
            .map(Message::getContent)
            .map(PromptKeys::ofText);
    return Stream.concat(Stream.of(ofId(prompt.getId())), text).toList();
  }

  /** Returns 64 bits of SHA-256, so that accidental collisions are negligible. */
  static long hash(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
