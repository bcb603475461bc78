package dev.winnow.verifier.text;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.verifier.check.CandidateCheck;
import dev.winnow.verifier.check.CheckPlugin;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.check.Question;
import dev.winnow.verifier.constraint.Languages;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The answer keeps to rules of quality: length, repetition, language, scripts, words of a list. It
 * is rejected for the first that it breaks. What was measured is in the scores.
 */
record QualityCheck(QualityCheck.Options rules, Set<String> list) implements CandidateCheck {
  private static final int MAX_LISTED = 20_000;

  /** The rules. */
  record Options(
      @PluginOption(help = "least words", defaultValue = "1", min = 0, max = 1_000_000)
          int minWords,
      @PluginOption(help = "most words", defaultValue = "1000000", min = 1, max = 1_000_000)
          int maxWords,
      @PluginOption(
              help = "most of the share of runs of four words that occurred before",
              defaultValue = "0.3",
              min = 0,
              max = 1)
          double maxRepeated,
      @PluginOption(
              help = "most of the share of letters outside the most frequent script",
              defaultValue = "0.3",
              min = 0,
              max = 1)
          double maxOtherScripts,
      @PluginOption(help = "the language, such as en; left out, any") Optional<String> language,
      @PluginOption(
              help = "words that may not occur, separated by white space, such as toxic ones",
              fromFile = true)
          Optional<String> words,
      @PluginOption(
              help = "how many words of the list may occur",
              defaultValue = "0",
              min = 0,
              max = 1_000_000)
          int maxListed) {
    Options {
      OptionRules.inRange(
              Options.class,
              minWords,
              maxWords,
              maxRepeated,
              maxOtherScripts,
              language,
              words,
              maxListed)
          .orThrow();
      if (minWords > maxWords) {
        throw new BadOptionsException("min_words", "is more than max_words");
      }
      if (language.isPresent() && !Languages.CODES.contains(language.get())) {
        throw new BadOptionsException("language", "want one of " + Languages.CODES);
      }
      words.ifPresent(Options::list);
    }

    private static Set<String> list(String text) {
      List<String> words = List.of(text.strip().split("\\s+"));
      if (words.size() > MAX_LISTED) {
        throw new BadOptionsException("words", "at most %d words".formatted(MAX_LISTED));
      }
      Set<String> list = new HashSet<>();
      for (String word : words) {
        List<String> parts = TextWords.of(word);
        if (parts.size() > 1) {
          throw new BadOptionsException("words", "'%s' is more than one word".formatted(word));
        }
        list.addAll(parts);
      }
      return list;
    }
  }

  /** Provides the check {@code quality}. */
  public static final class Plugin implements CheckPlugin<Options> {
    @Override
    public String name() {
      return "quality";
    }

    @Override
    public String summary() {
      return "the answer keeps to rules of length, repetition, language, scripts and words";
    }

    @Override
    public Class<Options> options() {
      return Options.class;
    }

    @Override
    public CandidateCheck create(Options options) {
      return new QualityCheck(options, options.words().map(Options::list).orElse(Set.of()));
    }
  }

  @Override
  public String version() {
    return "quality/1";
  }

  @Override
  public Finding check(Question question, String answer) {
    TextMeasures measures = TextMeasures.of(answer, list);
    return finding(measures, answer).with(measures.scores());
  }

  private Finding finding(TextMeasures measures, String answer) {
    if (measures.words() < rules.minWords()) {
      return rejected("TOO_FEW_WORDS");
    }
    if (measures.words() > rules.maxWords()) {
      return rejected("TOO_MANY_WORDS");
    }
    if (measures.repeated() > rules.maxRepeated()) {
      return rejected("REPETITIVE");
    }
    if (measures.otherScripts() > rules.maxOtherScripts()) {
      return rejected("MIXED_SCRIPTS");
    }
    if (measures.listed() > rules.maxListed()) {
      return rejected("LISTED_WORD");
    }
    return rules.language().map(wanted -> inLanguage(wanted, answer)).orElse(good());
  }

  private static Finding inLanguage(String wanted, String answer) {
    Optional<String> found = Languages.detect(answer);
    if (found.isEmpty()) {
      return Finding.undecided("NO_LANGUAGE");
    }
    return found.get().equals(wanted) ? good() : Finding.rejected("WRONG_LANGUAGE", found.get());
  }

  private static Finding good() {
    return new Finding(Outcome.ACCEPTED, "GOOD", Optional.empty());
  }

  private static Finding rejected(String reason) {
    return new Finding(Outcome.REJECTED, reason, Optional.empty());
  }

  @Override
  public Optional<String> misfit(Optional<String> reference) {
    return Optional.empty();
  }
}
