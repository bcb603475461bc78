package dev.winnow.schemas.rules;

import dev.winnow.schemas.Allocation;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.OptionProblem;
import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.plugin.PluginCatalog;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the allocation strategies that are installed ask of recipes, so that publishers and the
 * gateway refuse what no planner could follow. Thread-safe; bounded on hostile input.
 *
 * @param strategies of the planner, of which only names and options matter here
 * @param trial creates the strategy of an allocation, so that one that cannot be created is refused
 *     before prompts depend on it; throws a {@link BadOptionsException} if it fails
 */
public record AllocationCatalog(
    PluginCatalog<? extends Plugin<?>> strategies, Consumer<Allocation> trial) {
  /** Takes strategies that are not created here. */
  public AllocationCatalog(PluginCatalog<? extends Plugin<?>> strategies) {
    this(strategies, allocation -> {});
  }

  /**
   * Returns the allocation with every option that has a value, defaults included, so that the same
   * declaration is always the same record.
   *
   * @throws BadOptionsException if there is no such strategy, or it refuses the options
   */
  public Allocation complete(String strategy, Map<String, String> options) {
    Allocation allocation = new Allocation(strategy, strategies.complete(strategy, options));
    trial.accept(allocation);
    return allocation;
  }

  /**
   * Returns everything that is wrong with the allocation of a recipe: its strategy, its options.
   */
  public List<Violation> violations(Allocation allocation) {
    if (strategies.find(allocation.getStrategy()).isEmpty()) {
      return List.of(
          new Violation("allocation.strategy", strategies.unknown(allocation.getStrategy())));
    }
    try {
      complete(allocation.getStrategy(), allocation.getOptions());
      return List.of();
    } catch (BadOptionsException e) {
      return e.problems().stream().map(AllocationCatalog::violation).toList();
    }
  }

  private static Violation violation(OptionProblem problem) {
    String field = problem.option().isEmpty() ? "allocation" : "allocation." + problem.option();
    return new Violation(field, problem.message());
  }
}
