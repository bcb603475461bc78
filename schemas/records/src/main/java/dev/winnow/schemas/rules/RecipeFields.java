package dev.winnow.schemas.rules;

import dev.winnow.schemas.plugin.OptionInfo;
import dev.winnow.schemas.plugin.OptionSchema;
import java.util.HashSet;
import java.util.Set;

/**
 * The fields that a recipe writes beside the options of a plug-in. No option may have such a name:
 * the reader of recipes would take its value for the field.
 */
public final class RecipeFields {
  /** Beside the options of a check; {@code identical} in the short form of {@code verify}. */
  public static final Set<String> CHECK = Set.of("type", "references", "reasoning", "identical");

  /** Beside the options of a scorer. */
  public static final Set<String> SCORER = Set.of("name", "type", "pool", "when");

  /** Beside the options of an allocation strategy. */
  public static final Set<String> ALLOCATION = Set.of("strategy");

  private RecipeFields() {}

  /**
   * Returns the fields beside the options of a policy.
   *
   * @param chooser field that names the policy
   * @param settings record of the settings that every policy of the kind has
   */
  public static Set<String> ofPolicy(String chooser, Class<? extends Record> settings) {
    Set<String> fields = new HashSet<>(Set.of(chooser));
    OptionSchema.of(settings).stream().map(OptionInfo::name).forEach(fields::add);
    return Set.copyOf(fields);
  }
}
