package dev.winnow.schemas.rules;

/**
 * What recipes can name, so that publishers and the gateway refuse what no stage could follow.
 * Thread-safe.
 *
 * @param allocations strategies of the planner
 * @param verification checks of the verifier, and scorers
 * @param curation policies of the curator
 */
public record RecipeCatalog(
    AllocationCatalog allocations, VerificationCatalog verification, CurationCatalog curation) {}
