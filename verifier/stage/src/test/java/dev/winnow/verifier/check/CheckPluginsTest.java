package dev.winnow.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckPluginsTest {
  private record Named(String type) implements CheckPlugin {
    @Override
    public String summary() {
      return "nothing";
    }

    @Override
    public Map<String, String> options() {
      return Map.of();
    }

    @Override
    public CandidateCheck create(Options options) {
      throw new BadCheckException("not to be created");
    }
  }

  @Test
  void findsOurChecksAndThoseOfOtherJars() {
    assertThat(CheckPlugins.installed().types())
        .containsExactly("choice", "ends_with", "exact", "math", "regex");
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
  void refusesTwoOfOneType() {
    assertThatThrownBy(() -> CheckPlugins.of(List.of(new Named("one"), new Named("one"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("two checks have the type 'one'");
  }

  @Test
  void refusesATypeThatNoRecipeCouldName() {
    assertThatThrownBy(() -> CheckPlugins.of(List.of(new Named("Not legal"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Not legal");
  }

  @Test
  void everyCheckExplainsItselfAndItsOptions() {
    for (CheckPlugin plugin : CheckPlugins.installed().all()) {
      assertThat(plugin.summary()).as(plugin.type()).isNotBlank();
      assertThat(plugin.options().values()).as(plugin.type()).noneMatch(String::isBlank);
    }
  }

  @Test
  void findsNothingUnderAnotherName() {
    assertThat(CheckPlugins.installed().find("none")).isEqualTo(Optional.empty());
  }
}
