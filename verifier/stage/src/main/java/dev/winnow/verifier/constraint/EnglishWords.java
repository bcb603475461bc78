package dev.winnow.verifier.constraint;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is known of English words where a full stop may or may not end a sentence. */
final class EnglishWords {
  private static final Set<String> ABBREVIATIONS =
      words(
          """
          adm ala ariz ark ave assn bancorp bldg blvd bros calif capt cie cmdr co col colo conn corp
          cos ct dept dr et etc fla ft ga gen gov hon ill ind inc jan feb mar apr aug sep sept oct
          nov dec jr kan ky la lt ltd maj mass md messrs mfg mich minn miss mo mr mrs ms mt neb nev
          okla ore pa ph.d prof pres prop pty rep reps rev sen sens sgt sr st sw tenn tex treas tues
          va vs vt wash wed thurs fri sat wis wyo a.m p.m d.c e.g i.e n.c n.j n.m n.y s.c u.k u.n u.s
          u.s.a u.s.s.r w.va b.c a.d p.s m.d b.a m.a viz approx fig vol
          """);

  /** Words that are usually written in lower case: in upper case they begin a sentence. */
  private static final Set<String> COMMON =
      words(
          """
          a about above according actually after again all also although always among an and another
          any anyone anything are as at be because been before both but by can could did do does
          during each even every everyone everything few finally first following for from further
          furthermore had has have he her here hers his how however i if in indeed instead into is it
          its just last later lately let like many maybe meanwhile might more moreover most much must
          my nevertheless next no nobody none nor not nothing now of often on once one only or other
          others our out over perhaps please rather remember second several she should similarly
          since so some someone something sometimes still such than that the their them then there
          therefore these they third this those though thus to today together too two under unless
          unlike until up upon us usually very was we well were what whatever when where whether
          which while who whoever why will with within without would yes yet you your
          """);

  private EnglishWords() {}

  private static Set<String> words(String text) {
    return Set.copyOf(List.of(text.strip().split("\\s+")));
  }

  /** Returns whether this token, which ends with a full stop, is an abbreviation. */
  static boolean isAbbreviation(String token) {
    String bare = token.substring(0, token.length() - 1).toLowerCase(Locale.ROOT);
    return ABBREVIATIONS.contains(bare)
        || ABBREVIATIONS.contains(bare.substring(bare.lastIndexOf('-') + 1));
  }

  /** Returns whether this word, behind an abbreviation, begins a sentence. */
  static boolean beginsSentence(String word) {
    return !word.isEmpty()
        && Character.isUpperCase(word.codePointAt(0))
        && COMMON.contains(bare(word));
  }

  /** Returns whether this word, behind a number, continues the sentence. */
  static boolean isInside(String word) {
    return word.isEmpty()
        || Character.isLowerCase(word.codePointAt(0))
        || ";:,.!?".indexOf(word.charAt(0)) >= 0;
  }

  private static String bare(String word) {
    int end = 0;
    while (end < word.length() && Character.isLetter(word.charAt(end))) {
      end++;
    }
    return word.substring(0, end).toLowerCase(Locale.ROOT);
  }
}
