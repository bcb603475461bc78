package dev.winnow.planner.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Allocation;
import dev.winnow.schemas.plugin.OptionSchema;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.schemas.testing.Records;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What our strategies take and refuse of a recipe. */
class StrategyPluginTest {
  @Test
  void findsOurStrategies() {
    assertThat(StrategyPlugin.installed().names())
        .contains("adaptive", "fixed", "prop2diff", "uniform");
  }

  @Test
  void everyStrategyExplainsItselfAndItsOptions() {
    for (StrategyPlugin<?> plugin : StrategyPlugin.installed().all()) {
      assertThat(plugin.summary()).as(plugin.name()).isNotBlank();
      assertThat(OptionSchema.of(plugin.options()))
          .as(plugin.name())
          .isNotEmpty()
          .noneMatch(option -> option.help().isBlank())
          .noneMatch(option -> option.isRequired() && option.example().isBlank());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fixed | candidates=8 | candidates=8",
        "uniform | accepted=4 max_candidates=64 | accepted=4 max_candidates=64 max_round=32",
        "prop2diff | max_accepted=4 max_candidates=64 | max_accepted=4 max_candidates=64"
            + " max_round=32 probe=8",
        "adaptive | accepted=4 max_candidates=64 price=100 | accepted=4 max_candidates=64"
            + " max_round=128 price=100.0 round_cost=0.2",
      })
  void whatIsLeftOutHasItsDefault(String strategy, String given, String complete) {
    Allocation allocation = StrategyPlugin.catalog().complete(strategy, options(given));

    assertThat(allocation).isEqualTo(new Allocation(strategy, options(complete)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fixed     | candidates=0                                   | candidates     | want 1 to"
            + " 100000, not 0",
        "fixed     | candidates=8 accepted=4                        | accepted       | unknown;"
            + " known are candidates",
        "uniform   | accepted=0 max_candidates=8                    | accepted       | want 1 to"
            + " 100000, not 0",
        "uniform   | accepted=9 max_candidates=8                    | max_candidates | want 9 to"
            + " 100000, not 8",
        "uniform   | accepted=2 max_candidates=8 max_round=1025     | max_round      | want 1 to"
            + " 1024, not 1025",
        "prop2diff | max_accepted=0 max_candidates=8                | max_accepted   | want 1 to"
            + " 100000, not 0",
        "prop2diff | max_accepted=8 max_candidates=7 probe=1        | max_candidates | want 8 to"
            + " 100000, not 7",
        "prop2diff | max_accepted=4 max_candidates=7                | probe          | want 1 to 7,"
            + " not 8",
        "prop2diff | max_accepted=4 max_candidates=64 max_round=4   | probe          | want 1 to 4,"
            + " not 8",
        "prop2diff | max_accepted=4 max_candidates=64 probe=33      | probe          | want 1 to"
            + " 32, not 33",
        "prop2diff | accepted=4 max_candidates=64                   | max_accepted   | is required",
        "adaptive  | accepted=65 max_candidates=100 price=10        | accepted       | want 1 to"
            + " 64, not 65",
        "adaptive  | accepted=4 max_candidates=16385 price=10       | max_candidates | want 1 to"
            + " 16384, not 16385",
        "adaptive  | accepted=4 max_candidates=64                   | price          | is required",
        "adaptive  | accepted=4 max_candidates=64 price=0.5         | price          | want 1 to"
            + " 100000, not 0.5",
        "adaptive  | accepted=4 max_candidates=64 price=NaN         | price          | want a"
            + " number, not 'NaN'",
        "adaptive  | accepted=4 max_candidates=64 price=9 round_cost=-1 | round_cost | want 0 to"
            + " 1024, not -1.0",
      })
  void whatAStrategyCannotHaveIsRefusedByField(
      String strategy, String given, String option, String message) {
    List<Violation> violations =
        StrategyPlugin.catalog().violations(new Allocation(strategy, options(given)));

    assertThat(violations).contains(new Violation("allocation." + option, message));
  }

  @Test
  void aFieldNameHasOneToAHundredCharacters() {
    Allocation allocation =
        Records.allocation(
            "prop2diff",
            "max_accepted",
            4,
            "max_candidates",
            64,
            "fail_rate_field",
            "x".repeat(101));

    assertThat(StrategyPlugin.catalog().violations(allocation))
        .containsExactly(
            new Violation("allocation.fail_rate_field", "want 1 to 100 characters, not 101"));
  }

  @Test
  void anUnknownStrategyIsRefusedWithTheOnesThatExist() {
    assertThat(StrategyPlugin.catalog().violations(Records.allocation("best")))
        .containsExactly(
            new Violation(
                "allocation.strategy",
                "there is no allocation strategy 'best'; use one of "
                    + StrategyPlugin.installed().names()));
  }

  private static Map<String, String> options(String words) {
    Map<String, String> options = new HashMap<>();
    for (String word : words.split(" ")) {
      options.put(word.split("=")[0], word.split("=")[1]);
    }
    return options;
  }
}
