package dev.winnow.scorer.code;

import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.scorer.code.compare.OutputComparison;
import dev.winnow.scorer.code.compare.OutputRule;
import dev.winnow.scorer.code.compare.ValueComparison;

/** Options of a code scorer in a recipe. */
public record CodeOptions(
    @PluginOption(
            help =
                "language of the programs; auto: what the tests say, else the tag of the code block,"
                    + " else python",
            defaultValue = "auto")
        String language,
    @PluginOption(help = "how outputs are compared", defaultValue = "lines") OutputRule compare,
    @PluginOption(
            help = "floats: how far numbers may be apart, relative above 1; 0 asks for equal ones",
            defaultValue = "0.000001",
            min = 0,
            max = 1)
        double tolerance,
    @PluginOption(
            help = "processor time of a test, where the tests do not say it",
            defaultValue = "6",
            min = 1,
            max = 600)
        double seconds,
    @PluginOption(
            help = "memory of a program; more where the tests say so",
            defaultValue = "1024",
            min = 64,
            max = 65_536)
        int memoryMb,
    @PluginOption(
            help = "how many of the tests are run, from the first",
            defaultValue = "100",
            min = 1,
            max = 10_000)
        int maxTests) {
  /** The language is told by the tests and the response. */
  static final String AUTO = "auto";

  public CodeOptions {
    OptionRules.inRange(
            CodeOptions.class, language, compare, tolerance, seconds, memoryMb, maxTests)
        .require(!language.isBlank(), "language", "want a name, or auto")
        .orThrow();
  }

  /** Returns how outputs are compared. */
  OutputComparison outputs() {
    return new OutputComparison(compare, tolerance);
  }

  /** Returns how values are compared: exactly, unless the recipe compares floats. */
  ValueComparison values() {
    return new ValueComparison(compare == OutputRule.FLOATS ? tolerance : 0);
  }
}
