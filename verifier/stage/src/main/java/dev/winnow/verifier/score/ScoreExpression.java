package dev.winnow.verifier.score;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelMutableAst;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.navigation.CelNavigableMutableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A CEL expression over the scores of a candidate, such as {@code 0.7 * helpful + 0.3 * judge}, or
 * {@code score >= 1.5} (<a href="https://github.com/google/cel-spec">specification</a>).
 *
 * <p>All variables are doubles, and so is every number: an integer literal is read as a double,
 * since CEL would refuse {@code 2 * helpful}. There are no macros, so the work is bounded by the
 * length of the expression. Immutable and thread-safe.
 */
public final class ScoreExpression {
  /** Longest expression, in code points. */
  public static final int MAX_CHARS = 1_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(MAX_CHARS)
          .maxParseRecursionDepth(50)
          .enableComprehension(false)
          .build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder()
          .setOptions(OPTIONS)
          .addLibraries(CelExtensions.math())
          .build();

  private final CelRuntime.Program program;

  private ScoreExpression(String text, Set<String> variables, CelType result) {
    program = program(checked(text, variables, result));
  }

  /**
   * Returns the expression of this text, which gives a number.
   *
   * @param variables names of the scores that it may use
   * @throws BadExpressionException if it cannot be parsed, or is not a number
   */
  public static ScoreExpression ofNumber(String text, Set<String> variables) {
    return new ScoreExpression(text, variables, SimpleType.DOUBLE);
  }

  /**
   * Returns the condition of this text, which holds or does not.
   *
   * @param variables names of the scores that it may use
   * @throws BadExpressionException if it cannot be parsed, or is not a condition
   */
  public static ScoreExpression ofCondition(String text, Set<String> variables) {
    return new ScoreExpression(text, variables, SimpleType.BOOL);
  }

  /**
   * Returns the number for these scores; empty where the arithmetic gives none, as for {@link
   * #holds}.
   *
   * @param scores a value for every variable
   */
  public Optional<Double> number(Map<String, Double> scores) {
    return evaluated(scores).map(Double.class::cast);
  }

  /**
   * Returns whether the condition holds for these scores; empty if that cannot be told: a part that
   * counts is NaN or infinite, as after a division by zero, or has no value, as a number that is
   * too large for {@code int}. A comparison with such a part would be false, which would reject.
   *
   * @param scores a value for every variable
   */
  public Optional<Boolean> holds(Map<String, Double> scores) {
    return evaluated(scores).map(Boolean.class::cast);
  }

  private Optional<Object> evaluated(Map<String, Double> scores) {
    boolean[] isFinite = {true};
    try {
      Object value =
          program.trace(
              scores,
              (part, result) ->
                  isFinite[0] &= !(result instanceof Double number) || Double.isFinite(number));
      return isFinite[0] ? Optional.of(value) : Optional.empty();
    } catch (CelEvaluationException e) {
      return Optional.empty();
    }
  }

  private static CelAbstractSyntaxTree checked(String text, Set<String> variables, CelType result) {
    CelCompiler compiler = compiler(variables, result);
    CelMutableAst parsed = CelMutableAst.fromCelAst(valid(compiler.parse(text), variables));
    CelNavigableMutableAst.fromAst(parsed)
        .getRoot()
        .allNodes()
        .filter(node -> node.getKind() == ExprKind.Kind.CONSTANT)
        .toList()
        .forEach(node -> makeDouble(node.expr()));
    return valid(compiler.check(parsed.toParsedAst(true)), variables);
  }

  private static void makeDouble(CelMutableExpr constant) {
    if (constant.constant().getKind() == CelConstant.Kind.INT64_VALUE) {
      constant.setConstant(CelConstant.ofValue((double) constant.constant().int64Value()));
    }
  }

  private static CelCompiler compiler(Set<String> variables, CelType result) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .addLibraries(CelExtensions.math())
            .setResultType(result);
    variables.forEach(name -> builder.addVar(name, SimpleType.DOUBLE));
    return builder.build();
  }

  private static CelAbstractSyntaxTree valid(CelValidationResult checked, Set<String> variables) {
    try {
      return checked.getAst();
    } catch (CelValidationException e) {
      CelIssue first = e.getErrors().getFirst();
      throw new BadExpressionException(
          "column %d: %s; the scores here are %s"
              .formatted(
                  first.getSourceLocation().getColumn() + 1,
                  first.getMessage(),
                  new TreeSet<>(variables)));
    }
  }

  private static CelRuntime.Program program(CelAbstractSyntaxTree checked) {
    try {
      return RUNTIME.createProgram(checked);
    } catch (CelEvaluationException e) {
      throw new BadExpressionException(String.valueOf(e.getMessage()));
    }
  }
}
