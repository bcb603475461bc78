package dev.winnow.verifier.check;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The forms in which a text names a choice; group 1 is the letter. The text has no emphasis and
 * formula marks.
 *
 * @param whole a box, a tag or a line that contains only a choice
 * @param decisions explicit decisions: "the answer is B", "I choose B"
 * @param assertions other statements that a choice is correct: "B is correct", "It must be B"
 * @param mentions forms that only name a choice: "option B", "(B)"
 * @param labels lines that begin with a label: "B. Paris"
 * @param inline labels anywhere
 */
record ChoiceForms(
    Pattern whole,
    List<Pattern> decisions,
    List<Pattern> assertions,
    List<Pattern> mentions,
    Pattern labels,
    Pattern inline) {

  /** Phrases that announce a choice in other languages. */
  static final String ELSEWHERE =
      "(?:(?:\u7b54\u6848|\u6b63\u786e\u9009\u9879|\u6b63\u78ba\u9078\u9805|\u9009\u9879|\u7b54)(?:\u5e94\u8be5|\u5e94|\u5c31)?(?:\u662f|\u4e3a|\u70ba|:|\u9009)"
          + "|(?:\u5e94|\u6545|\u6240\u4ee5)?(?:\u9009\u62e9|\u9078\u64c7|\u9009|\u9078)(?:\u9879|\u9805)?(?:\u662f|:)?"
          + "|(?:\u7b54\u3048|\u6b63\u89e3)(?:\u306f|:)|(?:\uc815\ub2f5|\ub2f5)(?:\uc740|\uc774|:)?"
          + "|(?i:r\u00e9ponse)(?:\\sest|\\s?:)|(?i:antwort)(?:\\sist|:)|(?i:respuesta)(?:\\ses|:)"
          + "|(?i:risposta)(?:\\s\u00e8|:)|(?i:resposta)(?:\\s\u00e9|:)"
          + "|[\u041e\u043e]\u0442\u0432\u0435\u0442(?:\\s?[-\u2013\u2014:])?)\\s?";

  static ChoiceForms of(String letters) {
    String capital = "[(\\[]?\\s?([" + letters + "])";
    String either = "[(\\[]?\\s?([" + letters + letters.toLowerCase(Locale.ROOT) + "])";
    // Text that may follow a letter: "B.", "B) Paris", "B because", but neither "B cell" nor
    // "B-flat".
    String end =
        "(?:[)\\]]|[.:;,!](?:\\s|$|[)\\]])|\\s*$|\\s*\\n"
            + "|\\s+(?:because|since|as|for|which|due|given|based|rather than|instead of|and"
            + " not|but not|over|[-\u2013\u2014(\u2192]))";
    // "a" and other small letters are usually words: the sentence must end after them.
    String close = "(?:\\)|\\]|[.!]?\\s*$|[.!]?\\s*\\n)";
    String letter = "(?:option|choice|letter|answer|alternative)?\\s?";
    String answer =
        "\\b(?i:answer|choice|option|ans|solution|response|selection|letter)(?i:\\s(?:choice|option|letter))?";
    String is =
        "(?i:[^.!?\\n"
            + "]{0,40}?\\s(?:is|was|=|would be|must be|should be|has to be|will"
            + " be)(?:\\s(?:therefore|thus|clearly|definitely|simply|indeed|then|hence))?\\s?:?|\\s?[:=\u2192.-]|)\\s*(?i:"
            + letter
            + ")";
    String choose =
        "\\bI(?:'d|'ll|'m| would| will| am)?\\s(?i:choose|chose|pick|select|go with|going"
            + " with|choosing|selecting|picking|vote for|answer)\\s+(?i:"
            + letter
            + ")";
    String right =
        "(?:[).:]?)\\s(?:is|must be|has to"
            + " be)\\s(?i:(?:the|a|our|my)?\\s?(?:only\\s|best\\s|most\\s|right\\s|correct\\s|most"
            + " likely\\s)?(?:correct|right|best|true|accurate|appropriate|answer|choice|option|one)\\b)";
    String begin =
        "(?:^|\\n"
            + "|[.,;:!(]\\s?|\\b(?i:so|thus|hence|therefore|that|then|think|believe|option|choice|answer|letter)\\s)";
    return new ChoiceForms(
        Pattern.compile(
            "^\\s*(?i:(?:the )?(?:final )?"
                + letter
                + ")[:\\s]*"
                + either
                + "(?:[)\\].:]{0,2}\\s*$|[)\\].:]{1,2}\\s[^\\n]*$)"),
        List.of(
            Pattern.compile(answer + is + capital + end),
            Pattern.compile(answer + is + either + close),
            Pattern.compile(choose + capital + end),
            Pattern.compile(choose + either + close),
            Pattern.compile(ELSEWHERE + capital + "(?![A-Za-z])")),
        List.of(
            Pattern.compile(begin + capital + right),
            Pattern.compile("(?i:option|choice)\\s" + either + right),
            Pattern.compile(
                "\\b(?:[Ii]t|[Tt]his|[Tt]hat)(?:'s|\\sis|\\smust be|\\shas to be|\\sshould"
                    + " be|\\swould be)\\s(?i:"
                    + letter
                    + ")"
                    + capital
                    + end),
            Pattern.compile(
                "\\b(?i:so|thus|hence|therefore)[,:]?\\s(?i:"
                    + letter
                    + ")"
                    + capital
                    + "[)\\]]?[.!]?\\s*(?:$|\\n)")),
        List.of(
            Pattern.compile(
                "\\b(?i:options?|choices?|letters?|answers?)[:\\s]{1,3}" + capital + end),
            Pattern.compile("[(\\[]\\s?([" + letters + "])\\s?[)\\]]")),
        Pattern.compile("(?m)^ ?" + either + "(?:[)\\].:,]{0,2} ?$|[)\\].:]{1,2} \\S[^\\n]*$)"),
        Pattern.compile("(?:^|\\s)[(\\[]?([" + letters + "])[)\\].:]\\s"));
  }
}
