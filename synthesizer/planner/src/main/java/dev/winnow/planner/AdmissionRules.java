package dev.winnow.planner;

import dev.winnow.schemas.rules.CheckCatalog;
import java.time.Duration;

/**
 * When a prompt may begin.
 *
 * @param catalog the checks that are installed
 * @param recipeWait how long a prompt waits for its recipe before it becomes a dead letter
 * @param tick how often it is looked whether the recipe has come
 */
record AdmissionRules(CheckCatalog catalog, Duration recipeWait, Duration tick) {}
