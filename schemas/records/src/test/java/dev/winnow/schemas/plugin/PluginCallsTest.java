package dev.winnow.schemas.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PluginCallsTest {
  @Test
  void returnsWhatThePluginReturns() {
    assertThat(PluginCalls.guarded("check 'a'", () -> 7)).isEqualTo(7);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureRefusesTheOptionsAndNamesThePlugin(Throwable failure) {
    assertThatThrownBy(() -> PluginCalls.guarded("check 'a'", () -> thrown(failure)))
        .isInstanceOf(BadOptionsException.class)
        .hasMessageStartingWith("check 'a' cannot be used: " + failure.getClass().getName())
        .hasCause(failure);
  }

  static Stream<Throwable> failures() {
    return Stream.of(
        new NullPointerException("no list"),
        new IllegalStateException("not open"),
        new StackOverflowError(),
        new AssertionError("never"),
        new Error("plain"),
        new NoClassDefFoundError("org/example/Gone"));
  }

  @Test
  void nothingIsNoResult() {
    assertThatThrownBy(() -> PluginCalls.guarded("check 'a'", () -> null))
        .isInstanceOf(BadOptionsException.class)
        .hasMessageContaining("check 'a' cannot be used")
        .hasMessageContaining("null was returned");
  }

  @Test
  void aRefusalOfThePluginIsTheMessage() {
    BadOptionsException refusal =
        new BadOptionsException(List.of(new OptionProblem("count", "too many")));

    assertThatThrownBy(() -> PluginCalls.guarded("check 'a'", () -> thrown(refusal)))
        .isSameAs(refusal);
    assertThatThrownBy(
            () ->
                PluginCalls.guarded(
                    "check 'a'", () -> thrown(new IllegalArgumentException("too many"))))
        .isInstanceOf(BadOptionsException.class)
        .hasMessage("too many");
  }

  @Test
  void aMessageIsBounded() {
    assertThatThrownBy(
            () ->
                PluginCalls.guarded(
                    "check 'a'", () -> thrown(new IllegalStateException("x".repeat(100_000)))))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_000));
  }

  private static Object thrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }
}
