package dev.winnow.verifier.constraint;

import static java.util.Map.entry;

import java.util.Map;
import java.util.function.Function;

/**
 * The instructions by id: the 25 of IFEval (arXiv 2311.07911), those of IFBench, and the functions
 * of Tulu 3.
 */
final class ConstraintIds {
  private static final Map<String, Function<ConstraintArguments, Constraint>> IFEVAL =
      Map.ofEntries(
          entry("keywords:existence", KeywordConstraints::existence),
          entry("keywords:frequency", KeywordConstraints::frequency),
          entry("keywords:forbidden_words", KeywordConstraints::forbidden),
          entry("keywords:letter_frequency", KeywordConstraints::letters),
          entry("language:response_language", CaseConstraints::language),
          entry("length_constraints:number_sentences", LengthConstraints::sentences),
          entry("length_constraints:number_paragraphs", LengthConstraints::paragraphs),
          entry("length_constraints:number_words", LengthConstraints::words),
          entry("length_constraints:nth_paragraph_first_word", LengthConstraints::firstWord),
          entry("detectable_content:number_placeholders", FormatConstraints::placeholders),
          entry("detectable_content:postscript", KeywordConstraints::postscript),
          entry("detectable_format:number_bullet_lists", FormatConstraints::bullets),
          entry("detectable_format:constrained_response", FormatConstraints::constrained),
          entry("detectable_format:number_highlighted_sections", FormatConstraints::highlights),
          entry("detectable_format:multiple_sections", FormatConstraints::sections),
          entry("detectable_format:json_format", FormatConstraints::json),
          entry("detectable_format:title", FormatConstraints::title),
          entry("combination:two_responses", LengthConstraints::twoResponses),
          entry("combination:repeat_prompt", FormatConstraints::repeatPrompt),
          entry("startend:end_checker", FormatConstraints::end),
          entry("startend:quotation", FormatConstraints::quotation),
          entry("change_case:capital_word_frequency", CaseConstraints::capitalWords),
          entry("change_case:english_capital", CaseConstraints::capital),
          entry("change_case:english_lowercase", CaseConstraints::lowercase),
          entry("punctuation:no_comma", KeywordConstraints::noComma));

  private ConstraintIds() {}

  /**
   * Returns the instruction with these arguments.
   *
   * @throws BadConstraintException if there is none of this id, or an argument cannot be used
   */
  static Constraint create(String id, ConstraintArguments arguments) {
    Function<ConstraintArguments, Constraint> factory =
        IFEVAL.getOrDefault(id, IfbenchIds.ALL.getOrDefault(id, TuluFunctions.ALL.get(id)));
    if (IfbenchIds.LEFT_OUT.contains(id)) {
      throw new BadConstraintException("needs a trained model or a dictionary, which is not here");
    }
    if (factory == null) {
      throw new BadConstraintException(
          "is neither an instruction of IFEval or IFBench nor a function of Tulu 3");
    }
    return factory.apply(arguments);
  }
}
