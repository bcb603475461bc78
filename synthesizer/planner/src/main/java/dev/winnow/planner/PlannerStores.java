package dev.winnow.planner;

import dev.winnow.planner.budget.PartitionLeases;
import dev.winnow.planner.schedule.FairScheduler;

/**
 * What one planner partition keeps, and the recipes as they stand.
 *
 * @param statuses of all prompts that are remembered
 * @param pending the prompts that have not ended, as they were published
 * @param recipes as they stand now
 * @param turns how recipes share their pools
 * @param leases of recipes with a budget
 * @param models that sampled for the recipes
 */
record PlannerStores(
    PromptStateStore statuses,
    PendingPromptStore pending,
    Recipes recipes,
    FairScheduler turns,
    PartitionLeases leases,
    SampledModels models) {}
