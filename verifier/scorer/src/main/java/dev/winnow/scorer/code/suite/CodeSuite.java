package dev.winnow.scorer.code.suite;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a prompt says of the program that it wants.
 *
 * @param beginning code that a response without a code block continues
 * @param language of the program, if the row says so
 * @param seconds processor time for a test, if the row says so
 * @param memoryBytes memory, if the row says so
 */
public record CodeSuite(
    CodeTests tests,
    Optional<String> beginning,
    Optional<String> language,
    OptionalDouble seconds,
    OptionalLong memoryBytes) {
  /** Returns a suite that says nothing but its tests. */
  public static CodeSuite of(CodeTests tests) {
    return new CodeSuite(
        tests, Optional.empty(), Optional.empty(), OptionalDouble.empty(), OptionalLong.empty());
  }

  /** Returns this suite for programs that continue this text. */
  CodeSuite continuing(String text) {
    return new CodeSuite(tests, Optional.of(text), language, seconds, memoryBytes);
  }

  /** Returns this suite for a language; unchanged where it is empty. */
  CodeSuite in(Optional<String> other) {
    return new CodeSuite(tests, beginning, other.or(() -> language), seconds, memoryBytes);
  }

  /** Returns this suite with the limits of a row. */
  CodeSuite within(OptionalDouble time, OptionalLong memory) {
    return new CodeSuite(
        tests,
        beginning,
        language,
        time.isPresent() ? time : seconds,
        memory.isPresent() ? memory : memoryBytes);
  }
}
