package dev.winnow.schemas.rules;

/**
 * What recipes can name, so that every entrance refuses what no stage could follow. Thread-safe.
 *
 * @param allocations strategies of the planner
 * @param verification checks of the verifier, and scorers
 */
public record RecipeCatalog(AllocationCatalog allocations, VerificationCatalog verification) {}
