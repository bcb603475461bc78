package dev.winnow.schemas;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * The names of all topics under one prefix.
 *
 * @param prefix precedes every name and includes the separator: {@code winnow.}
 */
@NullMarked
public record Topics(String prefix) {
  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._-]{0,80}");

  /** The default prefix. */
  public static final Topics DEFAULT = new Topics("winnow.");

  public Topics {
    if (!LEGAL.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "topic prefix '%s': use at most 80 letters, digits and '._-'".formatted(prefix));
    }
  }

  public String recipes() {
    return prefix + "recipes";
  }

  public String prompts() {
    return prefix + "prompts";
  }

  /** Returns the topic with the requests for the workers of this pool. */
  public String sampling(String pool) {
    return prefix + "sampling." + pool;
  }

  public String candidates() {
    return prefix + "candidates";
  }

  public String verdicts() {
    return prefix + "verdicts";
  }

  /** Returns the topic of the samples with this outcome. */
  public String samples(Outcome outcome) {
    return switch (outcome) {
      case ACCEPTED -> prefix + "accepted";
      case REJECTED -> prefix + "rejected";
      case UNDECIDED -> prefix + "undecided";
    };
  }

  /** Returns the topic with the requests for the scorer workers of this pool. */
  public String scoring(String pool) {
    return prefix + "scoring." + pool;
  }

  /** Returns the topic on which scorer workers answer. */
  public String scores() {
    return prefix + "scores";
  }

  /**
   * Returns the topic on which the verifier tells the planner which candidates wait for their
   * scores.
   */
  public String scoringStarted() {
    return prefix + "scoring-started";
  }

  /** Returns the topic of the samples that the curator selected. */
  public String selected() {
    return prefix + "selected";
  }

  /** Returns the topic of the curator's preference pairs. */
  public String pairs() {
    return prefix + "pairs";
  }

  /** Returns the topic on which the planner reports what it used of budgets, and asks for more. */
  public String usageReports() {
    return prefix + "usage-reports";
  }

  /** Returns the topic on which blocks of budgets are given to planner partitions. */
  public String quotaLeases() {
    return prefix + "quota-leases";
  }

  public String progress() {
    return prefix + "progress";
  }

  /** Returns the topic where workers report their state, keyed by {@code pool/worker}. */
  public String workers() {
    return prefix + "workers";
  }

  public String deadLetters() {
    return prefix + "dead-letters";
  }

  /** Returns every topic except the pools' request topics. */
  public List<String> fixed() {
    return Stream.concat(
            Stream.of(recipes(), prompts(), candidates(), scores(), scoringStarted(), verdicts()),
            Stream.concat(
                Stream.of(Outcome.values()).map(this::samples),
                Stream.of(
                    selected(),
                    pairs(),
                    usageReports(),
                    quotaLeases(),
                    progress(),
                    workers(),
                    deadLetters())))
        .toList();
  }
}
