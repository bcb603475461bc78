package dev.winnow.schemas.rules;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.Scorer;
import dev.winnow.schemas.Verification;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Limits of a recipe's verification, whatever checks and scorers are installed. Each sampling
 * request and each candidate repeats it, so a large one would make records that exceed the topics'
 * limit.
 */
public final class VerificationRules {
  /** Maximum number of checks, and of scorers. */
  public static final int MAX_PARTS = 16;

  /** Name of the combined score in expressions; no scorer may have it. */
  public static final String SCORE = "score";

  private static final int MAX_SCORES = 64;

  /** Words of CEL, which no name in an expression can be (its specification, "Syntax"). */
  private static final Set<String> RESERVED =
      Set.of(
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while");

  private static final int MAX_CHARS = 128 << 10;
  private static final int MAX_EXPRESSION_CHARS = 1_000;
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,49}");

  private VerificationRules() {}

  static void check(Verification verification, List<Violation> found) {
    List<Check> checks = verification.getChecks();
    List<Scorer> scorers = verification.getScorers();
    if (checks.isEmpty() && scorers.isEmpty()) {
      found.add(new Violation("verify", "give at least one check or scorer"));
    }
    if (checks.size() > MAX_PARTS || scorers.size() > MAX_PARTS) {
      found.add(
          new Violation(
              "verify",
              "give at most %d checks and %d scorers, not %d and %d"
                  .formatted(MAX_PARTS, MAX_PARTS, checks.size(), scorers.size())));
      return;
    }
    for (int i = 0; i < checks.size(); i++) {
      CheckRules.check("verify.checks[" + i + "]", checks.get(i), found);
    }
    checkScorers(scorers, found);
    verification
        .getMaxPolicyAge()
        .filter(age -> age < 0)
        .ifPresent(
            age -> found.add(new Violation("max_policy_age", "want at least 0, not " + age)));
    checkLength("verify.score", verification.getScore().orElse(""), found);
    checkLength("verify.accept", verification.getAccept().orElse(""), found);
    if (!isBounded(verification)) {
      found.add(
          new Violation(
              "verify",
              "checks and scorers may have at most %d characters together".formatted(MAX_CHARS)));
    }
  }

  /** Returns whether a verification is short enough to be compiled, and to be kept in memory. */
  public static boolean isBounded(Verification verification) {
    long chars =
        verification.getScore().orElse("").length() + verification.getAccept().orElse("").length();
    for (Check check : verification.getChecks()) {
      chars += CheckRules.chars(check);
    }
    for (Scorer scorer : verification.getScorers()) {
      chars += scorer.getName().length() + scorer.getType().length() + scorer.getPool().length();
      chars += OptionBounds.chars(scorer.getOptions());
      chars += scorer.getScores().stream().mapToLong(String::length).sum();
    }
    return chars <= MAX_CHARS
        && verification.getChecks().size() <= MAX_PARTS
        && verification.getScorers().size() <= MAX_PARTS;
  }

  private static void checkScorers(List<Scorer> scorers, List<Violation> found) {
    Set<String> scorerNames = new HashSet<>();
    Set<String> scoreNames = new HashSet<>();
    for (int i = 0; i < scorers.size(); i++) {
      Scorer scorer = scorers.get(i);
      String field = "verify.scorers[" + i + "]";
      boolean isNamed = checkName(field + ".name", scorer.getName(), scorerNames, found);
      Names.checkName(field + ".type", scorer.getType(), found);
      Names.checkName(field + ".pool", scorer.getPool(), found);
      OptionBounds.checkNumber(field, scorer.getOptions(), found);
      if (scorer.getScores().isEmpty() || scorer.getScores().size() > MAX_SCORES) {
        found.add(new Violation(field, "want 1 to %d scores".formatted(MAX_SCORES)));
      } else {
        scorer.getScores().stream()
            .filter(name -> isNamed || !name.equals(scorer.getName())) // It was reported as a name.
            .forEach(name -> checkName(field + ".scores", name, scoreNames, found));
      }
    }
  }

  /** Reports a wrong name; returns whether it is right. */
  private static boolean checkName(
      String field, String name, Set<String> taken, List<Violation> found) {
    if (RESERVED.contains(name)) {
      found.add(new Violation(field, "'%s' is a word of expressions; use another".formatted(name)));
      return false;
    }
    if (!NAME.matcher(name).matches() || name.equals(SCORE)) {
      found.add(
          new Violation(
              field,
              "use a letter or '_', then at most 49 letters, digits and '_'; 'score' is taken"));
      return false;
    }
    boolean isNew = taken.add(name);
    if (!isNew) {
      found.add(new Violation(field, "'%s' is there already".formatted(name)));
    }
    return isNew;
  }

  private static void checkLength(String field, String expression, List<Violation> found) {
    if (expression.length() > MAX_EXPRESSION_CHARS) {
      found.add(
          new Violation(
              field,
              "want at most %d characters, not %d"
                  .formatted(MAX_EXPRESSION_CHARS, expression.length())));
    }
  }
}
