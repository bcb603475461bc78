package dev.winnow.runtime.http.answer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Removes an API key from text that a server sent. Servers repeat a rejected key whole or in part,
 * plain or encoded; so a part of at least half of the key, and at least 8 characters, is masked as
 * well. A key of fewer than 6 characters, such as the {@code none} for servers without keys, may be
 * an ordinary word and is not masked. Thread-safe.
 */
public final class Secrets {
  /** No key is sent. */
  public static final Secrets NONE = new Secrets(Optional.empty());

  private static final String MASK = "(the key)";
  private static final int MIN_KEY = 6;
  private static final int MIN_PART = 8;

  private final List<String> forms;

  private Secrets(Optional<String> key) {
    this.forms = key.filter(k -> k.length() >= MIN_KEY).map(Secrets::forms).orElse(List.of());
  }

  /** Masks this key. */
  public static Secrets of(Optional<String> key) {
    return key.isEmpty() ? NONE : new Secrets(key);
  }

  /** Returns the text without the key. */
  public String mask(String text) {
    String masked = text;
    for (String form : forms) {
      masked = maskParts(masked, form);
    }
    return masked;
  }

  private static List<String> forms(String key) {
    String percent = URLEncoder.encode(key, StandardCharsets.UTF_8);
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return Stream.of(
            key,
            percent,
            percent.toLowerCase(Locale.ROOT),
            escaped(key),
            key.replace("/", "\\/"),
            Base64.getEncoder().withoutPadding().encodeToString(bytes))
        .distinct()
        .toList();
  }

  /** Returns the form inside nested JSON whose writer escapes more than necessary. */
  private static String escaped(String key) {
    StringBuilder escaped = new StringBuilder();
    for (char c : key.toCharArray()) {
      boolean isPlain = Character.isLetterOrDigit(c);
      escaped.append(isPlain ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return escaped.toString();
  }

  /**
   * A part of {@code least} characters contains one of the key's aligned blocks of half that
   * length, so only those blocks are searched for, and each match is extended as far as possible.
   */
  private static String maskParts(String text, String form) {
    int least = Math.min(form.length(), Math.max(MIN_PART, (form.length() + 1) / 2));
    int block = (least + 1) / 2;
    String masked = text;
    for (int at = 0; at + block <= form.length(); at += block) {
      masked = maskAround(masked, form, at, block, least);
    }
    return masked;
  }

  private static String maskAround(String text, String form, int at, int block, int least) {
    String part = form.substring(at, at + block);
    int found = text.indexOf(part);
    if (found < 0) {
      return text;
    }
    StringBuilder masked = new StringBuilder(text.length());
    int done = 0;
    while (found >= 0) {
      int begin = found - common(text, found, form, at, done);
      int end = found + block;
      for (int i = at + block; end < text.length() && i < form.length(); i++, end++) {
        if (text.charAt(end) != form.charAt(i)) {
          break;
        }
      }
      if (end - begin >= least) {
        masked.append(text, done, begin).append(MASK);
        done = end;
      }
      found = text.indexOf(part, Math.max(end, found + 1));
    }
    return masked.append(text, done, text.length()).toString();
  }

  /** Returns how many characters before both positions are equal. */
  private static int common(String text, int textAt, String form, int formAt, int from) {
    int same = 0;
    while (textAt - same > from
        && formAt - same > 0
        && text.charAt(textAt - same - 1) == form.charAt(formAt - same - 1)) {
      same++;
    }
    return same;
  }
}
