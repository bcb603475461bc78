package dev.winnow.schemas.rules;

import dev.winnow.schemas.CurationRule;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.OptionInfo;
import dev.winnow.schemas.plugin.OptionProblem;
import dev.winnow.schemas.plugin.OptionSchema;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.plugin.PluginCatalog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The policies of one kind that are installed, with the settings that all of them have. A recipe
 * writes settings and options side by side. Thread-safe; bounded on hostile input.
 *
 * @param policies by name
 * @param settings record of the settings of every policy
 */
public record PolicyCatalog(
    PluginCatalog<? extends Plugin<?>> policies, Class<? extends Record> settings) {
  /**
   * Returns the rule with every setting and option that has a value, defaults included.
   *
   * @param given settings and options of the policy
   * @throws BadOptionsException if there is no such policy, or it refuses what is given
   */
  public CurationRule complete(String policy, Map<String, String> given) {
    Class<? extends Record> options = policies.require(policy).options();
    Map<String, String> ofSettings = new HashMap<>(given);
    ofSettings.keySet().retainAll(names(settings));
    Map<String, String> ofOptions = new HashMap<>(given);
    ofOptions.keySet().removeAll(names(settings));
    return new CurationRule(
        policy,
        Options.write(Options.bind(settings, ofSettings)),
        Options.write(Options.bind(options, ofOptions)));
  }

  /**
   * Returns everything that is wrong with a rule of a recipe.
   *
   * @param field path of the rule in the recipe
   */
  public List<Violation> violations(String field, CurationRule rule) {
    if (policies.find(rule.getPolicy()).isEmpty()) {
      return List.of(new Violation(field, policies.unknown(rule.getPolicy())));
    }
    Map<String, String> given = new HashMap<>(rule.getSettings());
    given.putAll(rule.getOptions());
    try {
      CurationRule unused = complete(rule.getPolicy(), given);
      return List.of();
    } catch (BadOptionsException e) {
      return e.problems().stream().map(problem -> violation(field, problem)).toList();
    }
  }

  private static Violation violation(String field, OptionProblem problem) {
    return new Violation(
        problem.option().isEmpty() ? field : field + "." + problem.option(), problem.message());
  }

  private static Set<String> names(Class<? extends Record> options) {
    return OptionSchema.of(options).stream().map(OptionInfo::name).collect(Collectors.toSet());
  }
}
