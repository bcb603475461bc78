package dev.winnow.curator.recipe;

import dev.winnow.curator.pair.PairPlugin;
import dev.winnow.curator.pair.PairSettings;
import dev.winnow.curator.select.SelectionPlugin;
import dev.winnow.curator.select.SelectionSettings;
import dev.winnow.schemas.Curation;
import dev.winnow.schemas.CurationRule;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.schemas.rules.CurationCatalog;
import dev.winnow.schemas.rules.PolicyCatalog;
import dev.winnow.schemas.rules.Violation;
import java.util.ArrayList;
import java.util.List;

/** The selection and pair policies on the class path. Immutable and thread-safe. */
public final class InstalledCuration implements CurationCatalog {
  private static final String SELECTED = "curate.selected";
  private static final String PAIRS = "curate.pairs";
  private static final String NO_SCORE =
      "orders by score, and the recipe has none: add a scorer under verify.scorers, and with"
          + " several scores an expression under verify.score";

  private final PolicyCatalog selections =
      new PolicyCatalog(InstalledPolicies.SELECTIONS, SelectionSettings.class);
  private final PolicyCatalog pairs =
      new PolicyCatalog(InstalledPolicies.PAIRS, PairSettings.class);

  /** Loads the policies now: a bad plug-in ends a process, and not the stream at a record. */
  public static void load() {
    InstalledPolicies.SELECTIONS.load();
    InstalledPolicies.PAIRS.load();
  }

  @Override
  public PolicyCatalog selections() {
    return selections;
  }

  @Override
  public PolicyCatalog pairs() {
    return pairs;
  }

  @Override
  public List<Violation> violations(Curation curation, Verification verification) {
    List<Violation> found = new ArrayList<>();
    curation.getSelected().ifPresent(rule -> found.addAll(selections.violations(SELECTED, rule)));
    curation.getPairs().ifPresent(rule -> found.addAll(pairs.violations(PAIRS, rule)));
    if (found.isEmpty()) {
      curation.getSelected().ifPresent(rule -> compile(SELECTED, new Curation(rule, null), found));
      curation.getPairs().ifPresent(rule -> compile(PAIRS, new Curation(null, rule), found));
    }
    if (found.isEmpty() && !hasScore(verification)) {
      curation
          .getSelected()
          .filter(InstalledCuration::selectionNeedsScores)
          .ifPresent(rule -> found.add(new Violation(SELECTED + ".by", noScore(rule))));
      curation
          .getPairs()
          .filter(InstalledCuration::pairsNeedScores)
          .ifPresent(rule -> found.add(new Violation(PAIRS, noScore(rule))));
    }
    return found;
  }

  /** A policy that cannot be created is refused before prompts depend on it. */
  private static void compile(String field, Curation curation, List<Violation> found) {
    try {
      CompiledCuration unused = CompiledCuration.compile(curation);
    } catch (BadOptionsException e) {
      found.add(new Violation(field, String.valueOf(e.getMessage())));
    }
  }

  private static String noScore(CurationRule rule) {
    return "'%s' with these settings %s".formatted(rule.getPolicy(), NO_SCORE);
  }

  private static boolean selectionNeedsScores(CurationRule rule) {
    return InstalledPolicies.SELECTIONS
        .find(rule.getPolicy())
        .map(SelectionPlugin::needsScores)
        .orElse(false);
  }

  private static boolean pairsNeedScores(CurationRule rule) {
    return InstalledPolicies.PAIRS.find(rule.getPolicy()).map(PairPlugin::needsScores).orElse(false)
        || Options.bind(PairSettings.class, rule.getSettings()).needsScores();
  }

  /** Rows have a score if there is an expression for it, or exactly one score. */
  private static boolean hasScore(Verification verification) {
    return verification.getScore().isPresent()
        || verification.getScorers().stream().mapToInt(scorer -> scorer.getScores().size()).sum()
            == 1;
  }
}
