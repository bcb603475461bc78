package dev.winnow.producers.recipe;

import dev.winnow.producers.json.Json;
import dev.winnow.schemas.Check;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Scorer;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.OptionInfo;
import dev.winnow.schemas.plugin.OptionSchema;
import dev.winnow.schemas.rules.ScorerCatalog;
import dev.winnow.schemas.rules.ScorerType;
import dev.winnow.schemas.text.UnreadableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code verify}, or {@code check}, which is its short form for one check alone. */
final class VerificationReader {
  /** Stands in for a name that was reported. */
  private static final String UNNAMED = "unnamed";

  private final ScorerCatalog catalog;
  private final RecipeTextFiles files;

  VerificationReader(ScorerCatalog catalog, RecipeTextFiles files) {
    this.catalog = catalog;
    this.files = files;
  }

  Verification.Builder read(FieldReader document) {
    Optional<FieldReader> full = document.object("verify");
    if (full.isEmpty()) {
      document.require("check", "check: {type: math}");
      return document.object("check").map(this::ofCheck).orElseGet(VerificationReader::none);
    }
    if (document.object("check").isPresent()) {
      document.problem("check", "give 'check' or 'verify', not both");
    }
    return ofVerify(full.get());
  }

  /** Returns a legal verification, so that the rules can be asked about all other fields. */
  private static Verification.Builder none() {
    return of(List.of(RecordFactory.check(UNNAMED, Map.of())), false);
  }

  private Verification.Builder ofCheck(FieldReader fields) {
    boolean acceptIdentical = acceptsIdentical(fields);
    return of(List.of(CheckReader.read(fields)), acceptIdentical);
  }

  private Verification.Builder ofVerify(FieldReader fields) {
    List<Check> checks = fields.objects("checks").stream().map(CheckReader::read).toList();
    List<Scorer> scorers = new ArrayList<>();
    for (FieldReader scorer : fields.objects("scorers")) {
      scorer(scorer).ifPresent(scorers::add);
    }
    Verification.Builder verification =
        of(checks, acceptsIdentical(fields))
            .setScorers(scorers)
            .setScore(fields.text("score").orElse(null))
            .setAccept(fields.text("accept").or(() -> catalog.acceptance(scorers)).orElse(null));
    fields.refuseOthers();
    return verification;
  }

  private static Verification.Builder of(List<Check> checks, boolean acceptIdentical) {
    return Verification.newBuilder().setChecks(checks).setAcceptIdentical(acceptIdentical);
  }

  private static boolean acceptsIdentical(FieldReader fields) {
    return fields.isSecond("identical", "once", "accept");
  }

  /** Returns the scorer; empty if it had a problem, which was reported. */
  private Optional<Scorer> scorer(FieldReader fields) {
    fields.require("name", "name: helpful");
    fields.require("type", "type: reward");
    fields.require("pool", "pool: rm");
    boolean always = fields.isSecond("when", "accepted", "always");
    Optional<String> name = fields.text("name");
    Optional<String> pool = fields.text("pool");
    Optional<String> type = fields.text("type");
    Optional<? extends ScorerType<?>> known = type.flatMap(catalog.types()::find);
    if (known.isEmpty()) {
      type.ifPresent(unknown -> fields.problem("type", catalog.types().unknown(unknown)));
      return Optional.empty();
    }
    Map<String, String> options = options(fields, known.get());
    fields.refuseOthers();
    try {
      return Optional.of(
          catalog.complete(
              name.orElse(UNNAMED), known.get().name(), pool.orElse(UNNAMED), always, options));
    } catch (BadOptionsException e) {
      e.problems().forEach(fields::refuse);
      return Optional.empty();
    }
  }

  private Map<String, String> options(FieldReader fields, ScorerType<?> type) {
    Map<String, String> options = new HashMap<>();
    for (OptionInfo option : OptionSchema.of(type.options())) {
      fields.requireIfNeeded(option);
      Optional<String> value = fields.option(option);
      Optional<String> fromFile = option.isFromFile() ? fromFile(fields, option) : Optional.empty();
      if (value.isPresent() && fromFile.isPresent()) {
        fields.problem(
            option.fileField(),
            "give '%s' or '%s', not both".formatted(option.name(), option.fileField()));
      }
      value.or(() -> fromFile).ifPresent(text -> options.put(option.name(), text));
    }
    return options;
  }

  private Optional<String> fromFile(FieldReader fields, OptionInfo option) {
    return fields.text(option.fileField()).flatMap(name -> fromFile(fields, option, name));
  }

  private Optional<String> fromFile(FieldReader fields, OptionInfo option, String name) {
    try {
      return Optional.of(files.read(name));
    } catch (UnreadableException e) {
      fields.problem(option.fileField(), Json.printable(String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }
}
