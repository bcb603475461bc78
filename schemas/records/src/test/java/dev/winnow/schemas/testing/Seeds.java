package dev.winnow.schemas.testing;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Seeds of random tests: new ones at each run, or the one that {@code -Dwinnow.seed} gives. A test
 * names its seed when it fails. Registered as a service, this gives the same seed to every property
 * of jqwik.
 */
public final class Seeds implements AroundPropertyHook {
  private static final String PROPERTY = "winnow.seed";

  /** A seed for one test. */
  public static long next() {
    return Long.getLong(PROPERTY, System.nanoTime());
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    Long seed = Long.getLong(PROPERTY);
    if (seed != null) {
      context.attributes().setSeed(seed.toString());
    }
    return property.execute();
  }

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }
}
