package dev.winnow.curator.select;

import dev.winnow.curator.group.Distinctness;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.schemas.rules.RecipeRules;
import java.util.Optional;

/** What every selection has, whatever its policy. */
public record SelectionSettings(
    @PluginOption(
            help =
                "responses selected of each prompt; without it, as many as the allocation wants"
                    + " accepted, or all where it wants no number",
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
        boolean control) {
  public SelectionSettings {
    OptionRules.inRange(SelectionSettings.class, take.orElse(1), distinct, control).orThrow();
    try {
      Distinctness unused = Distinctness.parse(distinct);
    } catch (IllegalArgumentException e) {
      throw new BadOptionsException("distinct", String.valueOf(e.getMessage()));
    }
  }

  /** Returns which responses count as one. */
  public Distinctness distinctness() {
    return Distinctness.parse(distinct);
  }
}
