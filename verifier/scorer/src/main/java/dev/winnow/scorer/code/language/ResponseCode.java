package dev.winnow.scorer.code.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the program in a response: the last code block that is closed and tagged with the language,
 * or without any such, the last that has no tag. Blocks inside of a model's thoughts do not count.
 * Pure; linear.
 */
public final class ResponseCode {
  private static final String THOUGHTS_END = "</think>";
  private static final String FENCE = "```";

  private ResponseCode() {}

  /** Code between fences. */
  private record Block(String tag, String text) {}

  /** Returns the program; empty where there is no code block. */
  public static Optional<String> find(String response, CodeLanguage language) {
    List<Block> blocks = blocks(response);
    return last(blocks.stream().filter(block -> language.isTag(block.tag())).toList())
        .or(() -> last(blocks.stream().filter(block -> block.tag().isEmpty()).toList()));
  }

  /** Returns the tag of the last code block that has one. */
  public static Optional<String> lastTag(String response) {
    List<Block> tagged = blocks(response).stream().filter(block -> !block.tag().isEmpty()).toList();
    return tagged.isEmpty() ? Optional.empty() : Optional.of(tagged.getLast().tag());
  }

  private static Optional<String> last(List<Block> blocks) {
    return blocks.isEmpty() ? Optional.empty() : Optional.of(blocks.getLast().text());
  }

  private static List<Block> blocks(String response) {
    int thoughts = response.lastIndexOf(THOUGHTS_END);
    String answer = thoughts < 0 ? response : response.substring(thoughts + THOUGHTS_END.length());
    List<Block> blocks = new ArrayList<>();
    Optional<String> open = Optional.empty();
    StringBuilder text = new StringBuilder();
    for (String line : answer.lines().toList()) {
      if (!line.stripLeading().startsWith(FENCE)) {
        if (open.isPresent()) {
          text.append(line).append('\n');
        }
      } else if (open.isPresent()) {
        blocks.add(new Block(open.get(), text.toString()));
        open = Optional.empty();
      } else {
        open = Optional.of(tag(line));
        text.setLength(0);
      }
    }
    return blocks;
  }

  private static String tag(String fence) {
    String rest = fence.strip().replaceFirst("^`+", "").strip();
    return rest.split("[\\s{]", 2)[0];
  }
}
