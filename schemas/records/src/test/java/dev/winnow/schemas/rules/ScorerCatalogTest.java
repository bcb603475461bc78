package dev.winnow.schemas.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Scorer;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.PluginCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScorerCatalogTest {
  private static final Scorer SCORER =
      new Scorer("helpful", "failing", "rm", false, Map.of(), List.of("helpful"));

  private final ScorerCatalog catalog =
      new ScorerCatalog(PluginCatalog.of("scorer", List.of(new FailingType())));

  record None() {}

  /** A type that fails at every call. */
  private static final class FailingType implements ScorerType<None> {
    @Override
    public String name() {
      return "failing";
    }

    @Override
    public String summary() {
      return "fails at every call";
    }

    @Override
    public Class<None> options() {
      return None.class;
    }

    @Override
    public List<String> scores(String scorer, None options) {
      throw new NullPointerException("no scores");
    }

    @Override
    public boolean isRepeatable(None options) {
      throw new NullPointerException("not known");
    }

    @Override
    public Optional<String> misfit(None options, Prompt prompt) {
      throw new NullPointerException("no prompt");
    }

    @Override
    public Optional<String> acceptance(String scorer, None options) {
      throw new NullPointerException("no condition");
    }
  }

  @Test
  void aTypeThatFailsIsRefusedWithItsName() {
    assertThatThrownBy(() -> catalog.complete("helpful", "failing", "rm", false, Map.of()))
        .isInstanceOf(BadOptionsException.class)
        .hasMessageStartingWith("scorer 'failing' cannot be used: java.lang.NullPointerException");
    assertThat(catalog.violations("verify.scorers[0]", SCORER))
        .singleElement()
        .satisfies(violation -> assertThat(violation.field()).isEqualTo("verify.scorers[0]"));
  }

  @Test
  void aTypeThatFailsPromisesNothing() {
    assertThat(catalog.isRepeatable(SCORER)).isFalse();
    assertThat(catalog.acceptance(List.of(SCORER))).isEmpty();
  }
}
