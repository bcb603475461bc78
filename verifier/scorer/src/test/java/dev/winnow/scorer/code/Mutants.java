package dev.winnow.scorer.code;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes one place of a Python program, as a programmer's slip would. */
final class Mutants {
  private static final List<String[]> RULES =
      List.of(
          new String[] {" \\+ ", " - "},
          new String[] {" - ", " + "},
          new String[] {" \\* ", " + "},
          new String[] {" // ", " * "},
          new String[] {" % ", " // "},
          new String[] {" == ", " != "},
          new String[] {" != ", " == "},
          new String[] {" < ", " <= "},
          new String[] {" > ", " >= "},
          new String[] {" <= ", " < "},
          new String[] {" >= ", " > "},
          new String[] {" and ", " or "},
          new String[] {" or ", " and "},
          new String[] {"\\bnot ", ""},
          new String[] {"\\bTrue\\b", "False"},
          new String[] {"\\bFalse\\b", "True"},
          new String[] {"\\b0\\b", "1"},
          new String[] {"\\b1\\b", "2"},
          new String[] {"\\b2\\b", "3"},
          new String[] {"\\breturn .*", "return None"},
          new String[] {"\\breturn .*", "return []"},
          new String[] {"\\breturn .*", "return 0"},
          new String[] {"sorted\\(", "list("},
          new String[] {"\\bmin\\(", "max("},
          new String[] {"\\bmax\\(", "min("});

  private Mutants() {}

  /** Every program that differs from this one in one place. */
  static List<String> of(String program) {
    List<String> mutants = new ArrayList<>();
    for (String[] rule : RULES) {
      Matcher place = Pattern.compile(rule[0]).matcher(program);
      while (place.find()) {
        mutants.add(program.substring(0, place.start()) + rule[1] + program.substring(place.end()));
      }
    }
    return mutants.stream().filter(mutant -> !mutant.equals(program)).distinct().toList();
  }
}
