package dev.winnow.schemas.rules;

import dev.winnow.schemas.Message;
import dev.winnow.schemas.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What every prompt must keep to. Publishers check it to tell their user, the planner checks it
 * again because anyone may write to the topic.
 */
public final class PromptRules {
  /** Most characters of all messages together. */
  public static final int MAX_CHARS = 256 * 1024;

  /** Most messages of one prompt. */
  public static final int MAX_MESSAGES = 256;

  /** Most characters of the reference. */
  public static final int MAX_REFERENCE_CHARS = 64 * 1024;

  /** Most metadata entries, and most characters of all their keys and values together. */
  public static final int MAX_METADATA = 64;

  public static final int MAX_METADATA_CHARS = 16 * 1024;

  private static final Set<String> ROLES = Set.of("system", "user", "assistant");

  private PromptRules() {}

  /** Everything that is wrong with this prompt; empty when it may be sampled. */
  public static List<Violation> violations(Prompt prompt) {
    List<Violation> violations = new ArrayList<>();
    Names.checkId("id", prompt.getId(), violations);
    Names.checkName("recipe", prompt.getRecipe(), violations);
    checkMessages(prompt.getMessages(), violations);
    prompt.getReference().ifPresent(text -> checkReference(text, violations));
    checkMetadata(prompt, violations);
    return List.copyOf(violations);
  }

  private static void checkMessages(List<Message> messages, List<Violation> violations) {
    if (messages.isEmpty() || messages.size() > MAX_MESSAGES) {
      violations.add(
          new Violation(
              "messages", "give 1 to " + MAX_MESSAGES + " messages, not " + messages.size()));
      return;
    }
    long chars = 0;
    for (int i = 0; i < messages.size(); i++) {
      chars += messages.get(i).getContent().length();
      checkMessage("messages[" + i + "]", messages.get(i), violations);
    }
    if (chars > MAX_CHARS) {
      violations.add(
          new Violation(
              "messages",
              "%d characters together, at most %d are allowed".formatted(chars, MAX_CHARS)));
    }
    if (!messages.getLast().getRole().equals("user")) {
      violations.add(new Violation("messages", "the last message must be the user's"));
    }
  }

  private static void checkMessage(String field, Message message, List<Violation> violations) {
    if (!ROLES.contains(message.getRole())) {
      violations.add(new Violation(field + ".role", "use system, user or assistant"));
    }
    if (message.getContent().isBlank()) {
      violations.add(new Violation(field + ".content", "must not be blank"));
    }
  }

  private static void checkReference(String reference, List<Violation> violations) {
    if (reference.isBlank()) {
      violations.add(
          new Violation("reference", "must not be blank; leave it out when there is none"));
    } else if (reference.length() > MAX_REFERENCE_CHARS) {
      violations.add(
          new Violation(
              "reference",
              "%d characters, at most %d are allowed"
                  .formatted(reference.length(), MAX_REFERENCE_CHARS)));
    }
  }

  private static void checkMetadata(Prompt prompt, List<Violation> violations) {
    long chars = prompt.getSource().orElse("").length();
    for (var entry : prompt.getMetadata().entrySet()) {
      chars += entry.getKey().length() + entry.getValue().length();
    }
    if (prompt.getMetadata().size() > MAX_METADATA || chars > MAX_METADATA_CHARS) {
      violations.add(
          new Violation(
              "metadata",
              "at most %d entries with %d characters together (source included)"
                  .formatted(MAX_METADATA, MAX_METADATA_CHARS)));
    }
  }
}
