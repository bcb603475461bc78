package dev.winnow.math.extract;

/** Detects whether a later sentence retracts an answer. */
final class Retractions {
  /** Phrases at the beginning of a sentence that retract an answer. */
  private static final Phrases OPENINGS =
      Phrases.of(
          """
          wait, hold on, actually, correction, scratch that, oops, sorry, apologies, my mistake,
          no_, no., no:, no!, no way, nope, hmm, let me re*, let me correct, let's re*,
          on second thought, rather_, instead_, i mean, strike that, never mind, nevermind, edit:,
          not quite, just kidding, kidding, not really, or not, nah, wrong, incorrect, false,
          not correct, not true, that fails, it fails, this fails, but no, but that is not,
          that isn't, that isn\u2019t, this isn't, this is not, that is not, it isn't, it is not,
          however_ that is, however_ this is, although i, non_, nein, no no, err_
          """);

  /** Phrases anywhere after an answer that retract it. */
  private static final Phrases ANYWHERE =
      Phrases.of(
          """
          is wrong, was wrong, is incorrect, was incorrect, is not correct, isn't correct,
          is not right, isn't right, isn\u2019t right, not be right, cannot be right, can't be right,
          cannot be correct, can't be correct, that's wrong, that\u2019s wrong, that's not right,
          that\u2019s not right, that's not correct, that is false, this is false, it is false,
          is not true, isn't true, which is wrong, which is false, which is incorrect,
          which is impossible, which fails, that is impossible, this is impossible,
          it is impossible, i made a mistake, i made an error, i missed, i forgot, it should be,
          answer should be, should have been, answer is not, answer isn't, answer isn\u2019t,
          answer cannot be, answer can't be, answer was not, but wait, this is a mistake,
          that is a mistake, i was wrong, not the answer, not the correct, not my answer,
          contradict*, do not know, don't know, don\u2019t know, not enough information,
          cannot be determined, cannot determine, can't determine, i am not sure, i'm not sure,
          i\u2019m not sure, i am unsure, i'm unsure, not certain, does not work, doesn't work,
          doesn\u2019t work, did not work, didn't work, does not hold, doesn't hold,
          does not satisfy, doesn't satisfy, does not fit, doesn't fit, does not match,
          doesn't match, not match, that fails, this fails, it fails, condition fails, check fails,
          test fails, is not valid, isn't valid, is invalid, i disagree, disagrees, i doubt,
          but i am wrong, i take it back, i take that back, must be rejected, is rejected,
          we reject, reject this, reject it, is ruled out, not a solution, isn't a solution,
          is extraneous, not acceptable, is unacceptable, could also be, might also be,
          or it might be, or it could be, but it could be, but it might be, just a guess,
          only a guess, only guessing, just guessing, not confident, made that up, made it up,
          would be wrong, would be incorrect, leads to an absurd*, is absurd, nonsense,
          definitely wrong, clearly wrong, obviously wrong, certainly wrong, simply wrong, just wrong,
          plainly wrong, surely wrong, totally wrong, completely wrong, definitely not,
          certainly not, clearly not, obviously not, clearly incorrect, definitely incorrect,
          obviously incorrect, said nobody, said no one
          """);

  private Retractions() {}

  /** Returns whether the text between the offsets retracts the text before it. */
  static boolean follow(String text, int from, int to) {
    boolean starts = true;
    boolean begins = true;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      boolean letter = Phrases.isLetter(c);
      if (letter && (begins || Phrases.isUnspaced(c)) && isRetraction(text, i, to, starts)) {
        return true;
      }
      begins = !letter;
      starts =
          !letter && (starts || c == '.' || c == '!' || c == '?' || c == '\n' || c == '\u3002');
      starts &= c != ',';
    }
    return false;
  }

  private static boolean isRetraction(String text, int at, int to, boolean starts) {
    return starts && OPENINGS.end(text, at, to) >= 0 || ANYWHERE.end(text, at, to) >= 0;
  }
}
