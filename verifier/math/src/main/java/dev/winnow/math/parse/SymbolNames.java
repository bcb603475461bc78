package dev.winnow.math.parse;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words and commands that the lexer and the parser know. */
final class SymbolNames {
  private SymbolNames() {}

  private static Set<String> words(String list) {
    return Set.of(list.strip().split("\\s+"));
  }

  /** Parses a list of words and of {@code spelling=meaning} pairs. */
  private static Map<String, String> spellings(String list) {
    return words(list).stream()
        .map(word -> word.split("="))
        .collect(Collectors.toUnmodifiableMap(parts -> parts[0], parts -> parts[parts.length - 1]));
  }

  /** Functions of one argument, with all their spellings. */
  static final Map<String, String> FUNCTIONS =
      spellings(
          """
          sin cos tan tg=tan cot ctg=cot sec csc cosec=csc sinh cosh tanh arcsin arccos
          arctan arcsinh arccosh arctanh arsinh=arcsinh arcosh=arccosh artanh=arctanh
          asinh=arcsinh acosh=arccosh atanh=arctanh asin=arcsin acos=arccos atan=arctan ln
          log lg exp abs floor ceil ceiling=ceil Re=re Im=im det=determinant factorial
          """);

  /** Functions of a bracketed argument list. */
  static final Map<String, String> LISTED =
      Map.of(
          "max",
          "max",
          "min",
          "min",
          "gcd",
          "gcd",
          "lcm",
          "lcm",
          "binomial",
          "binom",
          "comb",
          "binom");

  static final Set<String> GREEK =
      words(
          """
          alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda
          mu nu xi omicron rho varrho sigma tau upsilon phi varphi chi psi omega Gamma Delta
          Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell hbar
          """);

  /** Commands that only change the appearance. */
  static final Set<String> INVISIBLE =
      words(
          """
          left right mleft mright big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl
          Biggr bigm middle displaystyle textstyle scriptstyle limits nolimits rm bf it cal
          nonumber notag hfill centering noindent strut par boldmath normalsize large Large
          small huge relax leavevmode negthinspace allowbreak hline
          """);

  static final Set<String> SPACES =
      Set.of("quad", "qquad", "space", "thinspace", "medspace", "thickspace", "enspace", "newline");

  /** Commands whose argument is prose. */
  static final Set<String> TEXTS =
      words(
          """
          text textrm textit textsf texttt textup mbox hbox textnormal textsc
          """);

  /** Commands whose argument is mathematics in another font, or a word. */
  static final Set<String> FACES =
      words(
          """
          mathrm mathbf mathit mathsf mathtt mathcal mathscr boldsymbol bm textbf pmb
          operatorname boxed fbox mathop mathrel mathord variable emph underline hat vec bar
          tilde widehat widetilde dot overrightarrow mathfrak cancel ensuremath beginboxed
          """);

  static final Set<String> CONNECTORS = Set.of("and", "or");

  /** Short words that are not products of variables. */
  private static final Set<String> SHORT_WORDS =
      words(
          """
          no yes odd all any one two six ten red is in of on to the for not non it he she we
          at by be do go if so up us my am an as man men boy car dog cat may mon tue wed thu
          fri sat sun top low day nor but old new tie win tom bob ann amy joe jim sam ben ron
          kim lee max meg pam sue ted tim roy ray ian her his its has had are was who how why
          per via yet due nil nan set add sum box key cup can bus hot big out dne none true
          blue even nope oui
          """);

  static boolean isMeaningful(String word) {
    return FUNCTIONS.containsKey(word)
        || LISTED.containsKey(word)
        || GREEK.contains(word)
        || CONNECTORS.contains(word)
        || Units.isKnown(word)
        || constant(word) != null
        || word.equals("sqrt")
        || word.equals("cbrt")
        || word.equals("mod")
        || word.equals("div");
  }

  static boolean isShortWord(String word) {
    return SHORT_WORDS.contains(word.toLowerCase(java.util.Locale.ROOT));
  }

  /** Returns the command for the constant with this name. */
  static @Nullable String constant(String word) {
    return switch (word) {
      case "pi" -> "pi";
      case "inf", "infinity", "oo", "Infinity", "infty" -> "infty";
      default -> null;
    };
  }

  static boolean isCommand(String name) {
    return FUNCTIONS.containsKey(name)
        || LISTED.containsKey(name)
        || GREEK.contains(name)
        || INVISIBLE.contains(name)
        || SPACES.contains(name)
        || TEXTS.contains(name)
        || FACES.contains(name)
        || OTHERS.contains(name);
  }

  /**
   * Returns the length of the longest known command that the name starts with, or of the whole
   * name: {@code \vertx}.
   */
  static int knownPrefix(String name) {
    for (int length = name.length() - 1; length > 1; length--) {
      if (isCommand(name.substring(0, length))) {
        return length;
      }
    }
    return name.length();
  }

  /** Commands that the parser handles individually. */
  private static final Set<String> OTHERS =
      words(
          """
          frac dfrac tfrac cfrac sqrt cbrt binom dbinom tbinom choose pi infty times cdot div
          ast star pm mp bmod mod pmod le leq leqslant lt ge geq geqslant gt ne neq in approx
          equiv sim cup cap setminus bigcup emptyset varnothing vert lvert rvert mid Vert
          lVert rVert lfloor rfloor lceil rceil ulcorner urcorner llcorner lrcorner lgroup
          rgroup lbrace rbrace lbrack rbrack langle rangle lparen rparen begin end sum prod
          int lim overline mathbb circ degree prime ldots cdots dots dotsc dotsb exponentialE
          imaginaryI imaginaryJ colon to rightarrow Rightarrow longrightarrow Longrightarrow
          implies therefore iff land lor wedge vee phantom hspace vspace not oint nabla
          partial percent backslash cong propto notin subset angle triangle perp over
          """);
}
