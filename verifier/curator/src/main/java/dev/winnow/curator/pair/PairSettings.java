package dev.winnow.curator.pair;

import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.PluginOption;
import java.util.Optional;

/** What all pairs have, whatever their policy. */
public record PairSettings(
    @PluginOption(help = "most pairs of each prompt", defaultValue = "1", min = 1, max = 1000)
        int perPrompt,
    @PluginOption(
            help =
                "least difference of the two scores after the length penalty; a pair whose scores"
                    + " are equal is never made by a policy that orders by score",
            defaultValue = "0",
            min = 0,
            max = 1e9)
        double minMargin,
    @PluginOption(
            help = "what a score loses for each token of the response",
            defaultValue = "0",
            min = 0,
            max = 1e9)
        double lengthPenalty,
    @PluginOption(
            help =
                "most similarity of the two texts (Jaccard index of word 3-grams): pairs above it"
                    + " are left out; a proxy, from the texts alone, for the CHES score"
                    + " (arXiv 2410.08847), which needs the model's hidden states",
            defaultValue = "1",
            min = 0,
            max = 1)
        double maxSimilarity,
    @PluginOption(
            help =
                "order of a prompt's pairs: policy keeps that of the policy, easy_to_hard puts the"
                    + " largest margin first",
            defaultValue = "policy")
        PairOrder order,
    @PluginOption(
            help =
                "strength (mean difference of all named scores) below which the two sides are"
                    + " exchanged; without it, none are (Secrets of RLHF II, arXiv 2401.06080)",
            example = "-1.0")
        Optional<Double> flipBelow,
    @PluginOption(help = "strength below which a pair is left out", example = "0.0")
        Optional<Double> dropBelow,
    @PluginOption(
            help = "strength below which a pair is marked for a softened label",
            example = "0.5")
        Optional<Double> softenBelow) {
  public PairSettings {
    OptionRules.inRange(
            PairSettings.class,
            perPrompt,
            minMargin,
            lengthPenalty,
            maxSimilarity,
            order,
            flipBelow,
            dropBelow,
            softenBelow)
        .orThrow();
  }

  /** The order of the pairs of one prompt. */
  public enum PairOrder {
    POLICY,
    EASY_TO_HARD
  }

  /** Returns whether a setting compares scores. */
  public boolean needsScores() {
    return minMargin > 0
        || lengthPenalty > 0
        || order == PairOrder.EASY_TO_HARD
        || flipBelow.isPresent()
        || dropBelow.isPresent()
        || softenBelow.isPresent();
  }
}
