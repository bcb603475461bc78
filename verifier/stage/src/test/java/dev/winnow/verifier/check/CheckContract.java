package dev.winnow.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.testing.Records;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every check keeps to. A check passes by extending this with an example of its own. */
public abstract class CheckContract {
  /** As long as the verifier lets any response be. */
  private static final int LONGEST = 500_000;

  /** Far more than the work that a check may do, on a machine that is busy with other tests. */
  private static final Duration BOUND = Duration.ofSeconds(20);

  /** A reference, and responses that are right and wrong by it. */
  record Example(Check check, String reference, String right, String wrong) {}

  abstract Example example();

  public static Check check(String type, String... namesAndValues) {
    Map<String, String> options = new java.util.TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      options.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return RecordFactory.check(type, options);
  }

  public static Prompt promptWith(@Nullable String reference) {
    return Prompt.newBuilder(Records.prompt("p")).setReference(reference).build();
  }

  static Finding find(Check check, @Nullable String reference, String response) {
    return Checks.compile(check).check(promptWith(reference), response);
  }

  private Finding find(String response) {
    return find(example().check(), example().reference(), response);
  }

  @Test
  void namesItselfWithAVersion() {
    String version = Checks.compile(example().check()).version();

    assertThat(version).matches(example().check().getType() + "/[0-9]+");
  }

  @Test
  void acceptsTheRightAnswer() {
    assertThat(find(example().right()).outcome()).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void rejectsAWrongAnswer() {
    assertThat(find(example().wrong()).outcome()).isEqualTo(Outcome.REJECTED);
  }

  @Test
  void saysWhichAnswerItRead() {
    assertThat(find(example().right()).extracted()).isPresent();
  }

  @Test
  void doesNotDecideWithoutTheReferenceThatItNeeds() {
    Finding finding = find(example().check(), null, example().right());

    assertThat(finding).isEqualTo(Finding.undecided(Reason.NO_REFERENCE));
  }

  @Test
  void refusesAnUnknownOption() {
    Check unknown = check(example().check().getType(), "no_such_option", "1");
    unknown.getOptions().putAll(example().check().getOptions());

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> Checks.compile(unknown))
        .isInstanceOf(BadCheckException.class)
        .hasMessageContaining(example().check().getType())
        .hasMessageContaining("no_such_option");
  }

  @Property(tries = 500)
  void findsTheSameInAnyTextAgainAndNeverThrows(@ForAll String reference, @ForAll String response) {
    ResponseCheck check = Checks.compile(example().check());
    Prompt prompt = promptWith(reference);

    Finding finding = check.check(prompt, response);

    assertThat(check.check(prompt, response)).isEqualTo(finding);
    assertThat(finding.reason()).matches("[A-Z_]+");
  }

  @TestFactory
  Stream<DynamicTest> boundsItsWorkOnHostileResponses() {
    ResponseCheck check = Checks.compile(example().check());
    Prompt prompt = promptWith(example().reference());
    return hostile()
        .map(
            unit ->
                DynamicTest.dynamicTest(
                    "half a million characters of " + shown(unit),
                    () -> {
                      Finding finding =
                          assertTimeoutPreemptively(
                              BOUND, () -> check.check(prompt, longest(unit)));

                      assertThat(finding.outcome()).isNotEqualTo(Outcome.ACCEPTED);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> boundsItsWorkOnHostileReferences() {
    ResponseCheck check = Checks.compile(example().check());
    return hostile()
        .map(
            unit ->
                DynamicTest.dynamicTest(
                    "the longest reference of " + shown(unit),
                    () -> {
                      Prompt prompt = promptWith(longest(unit).substring(0, 64 * 1024));

                      Finding finding =
                          assertTimeoutPreemptively(
                              BOUND, () -> check.check(prompt, example().wrong()));

                      assertThat(finding.outcome()).isNotEqualTo(Outcome.ACCEPTED);
                    }));
  }

  private static Stream<String> hostile() {
    return Stream.of(
        "{",
        "}",
        "(",
        "\\",
        "$",
        " ",
        "\n",
        "\0",
        "\ud800",
        "\udc00",
        "9",
        "x",
        "^",
        "-",
        "1+",
        "2^",
        "sqrt(",
        "\\boxed{",
        "\\frac{1}{",
        "\\left(",
        "the answer is ",
        "answer: **",
        "(Q",
        "**Q",
        "Q\n",
        "<think>",
        "```\n");
  }

  private static String longest(String unit) {
    return unit.repeat(LONGEST / unit.length());
  }

  private static String shown(String unit) {
    return unit.chars()
        .mapToObj(
            c -> c > ' ' && c < 127 ? String.valueOf((char) c) : "\\x" + Integer.toHexString(c))
        .collect(java.util.stream.Collectors.joining());
  }
}
