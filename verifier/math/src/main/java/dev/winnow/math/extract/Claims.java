package dev.winnow.math.extract;

/**
 * Decides whether a response states the extracted text as its answer, or only mentions it: denies
 * it, doubts it, supposes it, asks about it, attributes it to others, or gives no answer at all. A
 * false acceptance is worse than many undecided candidates, so such words need no further analysis.
 *
 * <ol>
 *   <li>The sentence before the value and all text after it are examined.
 *   <li>A denial applies to the value unless a new statement begins in between ("so", "therefore",
 *       ", the"); a supposition applies up to the next comma.
 *   <li>A refusal anywhere in the response counts if nothing announces the value; otherwise only a
 *       refusal in the same sentence or the previous one counts.
 * </ol>
 */
final class Claims {
  /** Maximum number of characters of a sentence that are examined. */
  private static final int MAX_SENTENCE = 300;

  /** Maximum number of characters before the value that are searched for a refusal. */
  private static final int MAX_REFUSAL = 2_000;

  private static final String FILLERS = " \n\t$*([\\{`_:\u00a0";

  /** Words that begin a subordinate clause. */
  private static final Phrases SUBORDINATES =
      Phrases.of(
          "dass, da\u00df, que, qu', che, \u0447\u0442\u043e, \u0447\u0442\u043e\u0431\u044b");

  private static final Phrases.Gate DOUBTS =
      new Phrases.Gate(
          Doubts.CONCLUSIONS, Doubts.DENIALS, Doubts.SUPPOSITIONS, ForeignDoubts.BEFORE);

  private static final Phrases.Gate REFUSALS =
      new Phrases.Gate(Doubts.REFUSALS, ForeignDoubts.REFUSALS);

  private Claims() {}

  /**
   * Returns whether the response states the value; {@code from} and {@code to} limit the text that
   * counts.
   */
  static boolean holds(String text, int from, Extraction found, int to) {
    int value = unframed(text, from, found);
    int sentence = sentence(text, from, value);
    boolean formal = isFormal(found.form());
    return !isDoubted(text, sentence, value, formal)
        && !Neighbours.change(text, from, sentence, value, to, isAnnounced(found.form()))
        && (formal || !refuses(text, refusalStart(text, from, found.form(), sentence), value))
        && !Afterwords.takeBack(text, found, to);
  }

  /** Returns the start of the value including box, formula and bold marks. */
  private static int unframed(String text, int from, Extraction found) {
    int box = found.form() == Form.BOXED ? text.lastIndexOf('\\', found.start()) : -1;
    int start = box < from ? found.start() : box;
    while (start > from && FILLERS.indexOf(text.charAt(start - 1)) >= 0) {
      start--;
    }
    return start;
  }

  private static int sentence(String text, int from, int value) {
    int lowest = Math.max(from, value - MAX_SENTENCE);
    int start = value;
    while (start > lowest && !isStop(text, start - 1, value)) {
      start--;
    }
    return start;
  }

  private static boolean isStop(String text, int at, int value) {
    char c = text.charAt(at);
    boolean ends = at + 1 >= value || text.charAt(at + 1) <= ' ';
    return c == '\n'
        || c == ';'
        || c == '\u3002'
        || c == '\uff01'
        || c == '\uff1f'
        || ends && (c == '.' || c == '!' || c == '?');
  }

  /**
   * Returns whether the form contains only the answer, so that the text before it does not matter.
   */
  private static boolean isFormal(Form form) {
    return form == Form.LINE || form == Form.HASHES || form == Form.TAGGED;
  }

  private static boolean isAnnounced(Form form) {
    return form != Form.BOLD && form != Form.CONCLUSION && form != Form.LAST_NUMBER;
  }

  private static int refusalStart(String text, int from, Form form, int sentence) {
    int before = sentence;
    while (before > from && text.charAt(before - 1) <= ' ') {
      before--;
    }
    return isAnnounced(form)
        ? sentence(text, from, Math.max(from, before - 1))
        : Math.max(from, sentence - MAX_REFUSAL);
  }

  /** Returns whether words of the sentence, from its start, deny or suppose its value. */
  private static boolean isDoubted(String text, int sentence, int value, boolean formal) {
    boolean denied = false;
    boolean supposed = false;
    boolean foreign = false;
    boolean begins = true;
    boolean clause = true;
    for (int i = sentence; i < value; i++) {
      char c = text.charAt(i);
      if (c == ',' || c == ':' || c == '\uff0c') {
        supposed = false;
        clause = true;
        int next = afterBlanks(text, i + 1, value);
        denied &= next >= value || Doubts.NEW_CLAIMS.end(text, next, value) < 0;
        foreign &= c == ':' || next >= value || SUBORDINATES.end(text, next, value) >= 0;
        begins = true;
        continue;
      }
      boolean letter = Phrases.isLetter(c);
      if (letter && (begins || Phrases.isUnspaced(c)) && DOUBTS.isOpen(text, i)) {
        boolean concludes = Doubts.CONCLUSIONS.end(text, i, value) >= 0;
        denied &= !concludes;
        supposed &= !concludes;
        denied |= Doubts.DENIALS.end(text, i, value) >= 0 && !isUndoubted(text, sentence, i);
        supposed |= clause && Doubts.SUPPOSITIONS.end(text, i, value) >= 0;
        foreign |= !formal && ForeignDoubts.BEFORE.end(text, i, value) >= 0;
      }
      clause &= !letter;
      begins = !letter;
    }
    return denied || supposed || foreign;
  }

  /** Returns whether the text between the offsets says that there is no answer. */
  private static boolean refuses(String text, int from, int to) {
    boolean begins = true;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      boolean letter = Phrases.isLetter(c);
      if (letter
          && (begins || Phrases.isUnspaced(c))
          && REFUSALS.isOpen(text, i)
          && (Doubts.REFUSALS.end(text, i, to) >= 0
              || ForeignDoubts.REFUSALS.end(text, i, to) >= 0)) {
        return true;
      }
      begins = !letter;
    }
    return false;
  }

  /** "No doubt" and "without a doubt" express no doubt. */
  private static boolean isUndoubted(String text, int sentence, int at) {
    int end = at;
    while (end > sentence && text.charAt(end - 1) == ' ') {
      end--;
    }
    return endsWith(text, sentence, end, "no")
        || endsWith(text, sentence, end, "without")
        || endsWith(text, sentence, end, "without a")
        || endsWith(text, sentence, end, "any");
  }

  private static boolean endsWith(String text, int from, int end, String word) {
    int start = end - word.length();
    return start >= from && text.regionMatches(true, start, word, 0, word.length());
  }

  private static int afterBlanks(String text, int from, int to) {
    int at = from;
    while (at < to && text.charAt(at) == ' ') {
      at++;
    }
    return at;
  }
}
