package dev.winnow.scorer.reward;

import dev.winnow.schemas.plugin.PluginOption;

/**
 * Options of a reward scorer in a recipe.
 *
 * @param value what the score is
 */
public record RewardOptions(
    @PluginOption(
            help = "the score: the model's raw output, or its sigmoid, which lies in 0 to 1",
            defaultValue = "raw")
        RewardValue value) {}
