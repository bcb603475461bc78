package dev.winnow.producers.recipe;

import dev.winnow.producers.recipe.Located.Place;
import dev.winnow.schemas.Allocation;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Check;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.rules.AllocationCatalog;
import dev.winnow.schemas.rules.RecipeRules;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.schemas.text.Durations;
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
  private static final int DEFAULT_PRIORITY = 1;
  private static final Span REISSUE_AFTER =
      new Span(
          Duration.ofSeconds(1),
          Duration.ofMinutes(5),
          Duration.ofDays(7),
          "want a duration of 1s to 7d, such as 90s, 5m, 1h or PT5M");
  private static final Span RETENTION =
      new Span(
          Duration.ofMinutes(10),
          Duration.ofDays(30),
          Duration.ofDays(3650),
          "want a duration of 10m to 3650d, such as 12h, 30d or PT12H");

  private final Located.Fields document;
  private final AllocationCatalog allocations;
  private final Problems problems;

  /** Legal durations of a field, its default, and what to say of others. */
  private record Span(Duration least, Duration otherwise, Duration most, String wanted) {
    boolean holds(Duration duration) {
      return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
    }
  }

  RecipeReader(Located.Fields document, AllocationCatalog allocations, Problems problems) {
    this.document = document;
    this.allocations = allocations;
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
            .setReissueAfterMs(millis(fields, "reissue_after", REISSUE_AFTER))
            .setMaxReissues(fields.integer("max_reissues", DEFAULT_MAX_REISSUES))
            .setPriority(fields.integer("priority", DEFAULT_PRIORITY))
            .setBudget(fields.object("budget").map(RecipeReader::budget).orElse(null))
            .setRetentionMs(millis(fields, "retention", RETENTION))
            .setPublishedAt(publishedAt)
            .build();
    fields.refuseOthers();
    RecipeRules.violations(recipe).forEach(this::report);
    return recipe;
  }

  private SamplingParams defaults() {
    return sampling(new FieldReader(new Located.Fields(document.place(), Map.of()), "", problems));
  }

  private SamplingParams sampling(FieldReader fields) {
    SamplingParams sampling =
        SamplingParams.newBuilder()
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
        .map(CheckReader::read)
        .orElseGet(() -> RecordFactory.check(UNNAMED, Map.of()));
  }

  private Allocation allocation(FieldReader fields) {
    fields.require(
        "allocation", "allocation: {strategy: uniform, accepted: 4, max_candidates: 64}");
    return fields
        .object("allocation")
        .map(allocation -> AllocationReader.read(allocation, allocations))
        .orElseGet(AllocationReader::none);
  }

  private static Budget budget(FieldReader fields) {
    Budget budget =
        Budget.newBuilder()
            .setCandidates(fields.number("candidates").orElse(null))
            .setTokens(fields.number("tokens").orElse(null))
            .setCandidatesPerHour(fields.number("candidates_per_hour").orElse(null))
            .setTokensPerHour(fields.number("tokens_per_hour").orElse(null))
            .build();
    fields.refuseOthers();
    return budget;
  }

  private static long millis(FieldReader fields, String name, Span legal) {
    Optional<String> text = fields.text(name);
    Optional<Duration> duration = text.flatMap(Durations::parse).filter(legal::holds);
    if (text.isPresent() && duration.isEmpty()) {
      fields.problem(name, legal.wanted());
    }
    return duration.orElse(legal.otherwise()).toMillis();
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
