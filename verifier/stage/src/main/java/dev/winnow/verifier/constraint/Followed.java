package dev.winnow.verifier.constraint;

import dev.winnow.verifier.check.MeteredText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which instructions a response follows.
 *
 * @param all number of instructions
 * @param broken ids of those that it does not follow
 * @param unknown number of those that could not be decided within the bounds
 */
record Followed(int all, List<String> broken, int unknown) {
  private static final int MAX_SHOWN = 300;

  Followed {
    broken = List.copyOf(broken);
  }

  static Followed by(String response, List<Instruction> instructions, ConstraintReading reading) {
    List<String> texts =
        reading.of(response).stream().distinct().filter(text -> !PythonText.isBlank(text)).toList();
    ConstraintWork work = new ConstraintWork();
    List<String> broken = new ArrayList<>();
    int unknown = 0;
    for (Instruction instruction : instructions) {
      try {
        if (texts.stream().noneMatch(text -> instruction.constraint().holds(text, work))) {
          broken.add(instruction.id());
        }
      } catch (MeteredText.ExhaustedException e) {
        unknown++;
      }
    }
    return new Followed(instructions.size(), broken, unknown);
  }

  /** Returns the share of followed instructions where all undecided ones are broken. */
  double least() {
    return (double) (all - broken.size() - unknown) / all;
  }

  /** Returns the share of followed instructions where all undecided ones are followed. */
  double most() {
    return (double) (all - broken.size()) / all;
  }

  /** Returns this for people: {@code 2 of 3; not: startend:quotation}. */
  String shown() {
    String counted = "%d of %d".formatted(all - broken.size() - unknown, all);
    String text =
        broken.isEmpty()
            ? counted
            : counted + broken.stream().collect(Collectors.joining(", ", "; not: ", ""));
    return text.substring(0, Math.min(text.length(), MAX_SHOWN));
  }
}
