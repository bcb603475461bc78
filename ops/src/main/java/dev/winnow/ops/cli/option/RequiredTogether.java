package dev.winnow.ops.cli.option;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Options that mean something only beside others. Given alone they would be ignored.
 *
 * @param options names of the options
 * @param with names of those of which one must be given too
 */
public record RequiredTogether(List<String> options, List<String> with) {
  /**
   * Requires the companions of the options that were given.
   *
   * @throws ParameterException that names the first option whose companion is missing
   */
  public static void require(CommandSpec command, List<RequiredTogether> rules) {
    ParseResult given = command.commandLine().getParseResult();
    for (RequiredTogether rule : rules) {
      if (rule.with.stream().noneMatch(given::hasMatchedOption)) {
        rule.options.stream()
            .filter(given::hasMatchedOption)
            .findFirst()
            .ifPresent(
                option -> {
                  throw new ParameterException(
                      command.commandLine(),
                      "%s: goes with %s".formatted(option, String.join(" or ", rule.with)));
                });
      }
    }
  }
}
