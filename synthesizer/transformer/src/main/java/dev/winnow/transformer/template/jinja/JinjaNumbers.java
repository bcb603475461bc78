package dev.winnow.transformer.template.jinja;

import dev.winnow.transformer.template.jinja.TemplateToken.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Python's numbers: bounded integers of arbitrary precision, and floats. */
final class JinjaNumbers {
  private static final int MAX_DIGITS = 4_300;
  private static final int MAX_BITS = 16_000;

  private JinjaNumbers() {}

  static Object literal(TemplateToken token) {
    String digits = token.text();
    if (token.kind() == Kind.FLOAT) {
      return Double.parseDouble(digits);
    }
    try {
      String head =
          digits.length() > 2 ? digits.substring(0, 2).toLowerCase(java.util.Locale.ROOT) : "";
      return switch (head) {
        case "0x" -> whole(new BigInteger(digits.substring(2), 16));
        case "0o" -> whole(new BigInteger(digits.substring(2), 8));
        case "0b" -> whole(new BigInteger(digits.substring(2), 2));
        default -> parse(digits);
      };
    } catch (NumberFormatException e) {
      throw new TemplateException("'" + digits + "' is not a number", token.line());
    }
  }

  /** Parses an integer in decimal digits. */
  static Object parse(String digits) {
    if (digits.length() > MAX_DIGITS) {
      throw new TemplateException("the number has more than " + MAX_DIGITS + " digits");
    }
    return whole(new BigInteger(digits));
  }

  static Object whole(BigInteger value) {
    if (value.bitLength() > MAX_BITS) {
      throw new TemplateException("the number is too large");
    }
    return value.bitLength() < 64 ? (Object) value.longValue() : value;
  }

  static boolean isWhole(Object value) {
    return value instanceof Long || value instanceof BigInteger || value instanceof Boolean;
  }

  static boolean isNumber(Object value) {
    return isWhole(value) || value instanceof Double;
  }

  static BigInteger big(Object value) {
    return switch (value) {
      case Boolean b -> b ? BigInteger.ONE : BigInteger.ZERO;
      case Long l -> BigInteger.valueOf(l);
      case BigInteger b -> b;
      default -> throw new TemplateException(Types.name(value) + " is not a whole number");
    };
  }

  static double real(Object value) {
    return value instanceof Double d ? d : big(value).doubleValue();
  }

  static int compare(Object left, Object right) {
    return left instanceof Double || right instanceof Double
        ? Double.compare(real(left) + 0.0, real(right) + 0.0)
        : big(left).compareTo(big(right));
  }

  /** Returns Python's {@code repr} of a float: the shortest digits that parse to the same value. */
  static String text(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    BigDecimal decimal = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
    String sign = value < 0 || 1 / value < 0 ? "-" : "";
    if (value == 0) {
      return sign + "0.0";
    }
    String digits = decimal.unscaledValue().toString();
    int exponent = digits.length() - decimal.scale() - 1;
    if (exponent < -4 || exponent >= 16) {
      String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
      return "%s%s%se%s%02d"
          .formatted(
              sign, digits.charAt(0), fraction, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
    String plain = decimal.toPlainString();
    return sign + (plain.contains(".") ? plain : plain + ".0");
  }
}
