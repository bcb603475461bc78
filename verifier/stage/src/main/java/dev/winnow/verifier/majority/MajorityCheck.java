package dev.winnow.verifier.majority;

import dev.winnow.math.MathVerifier;
import dev.winnow.math.equal.MathPolicy;
import dev.winnow.math.extract.AnswerExtractor;
import dev.winnow.math.extract.Extraction;
import dev.winnow.verifier.check.CandidateCheck;
import dev.winnow.verifier.check.Checks;
import dev.winnow.verifier.check.Consensus;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.check.Question;
import dev.winnow.verifier.check.Reason;
import dev.winnow.verifier.check.RoundCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The majority vote of self-consistency (Wang et al., arXiv 2203.11171), by mathematical equality:
 * the answer on which most candidates of the first round agree is the reference for all candidates
 * of the prompt.
 *
 * <p>Each answer joins the first group whose first answer it equals. The largest group has the
 * majority; of groups that are equally large, the one with the lowest index. Its first answer is
 * the reference. Bounded: the first {@value #MAX_COUNTED} answers are counted.
 *
 * @param share an answer is the reference if more than this share of the answers agree, 0 to 1
 * @param least least number of answers of a round
 */
record MajorityCheck(double share, int least) implements RoundCheck {
  /** Answers of one round that are counted: 2,016 comparisons at most. */
  static final int MAX_COUNTED = 64;

  private static final MathVerifier VERIFIER = new MathVerifier(MathPolicy.defaults());
  private static final CandidateCheck MATH = Checks.create("math", Map.of());

  /** Answers that are equal. */
  private static final class Group {
    private final String first;
    private int size;

    Group(String first) {
      this.first = first;
    }

    boolean has(String answer) {
      return first.equals(answer) || VERIFIER.compare(first, answer).equal();
    }
  }

  @Override
  public String version() {
    return "majority/1";
  }

  @Override
  public Optional<String> vote(Question question, String answer) {
    Extraction found = AnswerExtractor.extractAnswer(answer);
    if (found == null || found.isWords() || found.text().isBlank()) {
      return Optional.empty();
    }
    String last = found.text();
    boolean settles =
        found.boxes().stream()
            .allMatch(box -> box.equals(last) || VERIFIER.compare(last, box).equal());
    return settles ? Optional.of(last) : Optional.empty();
  }

  @Override
  public Consensus settle(List<String> answers) {
    List<String> counted = answers.subList(0, Math.min(MAX_COUNTED, answers.size()));
    List<Group> groups = groups(counted);
    if (groups.isEmpty()) {
      return Consensus.none(Reason.TOO_FEW_ANSWERS);
    }
    Group largest = groups.getFirst();
    for (Group group : groups) {
      largest = group.size > largest.size ? group : largest;
    }
    Consensus most = Consensus.on(largest.first, largest.size, counted.size());
    if (counted.size() < least) {
      return most.without(Reason.TOO_FEW_ANSWERS);
    }
    return most.share() > share ? most : most.without(Reason.NO_MAJORITY);
  }

  private static List<Group> groups(List<String> answers) {
    List<Group> groups = new ArrayList<>();
    for (String answer : answers) {
      Group group =
          groups.stream()
              .filter(one -> one.has(answer))
              .findFirst()
              .orElseGet(() -> added(groups, answer));
      group.size++;
    }
    return groups;
  }

  private static Group added(List<Group> groups, String answer) {
    Group group = new Group(answer);
    groups.add(group);
    return group;
  }

  @Override
  public Finding check(Question question, String answer) {
    return MATH.check(question, answer);
  }

  @Override
  public Optional<String> misfit(Optional<String> reference) {
    return Optional.empty();
  }
}
