package dev.winnow.transformer.template.jinja;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Python's {@code strftime} in the C locale. */
final class Strftime {
  private Strftime() {}

  static String format(String format, LocalDateTime time) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%' || i + 1 == format.length()) {
        text.append(c);
        continue;
      }
      char code = format.charAt(++i);
      boolean unpadded = code == '-' && i + 1 < format.length();
      String value = field(unpadded ? format.charAt(++i) : code, time);
      text.append(unpadded ? value.replaceFirst("^[0 ]+(?=.)", "") : value);
    }
    return text.toString();
  }

  private static String field(char code, LocalDateTime time) {
    String pattern =
        switch (code) {
          case 'Y' -> "yyyy";
          case 'y' -> "yy";
          case 'm' -> "MM";
          case 'd' -> "dd";
          case 'H' -> "HH";
          case 'I' -> "hh";
          case 'M' -> "mm";
          case 'S' -> "ss";
          case 'f' -> "SSSSSS";
          case 'p' -> "a";
          case 'j' -> "DDD";
          case 'b', 'h' -> "MMM";
          case 'B' -> "MMMM";
          case 'a' -> "EEE";
          case 'A' -> "EEEE";
          case 'F' -> "yyyy-MM-dd";
          case 'D', 'x' -> "MM/dd/yy";
          case 'T', 'X' -> "HH:mm:ss";
          case 'R' -> "HH:mm";
          case 'c' -> "EEE MMM ppd HH:mm:ss yyyy";
          case 'e' -> "ppd";
          default -> "";
        };
    return switch (code) {
      case '%' -> "%";
      case 'Z', 'z' -> "";
      case 'u' -> String.valueOf(time.getDayOfWeek().getValue());
      case 'w' -> String.valueOf(time.getDayOfWeek().getValue() % 7);
      case 'n' -> "\n";
      case 't' -> "\t";
      default ->
          pattern.isEmpty()
              ? "%" + code
              : DateTimeFormatter.ofPattern(pattern, Locale.US).format(time);
    };
  }
}
