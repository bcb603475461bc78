package dev.winnow.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.rules.CheckRules;
import dev.winnow.schemas.testing.Records;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {
  private static final Question QUESTION = Question.of(Records.prompt("p"), Optional.of("3"));

  @Test
  void anUnknownCheckIsRefusedWithTheOnesThatExist() {
    assertThatThrownBy(() -> Checks.compile(RecordFactory.check("maths", Map.of())))
        .isInstanceOf(BadCheckException.class)
        .hasMessage("there is no check 'maths'; use one of " + CheckPlugin.installed().names());
  }

  @Test
  void unknownOptionsAreRefusedAllAtOnce() {
    assertThatThrownBy(
            () -> Checks.compile(RecordFactory.check("exact", Map.of("b", "1", "a", "2"))))
        .isInstanceOf(BadCheckException.class)
        .hasMessage(
            "check 'exact', option 'a': unknown; known are trim, ignore_case, normalize_space;"
                + " check 'exact', option 'b': unknown; known are trim, ignore_case,"
                + " normalize_space");
  }

  @Test
  void anOversizedCheckIsRefusedWithoutRepeatingIt() {
    Check oversized = RecordFactory.check("exact", Map.of("x".repeat(4_000), ""));

    assertThat(CheckRules.isBounded(oversized)).isFalse();
    assertThatThrownBy(() -> Checks.compile(oversized))
        .isInstanceOf(BadCheckException.class)
        .hasMessage(
            "a check's type, options and reasoning markers may have at most 4000 characters"
                + " together");
  }

  @Test
  void aCheckThatFailsLeavesTheCandidateUndecided() {
    CandidateCheck failing =
        failing(
            () -> {
              throw new IllegalStateException("a bug");
            });

    assertThat(GuardedCheck.of(failing).check(QUESTION, "text"))
        .isEqualTo(Finding.undecided(Reason.CHECK_FAILED));
  }

  @ParameterizedTest
  @ValueSource(classes = {StackOverflowError.class, Error.class, NoClassDefFoundError.class})
  void anErrorOfACheckLeavesTheCandidateUndecided(Class<? extends Error> type) throws Exception {
    Error error = type.getConstructor().newInstance();
    CandidateCheck failing =
        failing(
            () -> {
              throw error;
            });

    assertThat(GuardedCheck.of(failing).check(QUESTION, "text"))
        .isEqualTo(Finding.undecided(Reason.CHECK_FAILED));
  }

  @Test
  @SuppressWarnings("NullAway") // A check that breaks its contract.
  void aCheckThatReturnsNothingLeavesTheCandidateUndecided() {
    CandidateCheck silent =
        new CandidateCheck() {
          @Override
          public String version() {
            return "silent/1";
          }

          @Override
          public Finding check(Question question, String answer) {
            return null;
          }

          @Override
          public Optional<String> misfit(Optional<String> reference) {
            return null;
          }
        };

    assertThat(GuardedCheck.of(silent).check(QUESTION, "text"))
        .isEqualTo(Finding.undecided(Reason.CHECK_FAILED));
    assertThat(GuardedCheck.of(silent).misfit(Optional.of("7"))).isEmpty();
  }

  private static CandidateCheck failing(Runnable failure) {
    return new CandidateCheck() {
      @Override
      public String version() {
        return "failing/1";
      }

      @Override
      public Finding check(Question question, String answer) {
        failure.run();
        return Finding.undecided(Reason.NO_ANSWER);
      }

      @Override
      public Optional<String> misfit(Optional<String> reference) {
        failure.run();
        return Optional.empty();
      }
    };
  }
}
