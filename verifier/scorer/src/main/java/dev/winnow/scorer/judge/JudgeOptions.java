package dev.winnow.scorer.judge;

import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.PluginOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Options of a judge in a recipe. */
public record JudgeOptions(
    @PluginOption(
            help =
                "the judge's instructions, with {{prompt}}, {{response}}, {{reference}},"
                    + " {{criteria}}, or {{response_a}} and {{response_b}}; left out, a general"
                    + " one",
            fromFile = true)
        Optional<String> prompt,
    @PluginOption(
            help =
                "what is judged, each a score of its own named <scorer>_<criterion>; 'name: what it"
                    + " means' tells the judge more")
        List<String> criteria,
    @PluginOption(help = "how the reply is read", defaultValue = "regex") JudgeRead read,
    @PluginOption(
            help =
                "regex: the rating as its one group; {criterion} stands for the name of each. Left"
                    + " out, a number in [[ ]]")
        Optional<String> pattern,
    @PluginOption(help = "regex: ratings that are words, as WORD=NUMBER: Yes=1, No=0")
        List<String> words,
    @PluginOption(help = "the lowest rating", defaultValue = "1") double min,
    @PluginOption(help = "the highest rating", defaultValue = "10") double max,
    @PluginOption(help = "how often the judge is asked", defaultValue = "1", min = 1, max = 64)
        int votes,
    @PluginOption(help = "how the votes become one score", defaultValue = "mean") Votes combine,
    @PluginOption(
            help =
                "whether the response is compared with the reference, in both orders: 1 better, 0"
                    + " worse, 0.5 neither",
            defaultValue = "false")
        boolean pairwise,
    @PluginOption(
            help = "longest reply, in tokens",
            defaultValue = "1024",
            min = 1,
            max = 1_000_000)
        int maxTokens,
    @PluginOption(
            help = "sampling temperature; left out, 0 for one vote and 1 for several",
            min = 0,
            max = 2)
        Optional<Double> temperature,
    @PluginOption(
            help = "rating_tokens: probability that the ratings must have together",
            defaultValue = "0.5",
            min = 0,
            max = 1)
        double minMass,
    @PluginOption(
            help = "json: what the server is asked to hold the reply to",
            defaultValue = "json_schema")
        ReplyFormat format) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,29}");
  private static final int MAX_CRITERIA = 16;
  private static final int MAX_RATING_TOKENS = 20;
  private static final double MAX_TEMPERATURE = 2;

  public JudgeOptions {
    criteria = List.copyOf(criteria);
    words = List.copyOf(words);
    OptionRules.inRange(
            JudgeOptions.class,
            prompt,
            criteria,
            read,
            pattern,
            words,
            min,
            max,
            votes,
            combine,
            pairwise,
            maxTokens,
            temperature,
            minMass,
            format)
        .require(
            criteria.size() <= MAX_CRITERIA
                && criteria.stream().allMatch(c -> NAME.matcher(name(c)).matches()),
            "criteria",
            "give at most %d names of letters, digits and '_'".formatted(MAX_CRITERIA))
        .require(
            new HashSet<>(criteria.stream().map(JudgeOptions::name).toList()).size()
                == criteria.size(),
            "criteria",
            "each needs a name of its own")
        .require(
            Double.isFinite(min) && Double.isFinite(max) && min < max,
            "max",
            "want more than min, %s".formatted(min))
        .require(
            temperature.filter(t -> !(t >= 0 && t <= MAX_TEMPERATURE)).isEmpty(),
            "temperature",
            "want 0 to 2")
        .require(
            read != JudgeRead.RATING_TOKENS
                || (criteria.isEmpty()
                    && min == Math.rint(min)
                    && max == Math.rint(max)
                    && max - min < MAX_RATING_TOKENS),
            "read",
            "rating_tokens needs whole numbers as min and max, at most 20 ratings, and no criteria")
        .orThrow();
    // A plan can be made of these, or the options are refused with its words.
    JudgePlan unused =
        JudgePlan.of(prompt, criteria, read, pattern, words, min, max, pairwise, minMass);
  }

  /** Returns how these options judge. */
  JudgePlan plan() {
    return JudgePlan.of(prompt, criteria, read, pattern, words, min, max, pairwise, minMass);
  }

  /** Returns the sampling temperature: with several votes, equal replies would be one vote. */
  double sampledAt() {
    return temperature.orElse(votes > 1 ? 1.0 : 0.0);
  }

  /** Returns whether the judge says the same each time: it is asked once, without chance. */
  boolean isRepeatable() {
    return votes == 1 && sampledAt() == 0;
  }

  /** Returns the names of the criteria; empty where there is one score. */
  List<String> names() {
    return criteria.stream().map(JudgeOptions::name).toList();
  }

  private static String name(String criterion) {
    int colon = criterion.indexOf(':');
    return (colon < 0 ? criterion : criterion.substring(0, colon)).strip();
  }
}
