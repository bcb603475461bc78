package dev.winnow.scorer.judge;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.winnow.runtime.http.answer.ServerText;
import dev.winnow.scorer.ScoreReading;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one number by a regular expression (RE2, linear time).
 *
 * <p>The last match counts, since a judge quotes what it judges before it decides. The group holds
 * the number, or a word that {@code values} translates.
 *
 * @param criterion name of the score
 * @param pattern with one group
 * @param values of words such as {@code Yes}; empty where the group is a number
 * @param least smallest legal value
 * @param most largest legal value
 */
public record RegexReply(
    String criterion, Pattern pattern, Map<String, Double> values, double least, double most)
    implements ReplyParser {
  public RegexReply {
    if (pattern.groupCount() != 1) {
      throw new IllegalArgumentException(
          "pattern: %s has %d groups, want one around the rating"
              .formatted(pattern.pattern(), pattern.groupCount()));
    }
    values = Map.copyOf(values);
  }

  @Override
  public Map<String, ScoreReading> read(JudgeReply reply) {
    return Map.of(criterion, reading(reply.text()));
  }

  private ScoreReading reading(String text) {
    Matcher matcher = pattern.matcher(text);
    @Nullable String last = null;
    while (matcher.find()) {
      last = matcher.group(1);
    }
    if (last == null) {
      return new ScoreReading.Unusable("the reply holds no rating like " + pattern.pattern());
    }
    Double value = values.isEmpty() ? number(last) : values.get(last);
    if (value == null) {
      return new ScoreReading.Unusable(
          "the rating '%s' is not known".formatted(ServerText.line(last)));
    }
    return Ratings.within(value, least, most);
  }

  private static @Nullable Double number(String text) {
    try {
      return Double.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
