package dev.winnow.scorer.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.scorer.ScorerPlugin;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a recipe may say to a judge. */
class JudgeOptionsTest {
  @Test
  void defaultsAreEnough() {
    JudgeOptions options = Options.bind(JudgeOptions.class, Map.of());

    assertThat(options.read()).isEqualTo(JudgeRead.REGEX);
    assertThat(options.min()).isEqualTo(1);
    assertThat(options.max()).isEqualTo(10);
    assertThat(options.votes()).isEqualTo(1);
    assertThat(options.combine()).isEqualTo(Votes.MEAN);
    assertThat(Options.bind(JudgeOptions.class, Options.write(options))).isEqualTo(options);
  }

  @Test
  void everyTypeIsInstalled() {
    assertThat(ScorerPlugin.installed().names()).contains("code", "judge", "reward");
  }

  @Test
  void scoresAreNamedAfterTheCriteria() {
    JudgeOptions options = Options.bind(JudgeOptions.class, Map.of("criteria", "honest: x\nclear"));

    assertThat(new JudgePlugin().scores("q", options)).containsExactly("q_honest", "q_clear");
  }

  @Test
  void aJudgeIsRepeatableThatIsAskedOnceWithoutChance() {
    assertThat(isRepeatable(Map.of())).isTrue();
    assertThat(isRepeatable(Map.of("temperature", "0.5"))).isFalse();
    assertThat(isRepeatable(Map.of("votes", "3"))).isFalse();
    assertThat(isRepeatable(Map.of("votes", "3", "temperature", "0"))).isFalse();
  }

  private static boolean isRepeatable(Map<String, String> options) {
    return new JudgePlugin().isRepeatable(Options.bind(JudgeOptions.class, options));
  }

  static Stream<Arguments> illegal() {
    return Stream.of(
        Arguments.of(Map.of("prompt", "Rate it."), "{{response}}"),
        Arguments.of(Map.of("prompt", "{{answer}} {{response}}"), "{{answer}}"),
        Arguments.of(Map.of("pattern", "(a)(b)"), "2 groups"),
        Arguments.of(Map.of("pattern", "(a"), "missing closing"),
        Arguments.of(Map.of("criteria", "a\nb", "pattern", "(\\d)"), "{criterion}"),
        Arguments.of(Map.of("criteria", "not a name"), "criteria"),
        Arguments.of(Map.of("criteria", "a\na"), "criteria"),
        Arguments.of(Map.of("min", "5", "max", "5"), "more than min"),
        Arguments.of(Map.of("votes", "0"), "votes"),
        Arguments.of(Map.of("temperature", "3"), "temperature"),
        Arguments.of(Map.of("words", "Yes"), "WORD=NUMBER"),
        Arguments.of(Map.of("read", "rating_tokens", "max", "100"), "rating_tokens"),
        Arguments.of(Map.of("pairwise", "true", "prompt", "{{response}}"), "{{response_a}}"));
  }

  @ParameterizedTest
  @MethodSource("illegal")
  void whatCannotBeUsedIsRefusedWithItsName(Map<String, String> given, String named) {
    assertThatThrownBy(() -> Options.bind(JudgeOptions.class, given))
        .isInstanceOf(BadOptionsException.class)
        .hasMessageContaining(named);
  }
}
