package dev.winnow.schemas.rules;

import dev.winnow.schemas.Prompt;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules for every prompt. Publishers check them to inform their user; the planner checks them
 * again because anyone may write to the topic.
 */
public final class PromptRules {
  /** Maximum number of characters of all messages and the assistant prefix together. */
  public static final int MAX_CHARS = 256 * 1024;

  /** Maximum number of messages of one prompt. */
  public static final int MAX_MESSAGES = 256;

  /** Maximum number of correct answers of one prompt. */
  public static final int MAX_REFERENCES = 64;

  /** Maximum number of characters of all references together. */
  public static final int MAX_REFERENCE_CHARS = 64 * 1024;

  /** Maximum number of metadata entries. */
  public static final int MAX_METADATA = 64;

  public static final int MAX_METADATA_CHARS = 16 * 1024;

  private PromptRules() {}

  /** Returns all violations of this prompt; empty when it may be sampled. */
  public static List<Violation> violations(Prompt prompt) {
    List<Violation> violations = new ArrayList<>();
    Names.checkId("id", prompt.getId(), violations);
    Names.checkName("recipe", prompt.getRecipe(), violations);
    MessageRules.check(prompt, violations);
    prompt.getAssistantPrefix().ifPresent(text -> checkPrefix(text, violations));
    checkReferences(prompt, violations);
    checkMetadata(prompt, violations);
    return List.copyOf(violations);
  }

  private static void checkPrefix(String prefix, List<Violation> violations) {
    if (prefix.isEmpty()) {
      violations.add(
          new Violation(
              "assistant_prefix", "must not be empty; leave it out when the model begins itself"));
    }
  }

  private static void checkReferences(Prompt prompt, List<Violation> violations) {
    List<String> others = prompt.getOtherReferences();
    if (!others.isEmpty() && prompt.getReference().isEmpty()) {
      violations.add(new Violation("reference", "is missing, but others are given beside it"));
    }
    if (others.size() >= MAX_REFERENCES) {
      violations.add(
          new Violation(
              "reference",
              "give at most %d references, not %d".formatted(MAX_REFERENCES, others.size() + 1)));
      return;
    }
    List<String> all = new ArrayList<>(others);
    prompt.getReference().ifPresent(all::add);
    long chars = all.stream().mapToLong(String::length).sum();
    if (all.stream().anyMatch(String::isBlank)) {
      violations.add(
          new Violation("reference", "must not be blank; leave it out when there is none"));
    }
    if (chars > MAX_REFERENCE_CHARS) {
      violations.add(
          new Violation(
              "reference",
              "%d characters, at most %d are allowed".formatted(chars, MAX_REFERENCE_CHARS)));
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
