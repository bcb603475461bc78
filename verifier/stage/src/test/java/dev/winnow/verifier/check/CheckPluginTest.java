package dev.winnow.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.plugin.OptionSchema;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckPluginTest {
  @Test
  void findsOurChecksAndThoseOfOtherJars() {
    assertThat(CheckPlugin.installed().names()).contains("exact", "math", "ends_with");
  }

  @Test
  void aCheckOfAnotherJarJudgesAsOursDo() {
    Finding finding =
        CheckContract.find(
            CheckContract.check("ends_with", "ignore_case", "true"), "PARIS", "It is Paris");

    assertThat(finding.outcome()).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void aCheckOfAnotherJarRefusesPromptsAsOursDo() {
    ResponseCheck check = Checks.compile(CheckContract.check("ends_with"));

    assertThat(check.misfits(CheckContract.promptWith(null))).isNotEmpty();
  }

  @Test
  void anOptionThatACheckOfAnotherJarDoesNotTakeIsRefused() {
    assertThatThrownBy(() -> Checks.compile(CheckContract.check("ends_with", "no_such", "1")))
        .isInstanceOf(BadCheckException.class)
        .hasMessageContaining("no_such");
  }

  @Test
  void everyCheckExplainsItselfAndItsOptions() {
    for (CheckPlugin<?> plugin : CheckPlugin.installed().all()) {
      assertThat(plugin.summary()).as(plugin.name()).isNotBlank();
      assertThat(OptionSchema.of(plugin.options()))
          .as(plugin.name())
          .noneMatch(option -> option.help().isBlank());
    }
  }

  @Test
  void findsNothingUnderAnotherName() {
    assertThat(CheckPlugin.installed().find("none")).isEqualTo(Optional.empty());
  }
}
