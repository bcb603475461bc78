package dev.winnow.transformer.template.jinja;

import java.util.Optional;

/** Python's {@code str.format}. */
final class BraceFormat {
  private BraceFormat() {}

  static String format(String format, Arguments arguments, Rendering rendering) {
    StringBuilder text = new StringBuilder();
    int automatic = 0;
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      boolean doubled = format.startsWith(String.valueOf(c).repeat(2), i);
      if ((c == '{' || c == '}') && doubled) {
        text.append(c);
        i++;
      } else if (c == '{') {
        int end = format.indexOf('}', i);
        if (end < 0) {
          throw new TemplateException("expected '}' before end of string");
        }
        String field = format.substring(i + 1, end);
        boolean numbered = !field.isEmpty() && ":!".indexOf(field.charAt(0)) < 0;
        text.append(
            rendering
                .budget()
                .text(field(numbered ? field : automatic++ + field, arguments, rendering)));
        i = end;
      } else {
        text.append(c);
      }
    }
    return rendering.budget().text(text.toString());
  }

  private static String field(String field, Arguments arguments, Rendering rendering) {
    int colon = field.indexOf(':');
    String spec = colon < 0 ? "" : field.substring(colon + 1);
    String name = colon < 0 ? field : field.substring(0, colon);
    boolean repr = name.endsWith("!r");
    String path = name.replaceFirst("![rs]$", "").replace("[", ".").replace("]", "");
    String[] parts = path.split("\\.", 2);
    Object value =
        parts[0].matches("\\d{1,6}")
            ? arguments.require(Integer.parseInt(parts[0]), parts[0])
            : Optional.ofNullable(arguments.named().get(parts[0]))
                .orElseThrow(
                    () -> new TemplateException("there is no value '" + parts[0] + "' to format"));
    Object found = parts.length == 1 ? value : rendering.path(value, parts[1], Optional.empty());
    Object shown = repr ? ValuePrinter.repr(found, rendering.budget()) : found;
    return FieldFormat.format(shown, spec, rendering.budget());
  }
}
