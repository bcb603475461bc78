package dev.winnow.producers.recipe;

import dev.winnow.schemas.Curation;
import dev.winnow.schemas.CurationRule;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.OptionProblem;
import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.rules.CurationCatalog;
import dev.winnow.schemas.rules.PolicyCatalog;
import java.util.Map;
import java.util.Optional;

/** Reads {@code curate}: each policy by the settings of its kind and by its own options. */
record CurationReader(CurationCatalog catalog, OptionsReader options) {
  /** Field that names a selection policy. */
  static final String BY = "by";

  /** Field that names a pair policy. */
  static final String POLICY = "policy";

  Curation read(FieldReader curate) {
    Optional<FieldReader> selected = curate.object("selected");
    Optional<FieldReader> pairs = curate.object("pairs");
    curate.refuseOthers();
    if (selected.isEmpty() && pairs.isEmpty() && curate.isSound()) {
      curate.refuse(new OptionProblem("", "give selected, pairs or both, or leave curate out"));
    }
    Curation curation =
        new Curation(
            selected
                .flatMap(fields -> rule(fields, BY, "random", catalog.selections()))
                .orElse(null),
            pairs.flatMap(fields -> rule(fields, POLICY, "max_min", catalog.pairs())).orElse(null));
    return curation;
  }

  /** Returns the rule; empty if it had a problem, which was reported. */
  private Optional<CurationRule> rule(
      FieldReader fields, String chooser, String example, PolicyCatalog policies) {
    fields.require(chooser, chooser + ": " + example);
    Optional<String> name = fields.text(chooser);
    Optional<? extends Plugin<?>> policy = name.flatMap(policies.policies()::find);
    if (policy.isEmpty()) {
      name.ifPresent(unknown -> fields.problem(chooser, policies.policies().unknown(unknown)));
      return Optional.empty();
    }
    Map<String, String> given = options.read(fields, policies.settings());
    given.putAll(options.read(fields, policy.get().options()));
    fields.refuseOthers();
    try {
      return Optional.of(policies.complete(policy.get().name(), given));
    } catch (BadOptionsException e) {
      e.problems().forEach(fields::refuse);
      return Optional.empty();
    }
  }
}
