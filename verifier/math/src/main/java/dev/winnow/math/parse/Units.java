package dev.winnow.math.parse;

import dev.winnow.math.expr.Rational;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Canonical spellings of units of measure and currencies. */
public final class Units {
  private static final Map<String, String> CANONICAL = new HashMap<>();

  /** The canonical names. */
  private static final Set<String> NAMES = new HashSet<>();

  static {
    add("%", "percent", "pct", "percentage", "percents");
    add("degree", "degrees", "deg");
    add("dollar", "dollars", "usd", "bucks");
    add("cent", "cents");
    add("euro", "euros", "eur");
    add("pound", "pounds", "lb", "lbs");
    add("yuan", "rmb");
    add("mm", "millimeter", "millimeters", "millimetre", "millimetres");
    add("cm", "centimeter", "centimeters", "centimetre", "centimetres");
    add("meter", "m", "meters", "metre", "metres", "m");
    add("km", "kilometer", "kilometers", "kilometre", "kilometres");
    add("inch", "inches");
    add("foot", "feet", "ft");
    add("yard", "yards", "yd", "yds");
    add("mile", "miles", "mi");
    add("mg", "milligram", "milligrams");
    add("gram", "g", "grams", "gm", "g");
    add("kg", "kilogram", "kilograms", "kgs");
    add("ounce", "ounces", "oz");
    add("ton", "tons", "tonne", "tonnes");
    add("ml", "milliliter", "milliliters");
    add("liter", "l", "liters", "litre", "litres", "l");
    add("gallon", "gallons", "gal");
    add("second", "s", "seconds", "sec", "secs", "s");
    add("minute", "minutes", "mins", "min");
    add("hour", "h", "hours", "hr", "hrs");
    add("day", "days");
    add("week", "weeks");
    add("month", "months");
    add("year", "years", "yr", "yrs");
    add("mile/hour", "mph");
    add("km/hour", "kph", "kmh", "kmph");
    add("celsius", "degrees celsius", "degree celsius", "centigrade", "degrees centigrade");
    add("fahrenheit", "degrees fahrenheit", "degree fahrenheit");
    add("kelvin", "kelvins");
    add("sterling", "pounds sterling", "pound sterling", "gbp");
    add("yen or yuan");
    add("ruble", "rubles", "rouble", "roubles");
    add("franc", "francs", "chf");
    add("joule", "joules");
    add("kilojoule", "kilojoules");
    add("watt", "watts");
    add("kilowatt", "kilowatts");
    add("volt", "volts");
    add("ampere", "amperes", "amps");
    add("ohm", "ohms");
    add("hertz");
    add("kilohertz");
    add("megahertz");
    add("byte", "bytes");
    add("kilobyte", "kilobytes");
    add("megabyte", "megabytes");
    add("gigabyte", "gigabytes");
    add("calorie", "calories");
    add("kilocalorie", "kilocalories");
    add("nanometer", "nanometers");
    add("microgram", "micrograms");
    add("radian", "radians", "rad");
    add("unit", "units");
    add("kwh", "kilowatt-hour", "kilowatt-hours");
    add("newton", "newtons");
    add("acre", "acres");
    add("hectare", "hectares", "ha");
    add("carat", "carats");
    add("pint", "pints");
    add("quart", "quarts");
    add("rupee", "rupees", "rs", "rs.");
    add("peso", "pesos");
    add("yen", "\u5186");
    add("dime", "dimes");
    add("nickel", "nickels");
    add("penny", "pennies");
    for (String dollars :
        List.of("c$", "ca$", "a$", "au$", "nz$", "hk$", "s$", "nt$", "mx$", "r$")) {
      add(dollars);
    }
    add("am", "a.m.", "a.m", "a. m.");
    add("pm", "p.m.", "p.m", "p. m.");
  }

  /** Counting words of Chinese, Japanese and Korean, and their names of units. */
  static {
    add("unit", "\u4e2a", "\u500b", "\u4eba", "\u672c", "\uac1c", "\uba85", "\u679a", "\u6761");
    add("unit", "\u53ea", "\u4f4d", "\u5f20", "\u5757", "\u9897", "\u68f5", "\u79cd", "\u6b21");
    add("unit", "\u540d", "\u5339", "\u5934", "\u8f86", "\u95f4", "\u652f", "\u7247", "\uad8c");
    add("unit", "\ub9c8\ub9ac", "\ubc88", "\u901a\u308a", "\u518c", "\u6735");
    add("yuan", "\u5143", "\u4eba\u6c11\u5e01", "\u5757\u94b1");
    add("won", "\uc6d0");
    add("degree", "\u5ea6");
    add("mm", "\u6beb\u7c73");
    add("cm", "\u5398\u7c73", "\u516c\u5206");
    add("cm^2", "\u5e73\u65b9\u5398\u7c73");
    add("cm^3", "\u7acb\u65b9\u5398\u7c73");
    add("meter", "\u7c73", "\ubbf8\ud130");
    add("meter^2", "\u5e73\u65b9\u7c73", "\u5e73\u7c73");
    add("meter^3", "\u7acb\u65b9\u7c73");
    add("km", "\u5343\u7c73", "\u516c\u91cc");
    add("gram", "\u514b");
    add("kg", "\u5343\u514b", "\u516c\u65a4");
    add("ton", "\u5428");
    add("liter", "\u5347");
    add("ml", "\u6beb\u5347");
    add("second", "\u79d2");
    add("minute", "\u5206", "\u5206\u949f", "\u5206\u9418", "\u5206\u9593");
    add("hour", "\u5c0f\u65f6", "\u5c0f\u6642", "\u6642\u9593", "\uc2dc\uac04");
    add("day", "\u5929", "\u65e5");
    add("week", "\u5468", "\u661f\u671f", "\u9031");
    add("month", "\u4e2a\u6708", "\u6708");
    add("year", "\u5e74", "\u5c81");
  }

  private record Measure(String dimension, Rational size) {}

  private static final Map<String, Measure> MEASURES = new HashMap<>();

  static {
    measure("time", "second", 1, "minute", 60, "hour", 3600, "day", 86_400, "week", 604_800);
    // Lengths are counted in tenths of a millimetre.
    measure("length", "mm", 10, "cm", 100, "meter", 10_000, "km", 10_000_000);
    measure("length", "inch", 254, "foot", 3_048, "yard", 9_144, "mile", 16_093_440);
    measure("imperial mass", "ounce", 1, "pound", 16);
    measure("metric mass", "mg", 1, "gram", 1000, "kg", 1_000_000);
    measure("money", "cent", 1, "dollar", 100);
    measure("volume", "ml", 1, "liter", 1000);
  }

  private Units() {}

  private static void measure(String dimension, Object... units) {
    for (int i = 0; i < units.length; i += 2) {
      MEASURES.put((String) units[i], new Measure(dimension, Rational.of((Integer) units[i + 1])));
    }
  }

  /**
   * Returns how many of the second unit make one of the first, or null if they measure different
   * things.
   */
  public static @Nullable Rational factor(String from, String to) {
    String[] a = from.split("/", -1);
    String[] b = to.split("/", -1);
    Rational factor = a.length == b.length ? single(a[0], b[0]) : null;
    for (int i = 1; factor != null && i < a.length; i++) {
      Rational divisor = single(a[i], b[i]);
      factor = divisor == null ? null : factor.times(divisor.inverse());
    }
    return factor;
  }

  private static @Nullable Rational single(String from, String to) {
    if (from.equals(to)) {
      return Rational.ONE;
    }
    String power = from.substring(stem(from).length());
    Measure a = MEASURES.get(stem(from));
    Measure b = MEASURES.get(stem(to));
    if (a == null
        || b == null
        || !a.dimension().equals(b.dimension())
        || !power.equals(to.substring(stem(to).length()))) {
      return null;
    }
    Rational factor = a.size().times(b.size().inverse());
    return switch (power) {
      case "" -> factor;
      case "^2" -> factor.pow(2);
      case "^3" -> factor.pow(3);
      default -> null;
    };
  }

  private static String stem(String unit) {
    int caret = unit.indexOf('^');
    return caret < 0 ? unit : unit.substring(0, caret);
  }

  private static void add(String canonical, String... spellings) {
    NAMES.add(canonical);
    CANONICAL.put(canonical, canonical);
    for (String spelling : spellings) {
      CANONICAL.put(spelling, canonical);
    }
  }

  static boolean isKnown(String word) {
    return !word.equals("am") && CANONICAL.containsKey(word.toLowerCase(Locale.ROOT));
  }

  /** Returns whether the word is a unit of this table. */
  static boolean isListed(String word) {
    return CANONICAL.containsKey(word.toLowerCase(Locale.ROOT));
  }

  /** Returns whether squares and cubes of the unit are units. */
  static boolean isLengthLike(String word) {
    String name = CANONICAL.get(word.toLowerCase(Locale.ROOT));
    return name != null
        && switch (name) {
          case "mm", "cm", "meter", "km", "inch", "foot", "yard", "mile", "unit", "second" -> true;
          default -> false;
        };
  }

  /** Returns the canonical spelling, or the words themselves if they are not a known unit. */
  public static String canonical(String words) {
    String trimmed = words.strip().toLowerCase(Locale.ROOT);
    String known = CANONICAL.get(trimmed);
    return known != null ? known : powers(trimmed).replace(" / ", "/").replace(" per ", "/");
  }

  private static String powers(String words) {
    String text =
        words.replace("{", "").replace("}", "").replace("squared", "^2").replace("cubed", "^3");
    String[] parts = text.split("\\s+");
    StringBuilder out = new StringBuilder();
    String suffix = "";
    for (String part : parts) {
      switch (part) {
        case "square", "sq", "sq." -> suffix = "^2";
        case "cubic", "cu" -> suffix = "^3";
        default -> {
          int caret = part.indexOf('^');
          String stem = caret >= 0 ? part.substring(0, caret) : part;
          String power = caret >= 0 ? part.substring(caret) : suffix;
          out.append(out.isEmpty() || caret == 0 ? "" : " ")
              .append(CANONICAL.getOrDefault(stem, stem));
          out.append(power);
          suffix = "";
        }
      }
    }
    return out.toString();
  }

  /**
   * Returns whether both units are known and different, so that their values must not be compared.
   */
  public static boolean conflict(String left, String right) {
    boolean known = !left.isEmpty() && !right.isEmpty() && isMeasure(left) && isMeasure(right);
    return known
        && !left.equals(right)
        && !left.equals("unit")
        && !right.equals("unit")
        && !isLooser(left, right)
        && !isLooser(right, left);
  }

  /**
   * Returns whether the first name is less specific than the second: degrees, pounds, a sum for one
   * hour.
   */
  private static boolean isLooser(String loose, String exact) {
    return switch (loose) {
      case "degree" -> exact.equals("celsius") || exact.equals("fahrenheit");
      case "pound" -> exact.equals("sterling");
      case "yen or yuan" -> exact.equals("yen") || exact.equals("yuan");
      default -> exact.startsWith(loose + "/");
    };
  }

  /** Returns whether the canonical name is a unit, a power of one, or a quotient of units. */
  public static boolean isMeasure(String unit) {
    if (unit.indexOf('/') < 0) {
      return NAMES.contains(stem(unit));
    }
    return Arrays.stream(unit.split("/", -1)).allMatch(part -> NAMES.contains(stem(part)));
  }

  /** Returns whether the word after a number is a unit that may differ from another unit. */
  public static boolean isUnitWord(String word) {
    String name = CANONICAL.get(word.toLowerCase(Locale.ROOT));
    return name != null && !name.equals("unit");
  }
}
