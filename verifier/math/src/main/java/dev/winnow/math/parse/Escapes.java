package dev.winnow.math.parse;

/** Normalizes the spelling of characters: doubled backslashes, Unicode signs, balanced braces. */
final class Escapes {
  private Escapes() {}

  /**
   * Halves the doubled backslashes before command names: always without environments, else if all
   * are doubled.
   */
  static String single(String written) {
    String text = written.indexOf("{:}") < 0 ? written : written.replace("{:}", ":");
    int doubled = text.indexOf("\\\\");
    if (doubled < 0) {
      return text;
    }
    boolean environments = text.contains("\\begin");
    if (environments && !text.contains("\\\\begin")) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(c);
      boolean twice = c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '\\';
      if (twice && (environments || i + 2 < text.length() && isCommandStart(text.charAt(i + 2)))) {
        i++;
      } else if (twice) {
        out.append('\\');
        i++;
      }
    }
    return out.toString();
  }

  private static boolean isCommandStart(char c) {
    return Character.isLetter(c) || "{}()[],;!%$".indexOf(c) >= 0;
  }

  /** Returns the index of the brace that closes the one at {@code open}, or -1. */
  static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Returns whether this is a number, a single letter or a bracketed one, which is not prose even
   * in a prose command.
   */
  static boolean isSymbol(String content) {
    String s = content.strip();
    int letters = 0;
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (Character.isLetter(c)) {
        letters++;
      } else if (!Character.isDigit(c) && "()+-.,/= ".indexOf(c) < 0) {
        return false;
      }
    }
    boolean single = letters == 1 && (s.length() == 1 || s.length() == 3 && s.charAt(0) == '(');
    return !s.isEmpty() && (letters == 0 || single);
  }

  /** Returns whether this is a number and one word, written as prose: {@code \\text{5 cm}}. */
  static boolean isQuantity(String content) {
    String[] words = content.strip().split("\\s+", 3);
    return words.length == 2
        && !words[0].isEmpty()
        && words[0].chars().allMatch(c -> c >= '0' && c <= '9' || c == '.' || c == ',')
        && Units.isKnown(words[1]);
  }

  static boolean isWord(String content) {
    String s = content.strip();
    int letters = 0;
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (Character.isLetter(c)) {
        letters++;
      } else if (c != ' ' && c != '.') {
        return false;
      }
    }
    return letters >= 2;
  }

  private static final String[] ASCII = new String[128];

  static {
    for (char c = 0; c < 128; c++) {
      ASCII[c] = String.valueOf(c);
    }
  }

  static String ascii(char c) {
    return ASCII[c];
  }

  /**
   * Returns an operator, a command with its backslash, a vulgar fraction, or an empty text for an
   * unknown sign.
   */
  static String unicode(char c) {
    return switch (c) {
      case '\u2212', '\u2013', '\u2014', '\u2010', '\u2011', '\uff0d', '\ufe63' -> "-";
      case '\u00d7', '\u00b7', '\u22c5', '\u2219', '\u2217', '\u2062' -> "*";
      case '\u00f7', '\u2215', '\u2044', '\uff0f' -> "/";
      case '\uff0b' -> "+";
      case '\uff1d' -> "=";
      case '\uff0c', '\u3001' -> ",";
      case '\uff1b' -> ";";
      case '\uff1a', '\u2236' -> ":";
      case '\uff08' -> "(";
      case '\uff09' -> ")";
      case '\u3010' -> "[";
      case '\u3011' -> "]";
      case '\u3002' -> ".";
      case '\u2264', '\u2a7d', '\u2266' -> "<=";
      case '\u2265', '\u2a7e', '\u2267' -> ">=";
      case '\u2260' -> "!=";
      case '\uff1c' -> "<";
      case '\uff1e' -> ">";
      case '\uff05', '\u066a' -> "%";
      case '\u2032', '\u2019' -> "'";
      case '\u2223' -> "|";
      case '\u2248' -> "\\approx";
      case '\u2208' -> "\\in";
      case '\u222a' -> "\\cup";
      case '\u2229' -> "\\cap";
      case '\u2216' -> "\\setminus";
      case '\u2205' -> "\\emptyset";
      case '\u221e' -> "\\infty";
      case '\u221a' -> "\\sqrt";
      case '\u221b' -> "\\cbrt";
      case '\u00b1' -> "\\pm";
      case '\u2213' -> "\\mp";
      case '\u00b0', '\u02da', '\u00ba' -> "\\degree";
      case '\u2026' -> "\\ldots";
      case '\u2192', '\u21d2' -> "\\Rightarrow";
      case '\u230a' -> "\\lfloor";
      case '\u230b' -> "\\rfloor";
      case '\u2308' -> "\\lceil";
      case '\u2309' -> "\\rceil";
      case '\u27e8', '\u2329' -> "\\langle";
      case '\u27e9', '\u232a' -> "\\rangle";
      case '\u2211' -> "\\sum";
      case '\u222b' -> "\\int";
      case '\u211d' -> "\\reals";
      default -> vulgarOrGreek(c);
    };
  }

  private static String vulgarOrGreek(char c) {
    return switch (c) {
      case '\u00bd' -> "1/2";
      case '\u00bc' -> "1/4";
      case '\u00be' -> "3/4";
      case '\u2153' -> "1/3";
      case '\u2154' -> "2/3";
      case '\u2155' -> "1/5";
      case '\u2156' -> "2/5";
      case '\u2157' -> "3/5";
      case '\u2158' -> "4/5";
      case '\u2159' -> "1/6";
      case '\u215a' -> "5/6";
      case '\u2150' -> "1/7";
      case '\u215b' -> "1/8";
      case '\u215c' -> "3/8";
      case '\u215d' -> "5/8";
      case '\u215e' -> "7/8";
      case '\u2151' -> "1/9";
      case '\u03c0' -> "\\pi";
      case '\u03b1' -> "\\alpha";
      case '\u03b2' -> "\\beta";
      case '\u03b3' -> "\\gamma";
      case '\u03b4' -> "\\delta";
      case '\u03b5' -> "\\epsilon";
      case '\u03b8' -> "\\theta";
      case '\u03bb' -> "\\lambda";
      case '\u03bc', '\u00b5' -> "\\mu";
      case '\u03c1' -> "\\rho";
      case '\u03c3' -> "\\sigma";
      case '\u03c4' -> "\\tau";
      case '\u03c6', '\u03d5' -> "\\phi";
      case '\u03c8' -> "\\psi";
      case '\u03c9' -> "\\omega";
      case '\u0394' -> "\\Delta";
      case '\u03a9' -> "\\Omega";
      default -> "";
    };
  }
}
