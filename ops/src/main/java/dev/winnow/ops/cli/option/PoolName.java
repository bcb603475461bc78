package dev.winnow.ops.cli.option;

import dev.winnow.schemas.rules.RecipeRules;
import dev.winnow.schemas.rules.Violation;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option that names a pool; a name that no recipe may have is a wrong argument. */
public final class PoolName implements ITypeConverter<String> {
  @Override
  public String convert(String text) {
    List<Violation> violations = RecipeRules.poolViolations(text);
    if (violations.isEmpty()) {
      return text;
    }
    throw new TypeConversionException(violations.getFirst().message());
  }
}
