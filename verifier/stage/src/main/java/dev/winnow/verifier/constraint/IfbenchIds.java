package dev.winnow.verifier.constraint;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The instructions of IFBench (Pyatkin et al., arXiv 2507.02833), by id: 56 of 58, judged as its
 * reference implementation judges them.
 */
final class IfbenchIds {
  /** These need a tagger that was trained, or a dictionary of syllables. */
  static final Set<String> LEFT_OUT = Set.of("words:start_verb", "words:odd_even_syllables");

  static final Map<String, Function<ConstraintArguments, Constraint>> ALL =
      Map.ofEntries(
          entry("count:word_count_range", IfbenchCounts::wordRange),
          entry("count:unique_word_count", IfbenchCounts::uniqueWords),
          entry("count:conjunctions", IfbenchCounts::conjunctions),
          entry("count:person_names", IfbenchCounts::personNames),
          entry("count:numbers", IfbenchCounts::numbers),
          entry("count:punctuation", IfbenchCounts::punctuation),
          entry("count:words_japanese", IfbenchCounts::japanese),
          entry("count:pronouns", IfbenchCounts::pronouns),
          entry("count:keywords_multiple", IfbenchCounts::keywords),
          entry("ratio:stop_words", IfbenchCounts::stopWords),
          entry("ratio:sentence_type", IfbenchSentences::types),
          entry("ratio:sentence_balance", IfbenchSentences::balance),
          entry("ratio:overlap", IfbenchCounts::overlap),
          entry("ratio:sentence_words", IfbenchSentences::sameLength),
          entry("words:alphabet", IfbenchWords::alphabet),
          entry("words:vowel", IfbenchWords::vowels),
          entry("words:consonants", IfbenchWords::consonants),
          entry("words:palindrome", IfbenchWords::palindromes),
          entry("words:prime_lengths", IfbenchWords::primeLengths),
          entry("words:repeats", IfbenchCounts::repeats),
          entry("words:last_first", IfbenchWords::lastIsFirst),
          entry("words:paragraph_last_first", IfbenchWords::paragraphLastIsFirst),
          entry("words:no_consecutive", IfbenchWords::noConsecutive),
          entry("words:keywords_specific_position", IfbenchWords::keywordAt),
          entry("words:words_position", IfbenchWords::secondAndLastButOne),
          entry("sentence:alliteration_increment", IfbenchSentences::alliteration),
          entry("sentence:keyword", IfbenchSentences::keyword),
          entry("sentence:increment", IfbenchSentences::increment),
          entry("format:parentheses", IfbenchFormats::parentheses),
          entry("format:quotes", IfbenchFormats::quotes),
          entry("format:options", IfbenchFormats::options),
          entry("format:newline", IfbenchFormats::lineForEachWord),
          entry("format:emoji", IfbenchFormats::emoji),
          entry("format:line_indent", IfbenchFormats::indent),
          entry("format:quote_unquote", IfbenchFormats::quotesExplained),
          entry("format:list", IfbenchFormats::list),
          entry("format:thesis", IfbenchFormats::thesis),
          entry("format:sub-bullets", IfbenchFormats::subBullets),
          entry("format:no_bullets_bullets", IfbenchFormats::sentencesThenBullets),
          entry("format:title_case", IfbenchFormats::titleCase),
          entry("format:output_template", IfbenchFormats::template),
          entry("format:no_whitespace", IfbenchFormats::noWhitespace),
          entry("custom:multiples", IfbenchCustom::multiples),
          entry("custom:mcq_count_length", IfbenchCustom::questions),
          entry("custom:reverse_newline", IfbenchCustom::countries),
          entry("custom:word_reverse", IfbenchCustom::wordsReversed),
          entry("custom:character_reverse", IfbenchCustom::lettersReversed),
          entry("custom:sentence_alphabet", IfbenchSentences::alphabet),
          entry("custom:european_capitals_sort", IfbenchCustom::capitals),
          entry("custom:csv_city", IfbenchCustom::cities),
          entry("custom:csv_special_character", IfbenchCustom::products),
          entry("custom:csv_quotes", IfbenchCustom::students),
          entry("custom:date_format_list", IfbenchCustom::dates),
          entry("repeat:repeat_change", IfbenchSentences::repeatChanged),
          entry("repeat:repeat_simple", IfbenchSentences::repeatSentence),
          entry("repeat:repeat_span", IfbenchSentences::repeatSpan));

  private IfbenchIds() {}
}
