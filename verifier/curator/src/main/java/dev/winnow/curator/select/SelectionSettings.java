package dev.winnow.curator.select;

import dev.winnow.curator.group.Distinctness;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.schemas.rules.RecipeRules;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** What every selection has, whatever its policy. */
public record SelectionSettings(
    @PluginOption(
            help =
                "responses selected of each prompt, or of each window; without it, as many of each"
                    + " prompt as the allocation wants accepted, or all where it wants no number",
            min = 1,
            max = RecipeRules.MAX_CANDIDATES,
            example = "4")
        Optional<Integer> take,
    @PluginOption(
            help =
                "which responses count as one: exact, normalized (case and white space do not"
                    + " matter), or a similarity such as 0.9 (word 3-grams, MinHash)",
            defaultValue = "exact")
        String distinct,
    @PluginOption(
            help = "whether a random control of the same size is selected beside it",
            defaultValue = "false")
        boolean control,
    @PluginOption(
            help =
                "prompts that are selected from together, in the order in which they end; without"
                    + " it, each prompt is selected from alone",
            min = 1,
            max = 10_000,
            example = "64")
        Optional<Integer> window,
    @PluginOption(
            help = "part of a window's distinct responses that is selected, in place of take",
            min = 1e-6,
            max = 1,
            example = "0.125")
        Optional<Double> share,
    @PluginOption(
            help =
                "seconds after which a window is selected from though it is not full; without it,"
                    + " 300",
            min = 1,
            max = 604_800,
            example = "300")
        Optional<Integer> windowSeconds) {
  private static final int WINDOW_SECONDS = 300;

  public SelectionSettings {
    OptionRules.inRange(
            SelectionSettings.class,
            take.orElse(1),
            distinct,
            control,
            window.orElse(1),
            share.orElse(1.0),
            windowSeconds.orElse(1))
        .require(window.isPresent() || share.isEmpty(), "share", "give window too")
        .require(window.isPresent() || windowSeconds.isEmpty(), "window_seconds", "give window too")
        .require(
            window.isEmpty() || take.isPresent() != share.isPresent(),
            "window",
            "give either share or take, which is counted over the window")
        .orThrow();
    try {
      Distinctness unused = Distinctness.parse(distinct);
    } catch (IllegalArgumentException e) {
      throw new BadOptionsException("distinct", String.valueOf(e.getMessage()));
    }
  }

  /** Returns how is selected over a window of prompts; empty where each is selected from alone. */
  public Optional<WindowSettings> overWindow() {
    return window.map(
        prompts ->
            new WindowSettings(
                prompts,
                share,
                take.map(OptionalInt::of).orElse(OptionalInt.empty()),
                Duration.ofSeconds(windowSeconds.orElse(WINDOW_SECONDS))));
  }

  /** Returns which responses count as one. */
  public Distinctness distinctness() {
    return Distinctness.parse(distinct);
  }
}
