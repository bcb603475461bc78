package dev.winnow.training.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemGeneratorTest {
  private static final int PROBLEMS = 2000;
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern STEP = Pattern.compile("(\\d+) ([-+*]) (\\d+) = (\\d+)");

  @ParameterizedTest
  @EnumSource
  void theAnswerFollowsFromTheQuestion(Family family) {
    for (Problem problem : problems(Split.TRAIN, family, 3)) {
      List<Long> numbers = numbers(problem.question());

      assertThat(problem.answer())
          .as(problem.question())
          .isEqualTo(expected(family, numbers))
          .isNotNegative();
      assertThat(problem.family()).isEqualTo(family);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyStepIsRightAndTheLastLeadsToTheAnswer(Family family) {
    for (Problem problem : problems(Split.HELD_OUT, family, 4)) {
      List<String> lines = problem.solution().lines().toList();
      long value = -1;
      for (String line : lines.subList(0, lines.size() - 1)) {
        value = checked(line);
      }

      assertThat(value).as(problem.question()).isEqualTo(problem.answer());
      assertThat(lines.getLast()).isEqualTo("#### " + problem.answer());
    }
  }

  @ParameterizedTest
  @EnumSource
  void noProblemIsInBothHalves(Family family) {
    Set<String> train = questions(Split.TRAIN, family, 5);
    Set<String> heldOut = questions(Split.HELD_OUT, family, 5);

    assertThat(train).doesNotContainAnyElementsOf(heldOut);
    assertThat(train).hasSizeGreaterThan(PROBLEMS / 2).allMatch(q -> Split.of(q) == Split.TRAIN);
    assertThat(heldOut).hasSizeGreaterThan(PROBLEMS / 2);
  }

  @Test
  void aboutATenthIsHeldOut() {
    long heldOut =
        Stream.iterate(0, i -> i + 1)
            .limit(100_000)
            .filter(i -> Split.of("What is %d + 1?".formatted(i)) == Split.HELD_OUT)
            .count();

    assertThat(heldOut).isBetween(9_500L, 10_500L);
  }

  @Test
  void theSameSeedGivesTheSameProblemsAndAnotherGivesOthers() {
    assertThat(problems(Split.TRAIN, Family.SHOP, 6))
        .isEqualTo(problems(Split.TRAIN, Family.SHOP, 6))
        .isNotEqualTo(problems(Split.TRAIN, Family.SHOP, 7));
  }

  @ParameterizedTest
  @EnumSource
  void oneStepBeyondEveryNumberDrawnByItselfIsLargerThanAnyInTheTraining(Family family) {
    ProblemGenerator beyond = new ProblemGenerator(Split.HELD_OUT, Reach.BEYOND, 8);
    List<Long> largest = largest(family);
    for (int i = 0; i < PROBLEMS; i++) {
      Problem problem = beyond.next(family);
      List<Long> numbers = numbers(problem.question());

      for (int at = 0; at < largest.size(); at++) {
        long most = largest.get(at);
        if (most > 0) {
          assertThat(numbers.get(at))
              .as(problem.question())
              .isBetween(most + 1, most + (most + 1) / 2);
        }
      }
      assertThat(problem.answer())
          .as(problem.question())
          .isEqualTo(expected(family, numbers))
          .isNotNegative();
    }
  }

  @Test
  void theFamiliesHaveDifferentLevelsAndNames() {
    assertThat(Family.values()).extracting(Family::level).doesNotHaveDuplicates();
    assertThat(Family.values()).extracting(Family::label).contains("add-subtract", "big-times");
  }

  /** Written from the wording of the questions, in the order of their numbers. */
  private static long expected(Family family, List<Long> n) {
    return switch (family) {
      case ADD -> n.get(0) + n.get(1);
      case ADD_SUBTRACT -> n.get(0) + n.get(1) - n.get(2);
      case TIMES -> n.get(0) * n.get(1) + n.get(2);
      case SHOP -> n.get(4) - (n.get(0) * n.get(1) + n.get(2) * n.get(3));
      case CHAIN -> n.get(0) + n.get(1) - n.get(2) + n.get(3) - n.get(4);
      case BIG_TIMES -> n.get(0) * n.get(1);
    };
  }

  /** The largest of each number of the training's questions; 0 for one that follows from others. */
  private static List<Long> largest(Family family) {
    return switch (family) {
      case ADD -> List.of(20L, 20L);
      case ADD_SUBTRACT -> List.of(99L, 99L, 0L);
      case TIMES -> List.of(12L, 12L, 50L);
      case SHOP -> List.of(9L, 15L, 9L, 15L, 0L);
      case CHAIN -> List.of(999L, 999L, 0L, 999L, 0L);
      case BIG_TIMES -> List.of(99L, 99L);
    };
  }

  private static long checked(String line) {
    Matcher step = STEP.matcher(line);
    assertThat(step.matches()).as(line).isTrue();
    long a = Long.parseLong(step.group(1));
    long b = Long.parseLong(step.group(3));
    long value =
        switch (step.group(2)) {
          case "+" -> a + b;
          case "-" -> a - b;
          default -> a * b;
        };
    assertThat(Long.parseLong(step.group(4))).as(line).isEqualTo(value);
    return value;
  }

  private static List<Long> numbers(String text) {
    return NUMBER.matcher(text).results().map(match -> Long.parseLong(match.group())).toList();
  }

  private static List<Problem> problems(Split split, Family family, long seed) {
    ProblemGenerator generator = new ProblemGenerator(split, seed);
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < PROBLEMS; i++) {
      problems.add(generator.next(family));
    }
    return problems;
  }

  private static Set<String> questions(Split split, Family family, long seed) {
    Set<String> questions = new HashSet<>();
    problems(split, family, seed).forEach(problem -> questions.add(problem.question()));
    return questions;
  }
}
