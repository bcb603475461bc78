package dev.winnow.verifier.optimize;

import dev.winnow.verifier.optimize.LinearProgram.Builder;
import dev.winnow.verifier.optimize.LinearProgram.Relation;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the linear part of the LP format that CPLEX, Gurobi and others write: the sections
 * objective, Subject To, Bounds, General, Binary and End, in any case, comments behind a backslash.
 * Without a bound, a variable is at least 0.
 */
final class LpFormat {
  private static final Pattern OBJECTIVE = Pattern.compile("(?i)^(min|max)(?:imi[sz]e|imum)?\\b:?");

  private static final Pattern HEADER =
      Pattern.compile(
          "(?i)^(?:(?<rows>subject to|such that|st|s\\.t\\.|st\\.)|(?<bounds>bounds?)"
              + "|(?<whole>generals?|gen|integers?|int)|(?<binary>binar(?:y|ies)|bin)|(?<end>end))"
              + "(?=$|[\\s:]):?");

  private enum Section {
    OBJECTIVE,
    ROWS,
    BOUNDS,
    WHOLE,
    BINARY,
    END
  }

  private LpFormat() {}

  /** Returns whether a text begins like this format. */
  static boolean is(String text) {
    return lines(text).findFirst().filter(line -> OBJECTIVE.matcher(line).find()).isPresent();
  }

  /**
   * Reads a program.
   *
   * @throws BadProgramException that says what cannot be read
   */
  static LinearProgram read(String text) {
    Map<Section, StringBuilder> sections = new EnumMap<>(Section.class);
    Section section = Section.OBJECTIVE;
    boolean isMaximum = false;
    boolean begun = false;
    for (String line : lines(text).toList()) {
      String rest = line;
      Matcher objective = OBJECTIVE.matcher(line);
      if (!begun && objective.find()) {
        begun = true;
        isMaximum = objective.group(1).toLowerCase(Locale.ROOT).equals("max");
        rest = line.substring(objective.end());
      } else {
        Optional<Section> header = header(line);
        section = header.orElse(section);
        rest = header.isPresent() ? withoutHeader(line) : line;
      }
      sections.computeIfAbsent(section, any -> new StringBuilder()).append(rest).append('\n');
    }
    if (!begun) {
      throw new BadProgramException("there is neither Minimize nor Maximize");
    }
    return program(isMaximum, sections);
  }

  private static Stream<String> lines(String text) {
    return text.lines()
        .map(line -> line.indexOf('\\') < 0 ? line : line.substring(0, line.indexOf('\\')))
        .map(String::strip)
        .filter(line -> !line.isEmpty());
  }

  private static Optional<Section> header(String line) {
    Matcher header = HEADER.matcher(line);
    if (!header.find()) {
      return Optional.empty();
    }
    if (header.group("rows") != null) {
      return Optional.of(Section.ROWS);
    }
    if (header.group("bounds") != null) {
      return Optional.of(Section.BOUNDS);
    }
    if (header.group("whole") != null) {
      return Optional.of(Section.WHOLE);
    }
    return Optional.of(header.group("binary") != null ? Section.BINARY : Section.END);
  }

  private static String withoutHeader(String line) {
    Matcher header = HEADER.matcher(line);
    return header.find() ? line.substring(header.end()) : line;
  }

  private static LinearProgram program(boolean isMaximum, Map<Section, StringBuilder> sections) {
    Builder builder = new Builder(isMaximum);
    LpTokens objective = tokens(sections, Section.OBJECTIVE);
    objective.skipLabel();
    LpTokens.Sum sum = objective.sum();
    if (objective.hasNext()) {
      throw new BadProgramException("the objective has a relation");
    }
    builder.objective(sum.terms(), sum.constant());
    for (LpTokens rows = tokens(sections, Section.ROWS); rows.hasNext(); ) {
      row(rows, builder);
    }
    for (LpTokens bounds = tokens(sections, Section.BOUNDS); bounds.hasNext(); ) {
      bound(bounds, builder);
    }
    for (LpTokens names = tokens(sections, Section.WHOLE); names.hasNext(); ) {
      builder.whole(name(names));
    }
    for (LpTokens names = tokens(sections, Section.BINARY); names.hasNext(); ) {
      String name = name(names);
      builder.bounds(name, 0, 1).whole(name);
    }
    return builder.build();
  }

  private static LpTokens tokens(Map<Section, StringBuilder> sections, Section section) {
    StringBuilder text = sections.get(section);
    return new LpTokens(text == null ? "" : text.toString());
  }

  private static void row(LpTokens tokens, Builder builder) {
    tokens.skipLabel();
    LpTokens.Sum sum = tokens.sum();
    Relation relation =
        tokens
            .relation()
            .orElseThrow(() -> new BadProgramException("a constraint has no relation"));
    double value =
        tokens
            .number()
            .orElseThrow(
                () -> new BadProgramException("the right side of a constraint is no number"));
    builder.row(sum.terms(), relation, value - sum.constant());
  }

  private static void bound(LpTokens tokens, Builder builder) {
    Optional<Double> first = tokens.number();
    if (first.isPresent()) {
      Relation relation = relation(tokens);
      String name = name(tokens);
      apply(builder, name, mirrored(relation), first.get());
      Optional<Relation> second = tokens.relation();
      if (second.isPresent()) {
        apply(builder, name, second.get(), value(tokens));
      }
      return;
    }
    String name = name(tokens);
    Optional<Relation> relation = tokens.relation();
    if (relation.isPresent()) {
      apply(builder, name, relation.get(), value(tokens));
    } else if (tokens.name().filter(word -> word.equalsIgnoreCase("free")).isPresent()) {
      builder.bounds(name, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    } else {
      throw new BadProgramException("a bound of '%s' cannot be read".formatted(name));
    }
  }

  private static void apply(Builder builder, String name, Relation relation, double value) {
    switch (relation) {
      case AT_MOST -> builder.upper(name, value);
      case AT_LEAST -> builder.lower(name, value);
      case EQUAL -> builder.bounds(name, value, value);
    }
  }

  private static Relation mirrored(Relation relation) {
    return switch (relation) {
      case AT_MOST -> Relation.AT_LEAST;
      case AT_LEAST -> Relation.AT_MOST;
      case EQUAL -> Relation.EQUAL;
    };
  }

  private static Relation relation(LpTokens tokens) {
    return tokens.relation().orElseThrow(() -> new BadProgramException("a bound has no relation"));
  }

  private static double value(LpTokens tokens) {
    return tokens.number().orElseThrow(() -> new BadProgramException("a bound has no number"));
  }

  private static String name(LpTokens tokens) {
    return tokens.name().orElseThrow(() -> new BadProgramException("want the name of a variable"));
  }
}
