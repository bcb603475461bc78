package dev.winnow.ops.cli.operate;

import dev.winnow.ops.deadletters.DeadLetterFilter;
import dev.winnow.ops.deadletters.StoredDeadLetter;
import dev.winnow.schemas.text.Durations;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which dead letters a command is about. */
final class DeadLetterOptions {
  @Option(
      names = "--stage",
      paramLabel = "NAME",
      description = "Only of this stage; may be repeated.")
  private Set<String> stages = Set.of();

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "Only records of this topic; may be repeated.")
  private Set<String> topics = Set.of();

  @Option(
      names = "--reason",
      paramLabel = "CODE",
      description = "Only with this reason code; may be repeated.")
  private Set<String> reasons = Set.of();

  @Option(
      names = "--within",
      paramLabel = "TIME",
      description = "Only of the last time, such as 30m or 2d.")
  private @Nullable String within;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Returns the filter of these options, and of letters by their ids; no ids mean all letters. */
  DeadLetterFilter filter(List<String> ids, Instant now) {
    try {
      return new DeadLetterFilter(
          ids.stream().map(StoredDeadLetter.Id::parse).collect(Collectors.toSet()),
          stages,
          topics,
          reasons,
          Optional.ofNullable(within).map(text -> since(text, now)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static Instant since(String text, Instant now) {
    return Durations.parse(text)
        .map(now::minus)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--within '%s' is no duration; want one such as 30m or 2d".formatted(text)));
  }
}
