package dev.winnow.transformer;

import dev.winnow.transformer.RewardBatch.Group;
import dev.winnow.transformer.RewardBatch.Separate;
import dev.winnow.transformer.RewardBatch.Shared;
import dev.winnow.transformer.RewardBatch.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Divides texts into batches of bounded memory.
 *
 * <ol>
 *   <li>Texts of one prompt become a group if their common beginning is long enough to be worth it.
 *   <li>Groups and single texts are sorted by length, so that little padding is computed.
 *   <li>A batch is closed when the next text would take it over a bound, padding counted.
 * </ol>
 *
 * A single text is always taken, whatever its length: the model's context bounds it.
 */
final class RewardBatches {
  /** A shorter common beginning costs more in bookkeeping than it saves. */
  static final int MIN_PREFIX = 8;

  private final int maxTokens;
  private final long maxCells;

  /**
   * @param maxTokens most tokens of a batch, padding included
   * @param maxCells most pairs of positions that the attention mask of a shared batch may have
   */
  RewardBatches(int maxTokens, long maxCells) {
    this.maxTokens = maxTokens;
    this.maxCells = maxCells;
  }

  /** Returns the batches of these texts; each element holds the texts of one prompt. */
  List<RewardBatch> of(List<List<Text>> prompts) {
    List<Text> separate = new ArrayList<>();
    List<Group> groups = new ArrayList<>();
    for (List<Text> texts : prompts) {
      int prefix = commonPrefix(texts);
      if (texts.size() > 1 && prefix >= MIN_PREFIX) {
        split(new Group(prefix, texts), groups, separate);
      } else {
        separate.addAll(texts);
      }
    }
    List<RewardBatch> batches = new ArrayList<>();
    addShared(groups, batches);
    addSeparate(separate, batches);
    return batches;
  }

  /** Returns how many tokens all texts begin with, at most all but the last of the shortest. */
  private static int commonPrefix(List<Text> texts) {
    long[] first = texts.getFirst().ids();
    int common = first.length - 1;
    for (Text text : texts) {
      int most = Math.min(common, text.length() - 1);
      int differs = Arrays.mismatch(first, 0, most, text.ids(), 0, most);
      common = differs < 0 ? most : differs;
    }
    return common;
  }

  /** Splits a group that is larger than a batch; what fits into none on its own is separate. */
  private void split(Group group, List<Group> groups, List<Text> separate) {
    List<Text> sorted =
        group.texts().stream().sorted(Comparator.comparingInt(Text::length)).toList();
    List<Text> some = new ArrayList<>();
    for (Text text : sorted) {
      some.add(text);
      if (!fits(List.of(new Group(group.prefix(), some)))) {
        some.removeLast();
        add(group.prefix(), some, groups, separate);
        some = new ArrayList<>(List.of(text));
      }
    }
    add(group.prefix(), some, groups, separate);
  }

  private static void add(int prefix, List<Text> texts, List<Group> groups, List<Text> separate) {
    if (texts.size() > 1) {
      groups.add(new Group(prefix, List.copyOf(texts)));
    } else {
      separate.addAll(texts);
    }
  }

  private void addShared(List<Group> groups, List<RewardBatch> batches) {
    groups.sort(Comparator.comparingInt(Group::longestTail).thenComparingInt(Group::prefix));
    List<Group> some = new ArrayList<>();
    for (Group group : groups) {
      some.add(group);
      if (some.size() > 1 && !fits(some)) {
        some.removeLast();
        batches.add(new Shared(List.copyOf(some)));
        some = new ArrayList<>(List.of(group));
      }
    }
    if (!some.isEmpty()) {
      batches.add(new Shared(List.copyOf(some)));
    }
  }

  private void addSeparate(List<Text> texts, List<RewardBatch> batches) {
    texts.sort(Comparator.comparingInt(Text::length));
    List<Text> some = new ArrayList<>();
    for (Text text : texts) {
      if (!some.isEmpty() && (long) (some.size() + 1) * text.length() > maxTokens) {
        batches.add(new Separate(List.copyOf(some)));
        some.clear();
      }
      some.add(text);
    }
    if (!some.isEmpty()) {
      batches.add(new Separate(List.copyOf(some)));
    }
  }

  private boolean fits(List<Group> groups) {
    long prefix = groups.stream().mapToInt(Group::prefix).max().orElseThrow();
    long tail = groups.stream().mapToInt(Group::longestTail).max().orElseThrow();
    long rows = groups.stream().mapToLong(group -> group.texts().size()).sum();
    return groups.size() * prefix + rows * tail <= maxTokens
        && rows * tail * (prefix + tail) <= maxCells;
  }
}
