package dev.winnow.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.catalog.Installed;
import dev.winnow.ops.local.NamedScorers;
import dev.winnow.ops.local.RewardScorer;
import dev.winnow.producers.recipe.RecipeFile;
import dev.winnow.runtime.operations.Operations;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.testing.Repository;
import dev.winnow.training.problem.Split;
import dev.winnow.worker.engine.djl.DjlEngine;
import dev.winnow.worker.engine.djl.DjlEngineConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo without reference answers, with the scorer in its own process. */
@Tag("long")
class RewardDemoIT {
  @TempDir private Path directory;

  @Test
  void acceptsByTheShippedModelsScoreAndComparesWithTheAnswersAtTheEnd() throws Exception {
    Recipe recipe =
        RecipeFile.read(
            Repository.file("ops/recipes/demo/reward.yaml"), Installed.catalog(), Instant.EPOCH);
    StringWriter text = new StringWriter();
    Demo demo =
        new Demo(
            new DemoConfig(directory, List.of(recipe), 1, Split.HELD_OUT, 1, false),
            () -> new DjlEngine(DjlEngineConfig.of(Repository.file("ops/models/abacus"))),
            RewardScorer.forPools(
                NamedScorers.of(List.of(recipe)).reward(),
                Repository.file("ops/models/abacus-reward")),
            new Operations(Optional.empty()),
            new PrintWriter(text));

    boolean ended = demo.run(Instant.now(), console -> {});

    assertThat(ended).as(text.toString()).isTrue();
    assertThat(directory.resolve("prompts-without-references.jsonl"))
        .content()
        .doesNotContain("reference");
    assertThat(text.toString())
        .contains("'scored': accepted by score, against answers that the run did not have")
        .contains("ACCEPTED_BY_SCORE")
        .contains("the books balance")
        .doesNotContain("SCORER_");
  }
}
