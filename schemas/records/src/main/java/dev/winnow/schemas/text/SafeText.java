package dev.winnow.schemas.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks secrets in text from outside: errors of servers and brokers, settings, URLs, exceptions.
 * Every log line, every error on the terminal and every error answer passes through it.
 *
 * <p>Two ways find a secret. {@link #protect} names the secrets of this process, which are masked
 * wherever they occur. Patterns find those of others: user info of URLs, values whose name tells
 * that they are secret, authorization headers, private keys, and tokens of known forms. The
 * patterns mask rather too much than too little. Thread-safe.
 */
public final class SafeText {
  /** Stands for a secret. */
  public static final String MASK = "***";

  /** A shorter one may be an ordinary word, which would make logs unreadable. */
  private static final int MIN_SECRET_CHARS = 6;

  private static final int MAX_LINE_CHARS = 500;

  private static final String SECRET_NAME =
      "[\\w.-]*(?:pass(?:word|wd|phrase)|secret|credentials?|user[_.-]?info"
          + "|(?:api|access|account|private|keystore|encryption|signing)[_.-]?key"
          + "|(?:auth|access|refresh|bearer|id|session|security|api|hf|hub|oauth)[_.-]?token"
          + "|keystore[_.-]certificate[_.-]chain|truststore[_.-]certificates"
          + "|signature|(?<![\\w.-])token)";

  private static final String VALUE =
      "(?:\"(?:[^\"\\\\]|\\\\.)*+\"?|'(?:[^'\\\\]|\\\\.)*+'?|[^\\s,;&}\\])\"']++)";

  private record Rule(Pattern pattern, String replacement) {
    Rule(String pattern, String replacement) {
      this(Pattern.compile(pattern), replacement);
    }

    String apply(String text) {
      Matcher matcher = pattern.matcher(text);
      return matcher.find() ? matcher.replaceAll(replacement) : text;
    }
  }

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?s:.*?)(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|\\z)",
              MASK),
          // A password with a slash ends the authority, so that the second rule is needed.
          new Rule("(://)[^\\s/?#\"'<>]{0,512}@", "$1" + MASK + "@"),
          new Rule(
              "(://)[^\\s/:@\"'<>]{0,128}:(?!\\d{1,5}[/?#\\s\"'<>])[^\\s\"'<>]{0,512}@",
              "$1" + MASK + "@"),
          new Rule("(?i)(jaas[_.-]?config\"?\\s{0,3}[=:]\\s{0,3})[^;\\r\\n]*+;?", "$1" + MASK),
          new Rule(
              "(?i)(authorization[\"']?\\s{0,3}[=:]\\s{0,3}[\"']?(?:(?:basic|bearer|digest|negotiate)\\s+)?)[^\\s\"',]+",
              "$1" + MASK),
          new Rule("(?i)\\b(bearer|basic|negotiate)\\s+(?=\\S*\\d)[\\w.~+/=-]{8,}+", "$1 " + MASK),
          new Rule(
              "(?i)(?<![\\w.-])(" + SECRET_NAME + "[\"']?\\s{0,3}[=:]\\s{0,3})" + VALUE,
              "$1" + MASK),
          new Rule("\\beyJ[\\w-]{8,}+\\.[\\w-]{4,}+\\.[\\w-]*+", MASK),
          new Rule(
              "\\b(winnow_|sk-|hf_|gh[pousr]_|github_pat_|xox[abp]-|AKIA|ASIA)[\\w-]{12,}+",
              "$1" + MASK));

  private static final Pattern NAME =
      Pattern.compile("(?:" + SECRET_NAME + "|[\\w.-]*jaas[_.-]?config)");

  private static final Set<String> PROTECTED = new CopyOnWriteArraySet<>();

  private SafeText() {}

  /**
   * Masks this secret from now on, wherever it occurs in this process. Secrets of fewer than
   * {@value #MIN_SECRET_CHARS} characters are masked only where a pattern finds them.
   */
  public static void protect(String secret) {
    if (secret.length() >= MIN_SECRET_CHARS) {
      PROTECTED.add(secret);
    }
  }

  /** Returns whether a setting of this name holds a secret. */
  public static boolean isSecretName(String name) {
    return NAME.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }

  /** Returns the text without secrets; lines stay lines. */
  public static String mask(String text) {
    String masked = text;
    for (String secret : PROTECTED) {
      masked = masked.replace(secret, MASK);
    }
    for (Rule rule : RULES) {
      masked = rule.apply(masked);
    }
    return masked;
  }

  /** Returns the text without secrets and control characters, cut after 500 characters. */
  public static String line(String text) {
    String masked = mask(text);
    String cut =
        masked.length() > MAX_LINE_CHARS
            ? GeneratedText.cut(masked, MAX_LINE_CHARS) + "..."
            : masked;
    String line =
        cut.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}\\u2028\\u2029]+", " ").strip();
    return line.isEmpty() ? "(nothing)" : line;
  }
}
