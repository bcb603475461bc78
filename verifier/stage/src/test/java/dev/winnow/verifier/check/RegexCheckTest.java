package dev.winnow.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegexCheckTest extends CheckContract {
  @Override
  Example example() {
    return new Example(
        check("regex", "pattern", "colour: (\\w+)"), "blue", "colour: blue", "colour: red");
  }

  @Test
  void comparesTheLastMatchsGroupWithTheReference() {
    assertThat(find(example().check(), "blue", "colour: red, no, colour: blue!"))
        .isEqualTo(Finding.accepted(Reason.EQUAL, "blue"));
  }

  @Test
  void doesNotDecideWhereTheGroupIsNotFound() {
    assertThat(find(example().check(), "blue", "no idea"))
        .isEqualTo(Finding.undecided(Reason.NO_ANSWER));
  }

  @Test
  void acceptsAnyMatchOfAPatternWithoutAGroup() {
    assertThat(find(check("regex", "pattern", "ca+t"), null, "a caat!"))
        .isEqualTo(Finding.accepted("MATCH", "caat"));
  }

  @Test
  void rejectsWhatDoesNotMatchAPatternWithoutAGroup() {
    assertThat(find(check("regex", "pattern", "ca+t"), null, "a dog"))
        .isEqualTo(new Finding(Outcome.REJECTED, "NO_MATCH", Optional.empty()));
  }

  @Test
  void matchesTheWholeResponseWhenAsked() {
    Check full = check("regex", "pattern", "ca+t", "match", "full");

    assertThat(find(full, null, "caat").outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(find(full, null, "a caat").outcome()).isEqualTo(Outcome.REJECTED);
  }

  @Test
  void comparesNothingWhenAsked() {
    Check none = check("regex", "pattern", "(cat|dog)", "compare", "none");

    assertThat(find(none, "cat", "dog").outcome()).isEqualTo(Outcome.ACCEPTED);
  }

  @ParameterizedTest
  @MethodSource("badChecks")
  void refusesOptionsThatCannotWork(Check bad, String message) {
    assertThatThrownBy(() -> Checks.compile(bad))
        .isInstanceOf(BadCheckException.class)
        .hasMessageContaining(message);
  }

  static Stream<Arguments> badChecks() {
    return Stream.of(
        bad("option 'pattern': is required"),
        bad("option 'pattern': not an RE2 pattern", "pattern", "(unclosed"),
        bad("option 'pattern': not an RE2 pattern", "pattern", "(a)\\1"),
        bad("option 'pattern': not an RE2 pattern", "pattern", "a{1001}"),
        bad("option 'pattern': at most 1000 characters", "pattern", "a".repeat(1001)),
        bad("option 'pattern': is too complex", "pattern", "a{1000}".repeat(10)),
        bad("option 'match': want one of [find, full]", "pattern", "a", "match", "some"),
        bad("option 'compare': want one of [none, reference]", "pattern", "a", "compare", "all"),
        bad("option 'compare': the pattern has no group", "pattern", "a", "compare", "reference"));
  }

  private static Arguments bad(String message, String... options) {
    return Arguments.of(check("regex", options), message);
  }

  @Property(tries = 2000)
  void takesOrRefusesAnyPatternAndNeverThrowsAnythingElse(
      @ForAll String pattern, @ForAll String response) {
    try {
      Finding finding = find(check("regex", "pattern", pattern), "3", response);

      assertThat(finding.reason()).isNotBlank();
    } catch (BadCheckException e) {
      assertThat(e).hasMessageContaining("pattern");
    }
  }

  @Test
  void takesOrRefusesNestedPatterns() {
    String nested = "(".repeat(300) + "a" + ")*".repeat(300);

    assertThat(find(check("regex", "pattern", nested, "compare", "none"), null, "aaa").outcome())
        .isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void doesNotDecideWhenEachOfManyMatchesLooksAheadToTheEnd() {
    Check quadratic = check("regex", "pattern", "a[^b]*b|a");

    Finding finding =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> find(quadratic, null, "a".repeat(500_000)));

    assertThat(finding).isEqualTo(Finding.undecided(Reason.LIMIT));
  }

  @Test
  void doesNotDecideWhenALargePatternMeetsALongResponse() {
    Check large = check("regex", "pattern", "(?:a?){1000}b");

    Finding finding =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> find(large, null, "a".repeat(500_000)));

    assertThat(finding).isEqualTo(Finding.undecided(Reason.LIMIT));
  }

  @Test
  void findsTheLastOfManyMatchesInALongResponse() {
    String response = "value 7, ".repeat(50_000) + "value 8";

    assertThat(find(check("regex", "pattern", "value (\\d+)"), "8", response).outcome())
        .isEqualTo(Outcome.ACCEPTED);
  }
}
