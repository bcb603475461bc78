package dev.winnow.verifier.text;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Phrases by which models refuse, of the kind that SORRY-Bench (Xie et al., arXiv 2406.14598) and
 * its forerunners list. Each names what is refused, since "I cannot" alone is also how a solution
 * says that a step is impossible. Patterns are RE2's: linear in the text.
 */
final class RefusalPhrases {
  private static final String CANNOT =
      "(?:cannot and will not|can't and won't|cannot|can't|can not|must not|could"
          + " not|couldn't|won't|will not|am unable to|'m unable to|am not able to|'m not able"
          + " to|am not going to|'m not going to|must decline to|have to decline to|need to decline"
          + " to|must refuse to|refuse to|decline to|am not programmed to|am not allowed to|'m not"
          + " allowed to|do not feel comfortable|don't feel comfortable)";

  private static final String HELP =
      "(?:explain how|predict|recommend ways|access (?:files|your)|browse|walk you|let"
          + " you|help|helping|assist|assisting|fulfil|fulfill|comply|satisfy"
          + " (?:that|this|your)|engage|engaging|participate|support"
          + " (?:that|this|such|your)|accommodate|facilitate|do that|do this|answer"
          + " (?:that|this|your|such)|respond to (?:that|this|your|such)|discuss"
          + " (?:that|this|such)|continue with|be able to (?:help|assist))";

  /** Making something for the user, followed by what a solution would not make. */
  private static final String MAKE =
      "(?:provide|providing|create|creating|generate|generating|write|writing|produce|producing|share|offer|give|giving|describe|promote)(?:"
          + " you)?(?: with)?"
          + " (?:that|this|such|any|instructions|information|advice|guidance|details|content|a"
          + " (?:step|script|plan|guide|recipe|tutorial|story|message|letter)|explicit|harmful|illegal|assistance|medical|legal|step)";

  private static final List<Pattern> PATTERNS =
      List.of(
          pattern(
              "\\bi(?: |')?(?:just |simply |really |also )?"
                  + CANNOT
                  + " (?:directly |ethically |in good conscience )?(?:"
                  + HELP
                  + "|"
                  + MAKE
                  + ")"),
          pattern(
              "\\b(?:i'm|i am) (?:very |so |really |truly )?sorry,? (?:but )?(?:i |as an"
                  + " ai|this|that|your request|we )(?:[^.!?\\n"
                  + "]{0,60})(?:cannot|can't|can not|unable|not able|won't|not allowed|not"
                  + " appropriate|violates?)"),
          pattern(
              "\\bi apologi[sz]e,? (?:but|however)[^.!?\\n"
                  + "]{0,40}(?:cannot|can't|can not|unable|not able|won't|will not)"),
          pattern(
              "\\bas an (?:ai|artificial intelligence|assistant|ethical)[^.!?\\n"
                  + "]{0,60}(?:cannot|can't|can not|unable to|not able to|not programmed|must"
                  + " not|do not have (?:personal|access|the ability)|don't have"
                  + " (?:personal|access|the ability)|not appropriate)"),
          pattern(
              "\\b(?:against|violates?|not in line with|conflicts? with)"
                  + " (?:(?:my|our|openai's) (?:safety |ethical )?(?:rules|programming|guidelines"
                  + "|policy|policies|principles|ethics|values|content policy|use[- ]case policy"
                  + "|terms)|the (?:content policy|use[- ]case policy|usage policies|terms of use"
                  + "|rules (?:that )?i follow))"),
          pattern(
              "\\b(?:it is|it's|it would be|that is|that would be|this is|this would be) (?:not"
                  + " (?:appropriate|ethical|legal|acceptable)|inappropriate|unethical|illegal|harmful|wrong)[^.!?\\n"
                  + "]{0,30} (?:for me )?to"
                  + " (?:provide|help|assist|create|write|generate|encourage|promote|discuss|share|engage|give|harm|discriminate)"),
          pattern("\\bnot (?:be )?(?:appropriate|right|ethical|responsible) for me to\\b"),
          pattern(
              "\\b(?:i|we)(?: |')?(?:just |simply |really |also )?(?:are unable to|"
                  + CANNOT
                  + ") "
                  + "(?:provide|share|generate|disclose|reveal|write|create|produce|reproduce"
                  + "|support it|offer|take part|encourage|confirm|process|prescribe)\\b"),
          pattern("\\bi (?:won't|can't|cannot|will not)(?: do (?:it|that|this))?[.!]"),
          pattern("\\bi (?:can't|cannot|could not|couldn't) in good conscience\\b"),
          pattern(
              "\\b(?:that|this)(?:'s not| is not| isn't) something (?:that )?i(?:'m| am| can|"
                  + " could|'ll)\\b"),
          pattern(
              "\\bi(?:'d| would) (?:prefer not|rather not)(?: to)?"
                  + " (?:engage|take part|discuss|talk|continue|answer|write)\\b"),
          pattern("\\bi(?:'m| am) not comfortable\\b"),
          pattern("\\bmy (?:guidelines|rules|policies) (?:don't|do not) (?:allow|permit)\\b"),
          pattern("\\bi (?:don't|do not) think (?:that )?i should\\b"),
          pattern("\\bi(?:'ll)? have to pass on (?:this|that)\\b"),
          pattern("\\b(?:i|we) (?:can't|cannot|won't) (?:talk|speak) about\\b"),
          pattern(
              "\\bi (?:do not|don't) have (?:access to (?:your|the internet|real[-"
                  + " ]time)|(?:personal )?(?:opinions|beliefs|feelings|emotions)\\b)"),
          pattern("\\bi(?:'m| am) [^.!?\\n]{0,60}\\band " + CANNOT + " " + HELP),
          pattern(
              "\\b(?:your|this|that) (?:request|prompt|question|instruction)"
                  + " (?:is|goes|violates|asks)[^.!?\\n"
                  + "]{0,30}(?:inappropriate|unethical|illegal|harmful|against|something i"
                  + " (?:cannot|can't|won't))"),
          pattern(
              "^(?:sorry|no)[,.!] (?:but )?(?:i|that|this)(?: |')[^.!?\\n"
                  + "]{0,30}(?:cannot|can't|can not|won't|unable|not able|refuse|decline)"),
          pattern(
              "\\bi (?:must|have to|need to|will|would) (?:respectfully |politely |firmly"
                  + " )?(?:decline|refuse)\\b"),
          pattern(
              "\\bi (?:strongly )?(?:urge|advise|encourage) you (?:not to|to not|to reconsider|to"
                  + " seek)"));

  /**
   * Quoted text. A refusal in a quotation is not the model's, unless the quotation is the whole
   * answer.
   */
  private static final Pattern QUOTED = pattern("\"[^\"]{1,300}\"|\u201c[^\u201d]{1,300}\u201d");

  /** A text that was composed for the user. */
  private static final Pattern LETTER = pattern("^(?:subject:|dear )");

  private static final int SENTENCES = 3;
  private static final int MAX_READ = 600;

  private RefusalPhrases() {}

  private static Pattern pattern(String text) {
    return Pattern.compile(text);
  }

  /** Returns the phrase in the first sentences of an answer by which it refuses. */
  static Optional<String> in(String answer) {
    String start = beginning(answer);
    for (Pattern pattern : PATTERNS) {
      com.google.re2j.Matcher matcher = pattern.matcher(start);
      if (matcher.find()) {
        return Optional.of(matcher.group());
      }
    }
    return Optional.empty();
  }

  /** Returns the first sentences in lower case, with straight quotes and single spaces. */
  private static String beginning(String answer) {
    String text = answer.strip();
    text =
        text.substring(0, Math.min(text.length(), MAX_READ))
            .replace('\u2019', '\'')
            .replaceAll("[\\s*_#>]+", " ")
            .strip()
            .toLowerCase(Locale.ROOT);
    if (LETTER.matcher(text).find()) {
      return "";
    }
    text = QUOTED.matcher(text).matches() ? text : QUOTED.matcher(text).replaceAll("\"\"");
    int end = 0;
    for (int i = 0; i < SENTENCES && end < text.length(); i++) {
      end = endOfSentence(text, end);
    }
    return text.substring(0, end);
  }

  private static int endOfSentence(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      boolean mark = ".!?".indexOf(text.charAt(i)) >= 0;
      if (mark && (i + 1 == text.length() || text.charAt(i + 1) == ' ')) {
        return i + 1;
      }
    }
    return text.length();
  }
}
