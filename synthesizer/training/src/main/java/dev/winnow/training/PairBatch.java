package dev.winnow.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The texts of one optimizer step, padded to the longest, and the pairs to compare. A cell is a
 * position of a text, counted over the padded rows.
 *
 * @param rows number of texts
 * @param time number of tokens of each
 * @param ids row-major token ids
 * @param ends cell of each text's last token
 * @param labels 1 for an accepted text, 0 for a rejected one
 * @param better cell of each pair's accepted text
 * @param worse cell of each pair's rejected text
 * @param weights weight of each pair; they sum to 1
 */
record PairBatch(
    int rows,
    int time,
    long[] ids,
    long[] ends,
    float[] labels,
    long[] better,
    long[] worse,
    float[] weights) {

  /**
   * A tokenized text.
   *
   * @param prompt identifies its prompt
   */
  record Text(int prompt, boolean accepted, long[] ids) {
    private int last() {
      return ids.length - 1;
    }
  }

  private record Cells(long better, long worse) {}

  /**
   * Compares accepted with rejected texts in three ways that together weigh the same:
   *
   * <ul>
   *   <li>texts of one prompt at their ends, which is what a score is;
   *   <li>texts of one prompt at the first token in which they differ, which says where one went
   *       wrong;
   *   <li>texts of different prompts at their ends, which makes scores comparable across prompts,
   *       as a threshold needs.
   * </ul>
   *
   * @param texts at least one accepted and one rejected
   */
  static PairBatch of(List<Text> texts) {
    int time = texts.stream().mapToInt(text -> text.ids().length).max().orElseThrow();
    long[] ids = new long[texts.size() * time];
    long[] ends = new long[texts.size()];
    float[] labels = new float[texts.size()];
    for (int row = 0; row < texts.size(); row++) {
      Text text = texts.get(row);
      int from = row * time;
      System.arraycopy(text.ids(), 0, ids, from, text.ids().length);
      ends[row] = from + text.last();
      labels[row] = text.accepted() ? 1 : 0;
    }
    Pairs pairs = Pairs.of(texts, time);
    return new PairBatch(
        texts.size(), time, ids, ends, labels, pairs.better(), pairs.worse(), pairs.weights());
  }

  private record Pairs(long[] better, long[] worse, float[] weights) {
    static Pairs of(List<Text> texts, int time) {
      List<Cells> ends = new ArrayList<>();
      List<Cells> forks = new ArrayList<>();
      List<Cells> others = new ArrayList<>();
      for (int a = 0; a < texts.size(); a++) {
        for (int b = 0; b < texts.size(); b++) {
          Text right = texts.get(a);
          Text wrong = texts.get(b);
          if (right.accepted() && !wrong.accepted()) {
            long from = (long) a * time;
            long to = (long) b * time;
            boolean same = right.prompt() == wrong.prompt();
            (same ? ends : others).add(new Cells(from + right.last(), to + wrong.last()));
            int fork = fork(right.ids(), wrong.ids());
            if (same && fork >= 0) {
              forks.add(new Cells(from + fork, to + fork));
            }
          }
        }
      }
      return of(List.of(ends, forks, others));
    }

    private static Pairs of(List<List<Cells>> ways) {
      List<Cells> all = ways.stream().flatMap(List::stream).toList();
      int used = (int) ways.stream().filter(way -> !way.isEmpty()).count();
      float[] weights = new float[all.size()];
      int at = 0;
      for (List<Cells> way : ways) {
        Arrays.fill(weights, at, at + way.size(), 1f / (used * Math.max(1, way.size())));
        at += way.size();
      }
      return new Pairs(
          all.stream().mapToLong(Cells::better).toArray(),
          all.stream().mapToLong(Cells::worse).toArray(),
          weights);
    }

    /** Returns the first position in which both have a token and differ, or -1. */
    private static int fork(long[] right, long[] wrong) {
      int at = Arrays.mismatch(right, wrong);
      return at < Math.min(right.length, wrong.length) ? at : -1;
    }
  }
}
