package dev.winnow.schemas.rules;

import dev.winnow.schemas.Message;
import dev.winnow.schemas.Prompt;
import java.util.List;
import java.util.Set;

/**
 * The rules for the messages of a prompt: roles, order and size. They are no stricter than the
 * servers' rules.
 */
final class MessageRules {
  private static final Set<String> ROLES =
      Set.of("system", "developer", "user", "assistant", "tool");
  private static final int MAX_NAME_CHARS = 200;

  private MessageRules() {}

  static void check(Prompt prompt, List<Violation> violations) {
    List<Message> messages = prompt.getMessages();
    if (messages.isEmpty() || messages.size() > PromptRules.MAX_MESSAGES) {
      violations.add(
          new Violation(
              "messages",
              "give 1 to " + PromptRules.MAX_MESSAGES + " messages, not " + messages.size()));
      return;
    }
    long chars = prompt.getAssistantPrefix().orElse("").length();
    boolean toolsCalled = false;
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      chars += length(message);
      checkOne("messages[" + i + "]", message, violations);
      if (message.getRole().equals("tool") && !toolsCalled) {
        violations.add(
            new Violation(
                "messages[" + i + "].role",
                "a tool's message must follow an assistant's that has tool_calls"));
      }
      toolsCalled =
          message.getToolCalls().isPresent() || (toolsCalled && message.getRole().equals("tool"));
    }
    if (chars > PromptRules.MAX_CHARS) {
      violations.add(
          new Violation(
              "messages",
              "%d characters together, at most %d are allowed"
                  .formatted(chars, PromptRules.MAX_CHARS)));
    }
    String last = messages.getLast().getRole();
    if (!last.equals("user") && !last.equals("tool")) {
      violations.add(new Violation("messages", "the last message must be the user's or a tool's"));
    }
  }

  private static long length(Message message) {
    return (long) message.getContent().length()
        + message.getName().orElse("").length()
        + message.getToolCalls().orElse("").length()
        + message.getToolCallId().orElse("").length();
  }

  private static void checkOne(String field, Message message, List<Violation> violations) {
    String role = message.getRole();
    if (!ROLES.contains(role)) {
      violations.add(
          new Violation(field + ".role", "use system, developer, user, assistant or tool"));
    }
    if (message.getContent().isBlank() && message.getToolCalls().isEmpty()) {
      violations.add(new Violation(field + ".content", "must not be blank"));
    }
    message.getName().ifPresent(name -> checkName(field + ".name", name, violations));
    message
        .getToolCallId()
        .ifPresent(
            id -> {
              checkName(field + ".tool_call_id", id, violations);
              checkRole(field + ".tool_call_id", "tool", role, violations);
            });
    message
        .getToolCalls()
        .ifPresent(calls -> checkRole(field + ".tool_calls", "assistant", role, violations));
  }

  private static void checkRole(
      String field, String wanted, String role, List<Violation> violations) {
    if (!role.equals(wanted)) {
      violations.add(new Violation(field, "only the role '%s' has it".formatted(wanted)));
    }
  }

  private static void checkName(String field, String name, List<Violation> violations) {
    if (name.isBlank() || name.length() > MAX_NAME_CHARS || !Names.isPrintable(name)) {
      violations.add(
          new Violation(field, "use 1 to %d printable characters".formatted(MAX_NAME_CHARS)));
    }
  }
}
