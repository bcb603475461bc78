package dev.winnow.verifier.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Phrases around a named choice that prevent it from being the answer. A false acceptance is worse
 * than many undecided candidates, so such phrases are not analysed further: where they occur, there
 * is no decision.
 */
final class ChoiceGuards {
  /** Maximum number of characters of a sentence that are examined on either side. */
  private static final int MAX_SENTENCE = 300;

  /** Words that begin a new statement, which earlier denials and suppositions do not affect. */
  private static final Pattern RESET =
      Pattern.compile(
          "(?i)[.!?;\\n"
              + "]\\s|\\n"
              + "|\\bno,|\\b(?:but(?: no)?|so|thus|hence|therefore|however|consequently)\\b,?");

  private static final Pattern SUBORDINATE =
      Pattern.compile(
          "(?i)^\\W*(?:since|because|as|given|although|though|while|after|by|based|for|in|with|from|of|when)\\b");

  private static final Pattern DENIED =
      Pattern.compile(
          "(?i)\\b(?:not|never|no|none|nor|neither|cannot|without|isn|aren|wasn|don|doesn|didn|can|couldn|won|wouldn|shouldn)(?:['\u2019]t)\\b|\\b(?:not|never|no|none|nor|neither|cannot|without|doubt|wrong|incorrect|false|mistake|mistaken|mistakenly|except|but|excluding|eliminate|eliminated|eliminates|reject|rejected|unlikely|impossible|instead"
              + " of|rather than|other than|anything but|everything but|besides)\\b");

  private static final Pattern SUPPOSED =
      Pattern.compile(
          "(?i)\\b(?:if|unless|whether|suppose|supposing|assume|assuming|might|may|could|maybe|perhaps|possibly|either|between|both|tempting|someone|some|people|students|others|(?:i|we|you|one|first|initially)\\sthought|guessed|initially|says?|said|claims?|claimed|consider|considering|try|trying|compare|hypothetically|pretend|imagine|had|least|worst|avoid|second\\s(?:best|answer|choice|option|most)|previous|previously|earlier|former|your|their|student|user|opposite|example:|first\\s(?:answer|choice|guess|thought))(?:\\b|\\s)");

  /** Text directly after the letter: another choice, a denial, a doubt. */
  private static final Pattern AFTER =
      Pattern.compile(
          "(?i)^\\. ?[a-z]\\.|^[)\\].,:*]*\\s*(?:or\\b|nor\\b|/|&|\\?"
              + "|(?:and|,|\\+)\\s*(?:also\\s)?(?:option|choice|the|answer)?\\s?[(\\[]?[a-z](?:[)\\].,;:\\s]|$)|(?:is|was|are|seems|looks|must"
              + " be|can be|would be|could be|might"
              + " be)(?:n['\u2019]t|\\s(?:not|never|wrong|incorrect|false|out|impossible|eliminated|ruled|unlikely|tempting|also|nearly|almost|close|only|partially|partly|the"
              + " wrong|the incorrect|a trap|a distractor|the worst|the"
              + " least))\\b|(?:can(?:not|['\u2019]t)|does(?: not|n['\u2019]t)|fails|has"
              + " no|won['\u2019]t|isn['\u2019]t|should not|shouldn['\u2019]t)\\b)");

  /** Text directly before the letter: another choice that it is joined to. */
  private static final Pattern BEFORE =
      Pattern.compile(
          "(?i)(?:\\bor|\\bnor|\\bthan|/|&|\\b[A-Z][)\\]]?(?:\\s?,|\\sand|,\\sand))\\s?(?:option|choice|answer)?\\s?[(\\[]?$");

  private static final Pattern RETRACTED =
      Pattern.compile(
          "(?i)\\b(?:wait|actually|correction|mistake|mistaken|mistyped|sorry|apologies|apologize|oops|scratch"
              + " that|on second thought|reconsider|reconsidering|let me re|hmm+|hold on|i was"
              + " wrong|that was wrong|that is wrong|that's wrong|that is not right|that's not"
              + " right|that is incorrect|that's incorrect|strike that|changed? my mind|not so"
              + " fast|just kidding|alternatively|unless)\\b|(?:^|[.!?\\n"
              + "]\\s{0,3})no\\s?[,.!:\u2014-]|,?\\sno,\\s|(?:^|[.!?\\n"
              + "]\\s{0,3})not?\\b[^.\\n"
              + "]{0,20}[.!]?\\s*$");

  /** Denials, suppositions and doubts of other languages, in the clause before the letter. */
  private static final Pattern DENIED_ELSEWHERE =
      Pattern.compile(
          "[\u4e0d\u975e\u6ca1\u6c92\u522b\u9519\u932f\u5426\u8bef\u8aa4\u7591\u82e5\u731c]|\u9664\u4e86|\u53ef\u80fd|\u4e5f\u8bb8|\u4e5f\u8a31|\u6216\u8bb8|\u5982\u679c|\u5047\u8bbe|\u5047\u8a2d|\u6709\u4eba"
              + "|\u306a\u3044|\u307e\u305b\u3093|\u9593\u9055|\u4ee5\u5916|\u3082\u3057"
              + "|\uc544\ub2c8|\uc544\ub2d9|\uc54a|\ud2c0\ub9b0|\uc544\ub9c8|\ub9cc\uc57d"
              + "|(?i)\\b(?:n['\u2019]est|pas|nicht|kein|keine|niemals|falsch|non|n\u00e3o|nunca|talvez|quiz\u00e1s?|vielleicht|forse|peut-\u00eatre|faux|falso)(?![\\p{L}])"
              + "|(?i)(?<!\\p{L})(?:\u043d\u0435|\u043d\u0435\u0442|\u043d\u0435\u0432\u0435\u0440\u043d\u043e|\u0432\u043e\u0437\u043c\u043e\u0436\u043d\u043e|\u0435\u0441\u043b\u0438)(?!\\p{L})");

  /** Denials, suppositions and doubts of other languages, directly after the letter. */
  private static final Pattern AFTER_ELSEWHERE =
      Pattern.compile(
          "^\\s?(?:[)\\]]\\s?)?(?:\u5417|\u55ce|\u4e0d|\u9519|\u932f|\u6216|\u548c|\u4e0e|\u8207|\u3001|\u8fd8\u662f|\u9084\u662f|\u662f\u9519|\u662f\u932f|\u662f\u4e0d|\u3067\u306f|\u3058\u3083|\u307e\u305f|\u304b|\ub610|\uac00"
              + " \uc544|\uc774 \uc544|\ub294 \uc544|\ub098 |\uc640 |\ub791"
              + " |ou\\b|oder\\b|y\\b|o\\b|e\\b|et\\b|und\\b|\u0438\u043b\u0438)");

  private ChoiceGuards() {}

  /**
   * Returns whether the text around a named letter denies it, supposes it, asks about it, or names
   * several letters.
   */
  static boolean reach(String text, int start, int end) {
    String before = text.substring(Math.max(0, start - MAX_SENTENCE), start);
    String after = text.substring(end, Math.min(text.length(), end + MAX_SENTENCE));
    String statement = before.substring(lastEnd(RESET, before));
    return SUPPOSED.matcher(statement).find()
        || DENIED.matcher(clause(statement)).find()
        || BEFORE.matcher(before).find()
        || AFTER.matcher(after).find()
        || DENIED_ELSEWHERE.matcher(lastClause(statement)).find()
        || AFTER_ELSEWHERE.matcher(after).find()
        || asks(after);
  }

  /** Does the same for a text that names several letters together. */
  static boolean reachAll(String text, int start, int end) {
    String before = text.substring(Math.max(0, start - MAX_SENTENCE), start);
    String after = text.substring(end, Math.min(text.length(), end + MAX_SENTENCE));
    String statement = before.substring(lastEnd(RESET, before));
    return SUPPOSED.matcher(statement).find()
        || DENIED.matcher(clause(statement)).find()
        || AFTER.matcher(after).find()
        || DENIED_ELSEWHERE.matcher(lastClause(statement)).find()
        || AFTER_ELSEWHERE.matcher(after).find()
        || asks(after)
        || retracts(after);
  }

  private static String lastClause(String statement) {
    return statement.substring(
        Math.max(statement.lastIndexOf(','), statement.lastIndexOf('.')) + 1);
  }

  /** Returns whether this text retracts the text before it. */
  static boolean retracts(String text) {
    return RETRACTED.matcher(text).find();
  }

  /**
   * A denial in a subordinate clause does not affect the statement: "since it is not A, the answer
   * is B".
   */
  private static String clause(String statement) {
    int comma = statement.lastIndexOf(',');
    return comma >= 0 && SUBORDINATE.matcher(statement).find()
        ? statement.substring(comma)
        : statement;
  }

  private static boolean asks(String after) {
    for (int i = 0; i < after.length(); i++) {
      char c = after.charAt(i);
      if (c == '?') {
        return true;
      }
      boolean ends = c == '\n' || (c == '.' || c == '!') && i > 0;
      if (ends && (i + 1 == after.length() || Character.isWhitespace(after.charAt(i + 1)))) {
        return false;
      }
    }
    return false;
  }

  private static int lastEnd(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    int end = 0;
    while (matcher.find()) {
      end = matcher.end();
    }
    return end;
  }
}
