package dev.winnow.producers.recipe;

import dev.winnow.producers.recipe.Located.Place;
import dev.winnow.schemas.Allocation;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Curation;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.rules.RecipeCatalog;
import dev.winnow.schemas.rules.RecipeRules;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.schemas.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
  private final RecipeCatalog catalog;
  private final Problems problems;
  private final OptionsReader options;

  /** Legal durations of a field, its default, and what to say of others. */
  private record Span(Duration least, Duration otherwise, Duration most, String wanted) {
    boolean holds(Duration duration) {
      return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
    }
  }

  RecipeReader(
      Located.Fields document, RecipeCatalog catalog, Problems problems, RecipeTextFiles files) {
    this.document = document;
    this.catalog = catalog;
    this.problems = problems;
    this.options = new OptionsReader(files);
  }

  /** Returns the recipe, without a version; worth something only if no problem was found. */
  Recipe read(Instant publishedAt) {
    FieldReader fields = new FieldReader(document, "", problems);
    fields.require("name", "name: gsm8k");
    Verification.Builder verification =
        new VerificationReader(catalog.verification(), options)
            .read(fields)
            .setReissueAfterMs(millis(fields, "reissue_after", REISSUE_AFTER))
            .setMaxReissues(fields.integer("max_reissues", DEFAULT_MAX_REISSUES))
            .setMaxPolicyAge(
                fields
                    .number("max_policy_age")
                    .map(age -> (int) Math.clamp(age, -1, Integer.MAX_VALUE))
                    .orElse(null));
    Recipe recipe =
        Recipe.newBuilder()
            .setName(fields.text("name").orElse(UNNAMED))
            .setVersion("")
            .setDescription(fields.text("description").orElse(null))
            .setPool(fields.text("pool").orElse("default"))
            .setSampling(fields.object("sampling").map(this::sampling).orElseGet(this::defaults))
            .setVerification(verification.build())
            .setAllocation(allocation(fields))
            .setSeed(fields.number("seed", 0))
            .setReissueAfterMs(verification.getReissueAfterMs())
            .setMaxReissues(verification.getMaxReissues())
            .setPriority(fields.integer("priority", DEFAULT_PRIORITY))
            .setBudget(fields.object("budget").map(RecipeReader::budget).orElse(null))
            .setPaused(fields.flag("paused", false))
            .setCuration(curation(fields))
            .setRetentionMs(millis(fields, "retention", RETENTION))
            .setPublishedAt(publishedAt)
            .build();
    fields.refuseOthers();
    RecipeRules.violations(recipe).forEach(this::report);
    // A part that was reported holds a stand-in, of which the plug-ins would say what is not so.
    if (isSound("check", "verify")) {
      catalog.verification().violations(recipe.getVerification()).forEach(this::report);
    }
    if (isSound("check", "verify", "curate")) {
      recipe
          .getCuration()
          .ifPresent(
              curation ->
                  catalog
                      .curation()
                      .violations(curation, recipe.getVerification())
                      .forEach(this::report));
    }
    return recipe;
  }

  private boolean isSound(String... fields) {
    return Stream.of(fields).noneMatch(problems::concerns);
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

  private Allocation allocation(FieldReader fields) {
    fields.require(
        "allocation", "allocation: {strategy: uniform, accepted: 4, max_candidates: 64}");
    return fields
        .object("allocation")
        .map(allocation -> new AllocationReader(catalog.allocations(), options).read(allocation))
        .orElseGet(AllocationReader::none);
  }

  private @Nullable Curation curation(FieldReader fields) {
    return fields
        .object("curate")
        .map(curate -> new CurationReader(catalog.curation(), options).read(curate))
        .orElse(null);
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
    String field = written(violation.field().replaceAll(" .*", ""));
    if (!problems.concerns(field)) {
      problems.add(place(field), field, violation.message());
    }
  }

  /** Returns the name of a field in the short form of {@code verify}, if the document has that. */
  private String written(String field) {
    boolean isShort = !document.values().containsKey("verify");
    return isShort ? field.replaceFirst("^verify(\\.checks\\[0])?", "check") : field;
  }

  private Place place(String field) {
    Located at = document;
    for (String name : field.split("[.\\[\\]]+")) {
      Located child = child(at, name);
      if (child == null) {
        break;
      }
      at = child;
    }
    return at.place();
  }

  private static @Nullable Located child(Located parent, String name) {
    return switch (parent) {
      case Located.Fields fields -> fields.values().get(name);
      case Located.Items items ->
          name.matches("\\d{1,4}") && Integer.parseInt(name) < items.values().size()
              ? items.values().get(Integer.parseInt(name))
              : null;
      default -> null;
    };
  }
}
