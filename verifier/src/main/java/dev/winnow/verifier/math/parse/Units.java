package dev.winnow.verifier.math.parse;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Canonical spellings of units of measure and money. */
public final class Units {
  private static final Map<String, String> CANONICAL = new HashMap<>();

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
    add("meter", "m", "meters", "metre", "metres");
    add("km", "kilometer", "kilometers", "kilometre", "kilometres");
    add("inch", "inches");
    add("foot", "feet", "ft");
    add("yard", "yards", "yd", "yds");
    add("mile", "miles", "mi");
    add("mg", "milligram", "milligrams");
    add("gram", "g", "grams", "gm");
    add("kg", "kilogram", "kilograms", "kgs");
    add("ounce", "ounces", "oz");
    add("ton", "tons", "tonne", "tonnes");
    add("ml", "milliliter", "milliliters");
    add("liter", "l", "liters", "litre", "litres");
    add("gallon", "gallons", "gal");
    add("second", "s", "seconds", "sec", "secs");
    add("minute", "minutes", "mins");
    add("hour", "h", "hours", "hr", "hrs");
    add("day", "days");
    add("week", "weeks");
    add("month", "months");
    add("year", "years", "yr", "yrs");
    add("mph");
    add("kph");
    add("radian", "radians", "rad");
    add("unit", "units");
    add("am", "a.m.", "a.m", "a. m.");
    add("pm", "p.m.", "p.m", "p. m.");
  }

  private Units() {}

  private static void add(String canonical, String... spellings) {
    CANONICAL.put(canonical, canonical);
    for (String spelling : spellings) {
      CANONICAL.put(spelling, canonical);
    }
  }

  static boolean isKnown(String word) {
    return !word.equals("am") && CANONICAL.containsKey(word.toLowerCase(Locale.ROOT));
  }

  /** The canonical spelling, or the words themselves where they are no known unit. */
  static String canonical(String words) {
    String trimmed = words.strip().toLowerCase(Locale.ROOT);
    String known = CANONICAL.get(trimmed);
    return known != null ? known : powers(trimmed);
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
          String stem = caret > 0 ? part.substring(0, caret) : part;
          String power = caret >= 0 ? part.substring(caret) : suffix;
          out.append(out.isEmpty() || caret == 0 ? "" : " ")
              .append(CANONICAL.getOrDefault(stem, stem));
          out.append(caret == 0 ? part : power);
          suffix = "";
        }
      }
    }
    return out.toString();
  }

  /**
   * Whether both units are known and name different things, so that their values must not be
   * compared.
   */
  public static boolean conflict(String left, String right) {
    @Nullable String a = known(left);
    @Nullable String b = known(right);
    return a != null && b != null && !a.equals(b) && !a.equals("unit") && !b.equals("unit");
  }

  private static @Nullable String known(String unit) {
    int caret = unit.indexOf('^');
    String stem = caret < 0 ? unit : unit.substring(0, caret);
    return CANONICAL.containsValue(stem) ? unit : null;
  }
}
