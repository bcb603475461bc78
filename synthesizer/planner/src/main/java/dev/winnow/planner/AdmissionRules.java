package dev.winnow.planner;

import dev.winnow.schemas.rules.VerificationCatalog;
import java.time.Duration;

/**
 * When a prompt may begin.
 *
 * @param catalog the checks that are installed
 * @param recipeWait how long a prompt waits for its recipe before it becomes a dead letter
 * @param tick how often it is looked whether the recipe has come
 */
record AdmissionRules(VerificationCatalog catalog, Duration recipeWait, Duration tick) {}
