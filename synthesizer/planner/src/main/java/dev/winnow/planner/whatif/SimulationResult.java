package dev.winnow.planner.whatif;

import java.util.Arrays;

/** What each prompt of a profile got. Filled by one simulation, then only read. */
public final class SimulationResult {
  private final int[] ordered;
  private final int[] accepted;
  private final int[] rounds;
  private final long[] tokens;
  private final boolean[] satisfied;
  private double time;

  SimulationResult(int prompts) {
    this.ordered = new int[prompts];
    this.accepted = new int[prompts];
    this.rounds = new int[prompts];
    this.tokens = new long[prompts];
    this.satisfied = new boolean[prompts];
  }

  void add(int prompt, boolean isAccepted, long length) {
    ordered[prompt]++;
    accepted[prompt] += isAccepted ? 1 : 0;
    tokens[prompt] += length;
  }

  void addRound(int prompt) {
    rounds[prompt]++;
  }

  void satisfy(int prompt) {
    satisfied[prompt] = true;
  }

  void endAt(double end) {
    time = Math.max(time, end);
  }

  public int prompts() {
    return ordered.length;
  }

  /** Candidates of a prompt. */
  public int ordered(int prompt) {
    return ordered[prompt];
  }

  /** Returns the number of accepted candidates of a prompt. */
  public int accepted(int prompt) {
    return accepted[prompt];
  }

  /** Tokens of a prompt's candidates. */
  public long tokens(int prompt) {
    return tokens[prompt];
  }

  /** Returns whether a prompt ended with what its recipe wants. */
  public boolean isSatisfied(int prompt) {
    return satisfied[prompt];
  }

  /** Candidates of all prompts. */
  public long candidates() {
    return Arrays.stream(ordered).asLongStream().sum();
  }

  /** Tokens of all candidates. */
  public long tokens() {
    return Arrays.stream(tokens).sum();
  }

  /** Prompts with at least this many accepted. */
  public int covered(int wanted) {
    return (int) Arrays.stream(accepted).filter(count -> count >= wanted).count();
  }

  /** Rounds of a prompt, on average. */
  public double meanRounds() {
    return Arrays.stream(rounds).average().orElse(0);
  }

  /** Rounds of a prompt. */
  public int rounds(int prompt) {
    return rounds[prompt];
  }

  /** Returns when the last prompt ended, in the time of one token. */
  public double time() {
    return time;
  }
}
