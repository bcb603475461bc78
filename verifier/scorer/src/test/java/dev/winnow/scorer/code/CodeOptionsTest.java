package dev.winnow.scorer.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.schemas.rules.ScorerCatalog;
import dev.winnow.schemas.testing.Records;
import dev.winnow.scorer.ScorerPlugin;
import dev.winnow.scorer.ScoringRequests;
import dev.winnow.scorer.code.compare.OutputRule;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CodeOptionsTest {
  @Test
  void hasDefaults() {
    assertThat(Options.bind(CodeOptions.class, Map.of()))
        .isEqualTo(new CodeOptions("auto", OutputRule.LINES, 1e-6, 6, 1024, 100));
    assertThat(Options.bind(CodeWorkerOptions.class, Map.of()))
        .isEqualTo(
            new CodeWorkerOptions(
                0, 120, 60, 4096, 64, 16, 64, "bwrap", List.of(), Optional.empty(),
                Optional.empty(), Optional.empty(), RunnerDialect.SANDBOX_FUSION,
                Optional.empty()));
  }

  @Test
  void readsEveryOption() {
    Map<String, String> worker =
        Map.ofEntries(
            Map.entry("parallel", "3"),
            Map.entry("total_seconds", "4"),
            Map.entry("max_seconds", "5"),
            Map.entry("max_memory_mb", "128"),
            Map.entry("disk_mb", "6"),
            Map.entry("output_mb", "7"),
            Map.entry("processes", "8"),
            Map.entry("bwrap", "/opt/bwrap"),
            Map.entry("read_only", "/opt/a\n/opt/b"),
            Map.entry("cgroup", "/sys/fs/cgroup/w"),
            Map.entry("languages", "l.json"),
            Map.entry("runner_url", "http://h:1"),
            Map.entry("runner_dialect", "piston"),
            Map.entry("runner_key_env", "KEY"));

    assertThat(Options.bind(CodeWorkerOptions.class, worker))
        .isEqualTo(
            new CodeWorkerOptions(
                3, 4, 5, 128, 6, 7, 8, "/opt/bwrap", List.of(Path.of("/opt/a"), Path.of("/opt/b")),
                Optional.of(Path.of("/sys/fs/cgroup/w")), Optional.of(Path.of("l.json")),
                Optional.of(URI.create("http://h:1")), RunnerDialect.PISTON, Optional.of("KEY")));
  }

  @Test
  void namesWhatIsWrong() {
    assertThatThrownBy(() -> Options.bind(CodeOptions.class, Map.of("seconds", "0.5")))
        .isInstanceOf(BadOptionsException.class)
        .hasMessageContaining("seconds")
        .hasMessageContaining("1 to 600");
  }

  @Test
  void acceptsWhatPassesAllTestsWhereARecipeSaysNothing() {
    ScorerCatalog catalog = new ScorerCatalog(ScorerPlugin.installed());

    assertThat(
            catalog.acceptance(
                List.of(
                    ScoringRequests.scorer("code", Map.of(), "tests"),
                    ScoringRequests.scorer("reward", Map.of(), "rm"),
                    ScoringRequests.scorer("code", Map.of(), "more"))))
        .contains("tests >= 1.0 && more >= 1.0");
    assertThat(catalog.acceptance(List.of(ScoringRequests.scorer("reward", Map.of(), "rm"))))
        .isEmpty();
  }

  @Test
  void aPromptWithoutTestsDoesNotFit() {
    CodeOptions options = Options.bind(CodeOptions.class, Map.of());

    assertThat(new CodePlugin().misfit(options, Records.prompt("p")))
        .hasValueSatisfying(reason -> assertThat(reason).contains("no tests"));
  }
}
