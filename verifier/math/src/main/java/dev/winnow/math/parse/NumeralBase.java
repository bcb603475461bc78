package dev.winnow.math.parse;

import dev.winnow.math.expr.Expr;
import java.util.Locale;

/** Parses the base written as a subscript of a numeral, in digits or in words. */
final class NumeralBase {
  private NumeralBase() {}

  static Expr of(Expr written) {
    if (!(written instanceof Expr.Text text)) {
      return written;
    }
    Expr value = NumberWords.value(text.raw().toLowerCase(Locale.ROOT));
    if (value == null) {
      throw new ParseFailure("base " + text.raw());
    }
    return value;
  }
}
