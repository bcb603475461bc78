package dev.winnow.ops.plan;

import dev.winnow.schemas.AdaptiveAllocation;
import dev.winnow.schemas.FixedAllocation;
import dev.winnow.schemas.Prop2DiffAllocation;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.UniformAllocation;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Recipes of every strategy. */
final class SomeRecipes {
  private SomeRecipes() {}

  static Recipe fixed(int candidates) {
    return recipe("fixed", new FixedAllocation(candidates));
  }

  static Recipe uniform(int accepted, int maxCandidates, int maxRound) {
    return recipe("uniform", new UniformAllocation(accepted, maxCandidates, maxRound));
  }

  static Recipe prop2diff(int most, int maxCandidates) {
    return recipe(
        "prop2diff",
        Prop2DiffAllocation.newBuilder()
            .setMaxAccepted(most)
            .setMaxCandidates(maxCandidates)
            .build());
  }

  static Recipe adaptive(int accepted, int maxCandidates, double price) {
    return recipe(
        "adaptive",
        AdaptiveAllocation.newBuilder()
            .setAccepted(accepted)
            .setMaxCandidates(maxCandidates)
            .setPrice(price)
            .build());
  }

  private static Recipe recipe(String name, Object allocation) {
    return Recipe.newBuilder()
        .setName(name)
        .setVersion("v1")
        .setPool("default")
        .setSampling(new SamplingParams(1.0, 1.0, 0, 512, List.of()))
        .setCheck(RecordFactory.check("math", Map.of()))
        .setAllocation(allocation)
        .setReissueAfterMs(60_000)
        .setPublishedAt(Instant.EPOCH)
        .build();
  }
}
