package dev.winnow.ops.plan;

import dev.winnow.schemas.Allocation;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.testing.Records;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Recipes of every strategy. */
final class SomeRecipes {
  private SomeRecipes() {}

  static Recipe fixed(int candidates) {
    return recipe("fixed", Records.fixed(candidates));
  }

  static Recipe uniform(int accepted, int maxCandidates, int maxRound) {
    return recipe("uniform", Records.uniform(accepted, maxCandidates, maxRound));
  }

  static Recipe prop2diff(int most, int maxCandidates) {
    return recipe(
        "prop2diff",
        Records.allocation("prop2diff", "max_accepted", most, "max_candidates", maxCandidates));
  }

  static Recipe adaptive(int accepted, int maxCandidates, double price) {
    return recipe(
        "adaptive",
        Records.allocation(
            "adaptive", "accepted", accepted, "max_candidates", maxCandidates, "price", price));
  }

  private static Recipe recipe(String name, Allocation allocation) {
    return Recipe.newBuilder()
        .setName(name)
        .setVersion("v1")
        .setPool("default")
        .setSampling(new SamplingParams(1.0, 1.0, 0, 512, List.of()))
        .setVerification(RecordFactory.verification(RecordFactory.check("math", Map.of())))
        .setAllocation(allocation)
        .setReissueAfterMs(60_000)
        .setPublishedAt(Instant.EPOCH)
        .build();
  }
}
