package dev.winnow.producers.recipe;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Scorer;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.rules.ScorerCatalog;
import dev.winnow.schemas.rules.ScorerType;
import dev.winnow.schemas.rules.VerificationCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code verify}, or {@code check}, which is its short form for one check alone. */
final class VerificationReader {
  /** Stands in for a name that was reported. */
  private static final String UNNAMED = "unnamed";

  private final ScorerCatalog catalog;
  private final OptionsReader options;
  private final CheckReader checks;

  VerificationReader(VerificationCatalog catalog, OptionsReader options) {
    this.catalog = catalog.scorers();
    this.options = options;
    this.checks = new CheckReader(catalog, options);
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
    return of(List.of(checks.read(fields)), acceptIdentical);
  }

  private Verification.Builder ofVerify(FieldReader fields) {
    List<Check> all = fields.objects("checks").stream().map(checks::read).toList();
    List<Scorer> scorers = new ArrayList<>();
    for (FieldReader scorer : fields.objects("scorers")) {
      scorer(scorer).ifPresent(scorers::add);
    }
    Verification.Builder verification =
        of(all, acceptsIdentical(fields))
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
    Map<String, String> given = options.read(fields, known.get().options());
    fields.refuseOthers();
    try {
      return Optional.of(
          catalog.complete(
              name.orElse(UNNAMED), known.get().name(), pool.orElse(UNNAMED), always, given));
    } catch (BadOptionsException e) {
      e.problems().forEach(fields::refuse);
      return Optional.empty();
    }
  }
}
