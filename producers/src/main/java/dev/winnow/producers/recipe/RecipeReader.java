package dev.winnow.producers.recipe;

import dev.winnow.producers.recipe.Located.Place;
import dev.winnow.schemas.Check;
import dev.winnow.schemas.FixedAllocation;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Sampling;
import dev.winnow.schemas.rules.RecipeRules;
import dev.winnow.schemas.rules.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a recipe of a document. A field that does not fit is reported and replaced by a legal
 * value, so that the rules can be asked about all the others.
 */
final class RecipeReader {
  private static final String UNNAMED = "unnamed";
  private static final int DEFAULT_MAX_REISSUES = 3;
  private static final int DEFAULT_MAX_TOKENS = 1024;
  private static final Duration DEFAULT_REISSUE_AFTER = Duration.ofMinutes(5);
  private static final Duration MIN_REISSUE_AFTER = Duration.ofSeconds(1);
  private static final Duration MAX_REISSUE_AFTER = Duration.ofDays(7);

  private final Located.Fields document;
  private final Problems problems;

  RecipeReader(Located.Fields document, Problems problems) {
    this.document = document;
    this.problems = problems;
  }

  /** The recipe, without a version; worth something only if no problem was found. */
  Recipe read(Instant publishedAt) {
    FieldReader fields = new FieldReader(document, "", problems);
    fields.require("name", "name: gsm8k");
    Recipe recipe =
        Recipe.newBuilder()
            .setName(fields.text("name").orElse(UNNAMED))
            .setVersion("")
            .setDescription(fields.text("description").orElse(null))
            .setPool(fields.text("pool").orElse("default"))
            .setSampling(fields.object("sampling").map(this::sampling).orElseGet(this::defaults))
            .setCheck(check(fields))
            .setAllocation(allocation(fields))
            .setSeed(fields.number("seed", 0))
            .setReissueAfterMs(reissueAfter(fields).toMillis())
            .setMaxReissues(fields.integer("max_reissues", DEFAULT_MAX_REISSUES))
            .setPublishedAt(publishedAt)
            .build();
    fields.refuseOthers();
    RecipeRules.violations(recipe).forEach(this::report);
    return recipe;
  }

  private Sampling defaults() {
    return sampling(new FieldReader(new Located.Fields(document.place(), Map.of()), "", problems));
  }

  private Sampling sampling(FieldReader fields) {
    Sampling sampling =
        Sampling.newBuilder()
            .setTemperature(fields.decimal("temperature", 1.0))
            .setTopP(fields.decimal("top_p", 1.0))
            .setTopK(fields.integer("top_k", 0))
            .setMaxTokens(fields.integer("max_tokens", DEFAULT_MAX_TOKENS))
            .setStop(fields.texts("stop"))
            .build();
    fields.refuseOthers();
    return sampling;
  }

  private static Check check(FieldReader fields) {
    fields.require("check", "check: {type: math}");
    return fields
        .object("check")
        .map(RecipeReader::declaredCheck)
        .orElseGet(() -> new Check(UNNAMED, Map.of()));
  }

  private static Check declaredCheck(FieldReader check) {
    check.require("type", "type: math");
    String type = check.text("type").orElse(UNNAMED);
    if (type.isBlank()) {
      check.problem("type", "must not be blank");
    }
    return new Check(type, check.others());
  }

  private static Object allocation(FieldReader fields) {
    fields.require("allocation", "allocation: {strategy: uniform, accepted: 4, max_trials: 64}");
    return fields
        .object("allocation")
        .map(AllocationReader::read)
        .orElseGet(() -> new FixedAllocation(1));
  }

  private static Duration reissueAfter(FieldReader fields) {
    Optional<String> text = fields.text("reissue_after");
    Optional<Duration> duration =
        text.flatMap(Durations::parse)
            .filter(given -> given.compareTo(MIN_REISSUE_AFTER) >= 0)
            .filter(given -> given.compareTo(MAX_REISSUE_AFTER) <= 0);
    if (text.isPresent() && duration.isEmpty()) {
      fields.problem("reissue_after", "want a duration of 1s to 7d, such as 90s, 5m, 1h or PT5M");
    }
    return duration.orElse(DEFAULT_REISSUE_AFTER);
  }

  /** A broken rule, under the file's name of the field and at its place. */
  private void report(Violation violation) {
    String field = violation.field().replaceAll(" .*", "");
    if (!problems.concerns(field)) {
      problems.add(place(field), field, violation.message());
    }
  }

  private Place place(String field) {
    Located at = document;
    for (String name : field.split("\\.")) {
      Located child = at instanceof Located.Fields fields ? fields.values().get(name) : null;
      if (child == null) {
        break;
      }
      at = child;
    }
    return at.place();
  }
}
