package dev.winnow.producers.recipe;

import dev.winnow.schemas.Allocation;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.rules.AllocationCatalog;
import java.util.Map;
import java.util.Optional;

/** Reads the {@code allocation} of a recipe by the options of the strategy that it names. */
record AllocationReader(AllocationCatalog catalog, OptionsReader options) {
  /** Stands in for an allocation that was reported. */
  private static final String UNNAMED = "unnamed";

  Allocation read(FieldReader allocation) {
    allocation.require("strategy", "strategy: uniform");
    Optional<String> name = allocation.text("strategy");
    Optional<? extends Plugin<?>> strategy = name.flatMap(catalog.strategies()::find);
    if (strategy.isEmpty()) {
      name.ifPresent(
          unknown -> allocation.problem("strategy", catalog.strategies().unknown(unknown)));
      return none();
    }
    Map<String, String> given = options.read(allocation, strategy.get().options());
    allocation.refuseOthers();
    try {
      return catalog.complete(strategy.get().name(), given);
    } catch (BadOptionsException e) {
      e.problems().forEach(allocation::refuse);
      return none();
    }
  }

  /** Returns a legal allocation, so that the rules can be asked about all other fields. */
  static Allocation none() {
    return RecordFactory.allocation(UNNAMED, Map.of());
  }
}
