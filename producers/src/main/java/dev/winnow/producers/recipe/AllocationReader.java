package dev.winnow.producers.recipe;

import dev.winnow.schemas.AdaptiveAllocation;
import dev.winnow.schemas.FixedAllocation;
import dev.winnow.schemas.Prop2DiffAllocation;
import dev.winnow.schemas.UniformAllocation;
import java.util.Optional;

/** Reads the {@code allocation} of a recipe, by its strategy. */
final class AllocationReader {
  private static final int DEFAULT_MAX_ROUND = 32;
  private static final int DEFAULT_ADAPTIVE_ROUND = 128;
  private static final int DEFAULT_PROBE = 8;
  private static final double DEFAULT_ROUND_COST = 0.2;

  private AllocationReader() {}

  static Object read(FieldReader allocation) {
    allocation.require("strategy", "strategy: uniform");
    Optional<String> strategy = allocation.text("strategy");
    if (strategy.isEmpty()) {
      return new FixedAllocation(1);
    }
    Object read =
        switch (strategy.get()) {
          case "fixed" -> fixed(allocation);
          case "uniform" -> uniform(allocation);
          case "prop2diff" -> prop2diff(allocation);
          case "adaptive" -> adaptive(allocation);
          default -> {
            allocation.problem(
                "strategy",
                "want fixed, uniform, prop2diff or adaptive, not '%s'".formatted(strategy.get()));
            allocation.others();
            yield new FixedAllocation(1);
          }
        };
    allocation.refuseOthers();
    return read;
  }

  private static FixedAllocation fixed(FieldReader allocation) {
    allocation.require("candidates", "candidates: 8");
    return new FixedAllocation(allocation.integer("candidates", 1));
  }

  private static UniformAllocation uniform(FieldReader allocation) {
    int accepted = accepted(allocation, "accepted");
    return new UniformAllocation(
        accepted,
        allocation.integer("max_candidates", Math.max(1, accepted)),
        allocation.integer("max_round", DEFAULT_MAX_ROUND));
  }

  private static Prop2DiffAllocation prop2diff(FieldReader allocation) {
    int accepted = accepted(allocation, "max_accepted");
    return Prop2DiffAllocation.newBuilder()
        .setMaxAccepted(accepted)
        .setMaxCandidates(allocation.integer("max_candidates", Math.max(1, accepted)))
        .setMaxRound(allocation.integer("max_round", DEFAULT_MAX_ROUND))
        .setProbe(allocation.integer("probe", DEFAULT_PROBE))
        .setFailRateField(allocation.text("fail_rate_field").orElse(null))
        .build();
  }

  private static AdaptiveAllocation adaptive(FieldReader allocation) {
    int accepted = accepted(allocation, "accepted");
    allocation.require("price", "price: 100");
    return AdaptiveAllocation.newBuilder()
        .setAccepted(accepted)
        .setMaxCandidates(allocation.integer("max_candidates", Math.max(1, accepted)))
        .setPrice(allocation.decimal("price", 1))
        .setMaxRound(allocation.integer("max_round", DEFAULT_ADAPTIVE_ROUND))
        .setRoundCost(allocation.decimal("round_cost", DEFAULT_ROUND_COST))
        .build();
  }

  private static int accepted(FieldReader allocation, String field) {
    allocation.require(field, field + ": 4");
    allocation.require("max_candidates", "max_candidates: 64");
    return allocation.integer(field, 1);
  }
}
