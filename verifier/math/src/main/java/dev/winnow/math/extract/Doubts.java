package dev.winnow.math.extract;

/**
 * Words before a number that prevent the sentence from stating it as the answer: denials, doubts,
 * suppositions, attributions to others. Words that are common in the description of a quantity
 * ("the number of ways such that no two ...") are not listed here; they count only directly before
 * the number, see {@link Qualifiers}.
 */
final class Doubts {
  /** Phrases that deny or doubt the following clause. */
  static final Phrases DENIALS =
      Phrases.of(
          """
          false that, false to, not true, isn't true, isn\u2019t true, untrue, not the case,
          isn't the case, isn\u2019t the case, not correct to, not correct that, not right that,
          incorrect to, incorrect that, wrong to, wrong that, be wrong, be incorrect, be false,
          wrongly, incorrectly, mistakenly, erroneously, falsely, doubt, doubts, doubted, doubtful,
          don't think, don\u2019t think, do not think, doesn't think, don't believe,
          don\u2019t believe, do not believe, can't believe, cannot believe, not believe,
          hard to believe, not convinced, not sure, not certain, unsure, uncertain, unlikely,
          improbable, implausible, disagree, disagrees, not agree, don't agree, deny, denies,
          reject the, rejects the, refute, refutes, refuted, disprove, disproves, disproved,
          rule out, rules out, ruled out, mistake is, mistake to, mistake would, mistaken, error is,
          error to, error would, common mistake, common error, tempting, tempted, misleading, naive,
          na\u00efve, wrong answer, incorrect answer, false answer, wrong result, incorrect result,
          wrong solution, wrong value, incorrect value, wrong option, wrong choice, might think,
          may think, could think, would think, might say, may say, might guess, might believe,
          may believe, some say, some think, some claim, someone, somebody, people say,
          people think, students say, students think, many say, many think, says the, says it,
          says that, say that, say the answer, say it is, said the answer, said it, said that,
          claim, claims, claimed, claiming, alleged, allegedly, supposedly, believes that,
          believes the, thinks the, thinks it, thinks that, thought the, thought it, thought that,
          perhaps, maybe, possibly, probably, i guess, my guess, a guess, best guess, wild guess, educated guess, guess is, guessing,
          hypothetically, whether, wonder, no way, by no means, in no case, under no circumstances,
          nobody knows, nobody says, nobody thinks, no one knows, no one says, no one thinks,
          nothing says, nothing suggests, nothing shows, never say, never claim, never think,
          not say, not claim, not saying, not claiming, cannot say, can't say, cannot claim,
          not conclude, cannot conclude, can't conclude, not follow that, not mean that,
          not imply that, not prove that, not necessarily, not possible that, impossible that,
          impossible for, impossible to, not likely, far from, contrary to, fail to see, the rumor,
          opposite of, if only, i wish, i hope, hopefully, unless, no evidence, no proof,
          no reason to, lie that, a lie, a myth, joke, fake, pretend, not be the case
          """);

  /** Phrases at the beginning of a clause that suppose it, up to the next comma. */
  static final Phrases SUPPOSITIONS =
      Phrases.of(
          """
          suppose, supposing, assume, assuming, imagine, imagining, pretend, pretending, say, if,
          were, provided, what if, as if, even if, let's say, let\u2019s say, let us say,
          let's suppose, let us suppose, let's assume, let us assume, let\u2019s assume,
          let\u2019s suppose, we assume, we suppose, i assume, i suppose, i will assume,
          for the sake of argument, let's try, let us try, try, check, hypothesis, guess, conjecture,
          claim, assumption
          """);

  /** Words that begin a new statement after a comma. */
  static final Phrases NEW_CLAIMS =
      Phrases.of(
          """
          so, therefore, thus, hence, but, then, consequently, the, we, it, our, my, this, these,
          there, which, and, he, she, they, you, i, his, her, their, x, y, however, instead
          """);

  /** Words that begin a new statement anywhere. */
  static final Phrases CONCLUSIONS =
      Phrases.of(
          "therefore, thus, hence, consequently, so the answer, so we, so it, so x, so he, so she,"
              + " so they, and so");

  /** Phrases of a writer who gives no answer. */
  static final Phrases REFUSALS =
      Phrases.of(
          """
          i don't know, i don\u2019t know, i do not know, i didn't know, don't know the answer,
          i have no idea, no idea, i have no clue, no clue, i cannot solve, i can't solve,
          i can\u2019t solve, i could not solve, i couldn't solve, i cannot answer, i can't answer,
          i can\u2019t answer, i cannot determine, i can't determine, i cannot find, i can't find,
          i could not find, i couldn't find, i cannot help, i can't help, i can\u2019t help,
          i cannot provide, i can't provide, i can\u2019t provide, i cannot give, i can't give,
          i cannot compute, i can't compute, i cannot tell, i can't tell, i cannot say, i can't say,
          i cannot complete, i can't complete, i cannot assist, i can't assist, i cannot do,
          i can't do, i can\u2019t do, i won't answer, i will not answer, i refuse, i give up,
          i am unable, i'm unable, i\u2019m unable, i was unable, i am not able, i'm not able,
          i was not able, am unable to, am not able to, unable to solve, unable to answer,
          unable to determine, unable to find, i'm afraid, i am afraid, i'm sorry, i am sorry,
          i\u2019m sorry, sorry_ but, sorry_ i, i decline, i must decline, i am not sure,
          i'm not sure, i\u2019m not sure, i am unsure, i'm unsure, i am confused, i'm confused,
          cannot be determined, can't be determined, cannot be solved, can't be solved,
          cannot be answered, can't be answered, can not be determined, not enough information,
          not enough data, insufficient information, insufficient data, impossible to say,
          impossible to tell, impossible to determine, impossible to know, hard to say,
          hard to tell, beyond my, as an ai, as a language model, need more information,
          no answer, not understand, don't understand, makes no sense, unsolvable, not solvable,
          nobody knows, no one knows, who knows, skip this, i pass
          """);

  /** Phrases directly after a number that retract it, or make it part of a condition. */
  static final Phrases AFTER =
      Phrases.of(
          """
          wrong, incorrect, not correct, not right, not true, not the answer, not quite, false,
          not sure, unsure, rejected, invalid, not valid, impossible, doubtful, maybe, perhaps,
          possibly, probably, i guess, i suppose, i would guess, i'd guess, guess, a guess, my guess, approximately, roughly, if, unless, but only,
          only if, provided, assuming, except, is wrong, is incorrect, is not, isn't, isn\u2019t,
          is false, is impossible, is invalid, is rejected, is excluded, is too, is never, is no,
          cannot, can't, can\u2019t, does not, doesn't, doesn\u2019t, fails, would fail, would not,
          wouldn't, could not, couldn't, should not, shouldn't, must not, won't, will not,
          was wrong, was not, wasn't, was incorrect, or maybe, or perhaps, or possibly, or else,
          as a guess, as some, in your dreams, said no, he says, she says, they say, they said,
          you say, some say, is what some, is what many, is a common, is the wrong, is an incorrect,
          is unlikely, seems wrong, seems unlikely, looks wrong, sounds wrong, is tempting,
          might be, may be, could be, is a trap, is a guess, only works, were true, is excluded,
          supposedly, allegedly, or not, yes or no, something, point, and a half, and a quarter,
          and a third, and one half, and one third, and one quarter, and three quarters,
          and two thirds, and a bit, and something, and change, and some, or thereabouts, ish, doubled,
          tripled, quadrupled, halved, squared, cubed, factorial, to the power,
          to the third, to the fourth, to the fifth, to the sixth, to the minus, to the negative, inverted, negated, th of,
          of july, o'clock, o\u2019clock, pm, am, p.m, a.m
          """);

  private Doubts() {}
}
