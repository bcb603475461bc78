package dev.winnow.runtime;

import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;

/**
 * A part of a process whose health operators look at.
 *
 * @param name lower case, unique in the process
 * @param health returns the health now; must not block
 */
@NullMarked
public record HealthCheck(String name, Supplier<Health> health) {}
