package dev.winnow.verifier.answer;

import dev.winnow.verifier.answer.Mark.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The markers that are known, upper and lower case the same. Immutable.
 *
 * <table>
 *   <caption>Markers</caption>
 *   <tr><td>tags</td><td>{@code <think>}, {@code </think>} and the other names below, with blanks,
 *       attributes, a prefix ({@code <seed:think>}) or written {@code &lt;think&gt;}</td></tr>
 *   <tr><td>tokens</td><td>{@code <|begin_of_thought|>}, {@code <|END_THINKING|>} and other names
 *       that say the same; {@code <|channel|>analysis}, {@code <|channel|>final}</td></tr>
 *   <tr><td>words</td><td>those below, and what the recipe adds</td></tr>
 * </table>
 *
 * @param tags names of tags that contain reasoning, in lower case, with {@code _} for {@code -}
 * @param words other markers
 */
record MarkerTable(Set<String> tags, List<Word> words) {
  private static final Set<String> TAGS =
      Set.of(
          "think",
          "thinking",
          "thinking_process",
          "thought",
          "thoughts",
          "thought_process",
          "reasoning",
          "reasoning_process",
          "reasoning_content",
          "internal_reasoning",
          "hidden_reasoning",
          "reflect",
          "reflection",
          "scratchpad",
          "scratch_pad",
          "antthinking",
          "longcat_think",
          "monologue",
          "inner_monologue",
          "internal_monologue",
          "inner_thought",
          "inner_thoughts",
          "internal_thoughts",
          "analysis",
          "cot",
          "chain_of_thought",
          "deliberation",
          "contemplation",
          "contemplator",
          "rumination",
          "ponder",
          "pondering",
          "brainstorm");

  private static final List<Word> WORDS =
      List.of(
          new Word("[think]", Kind.OPEN, "[think]"),
          new Word("[/think]", Kind.CLOSE, "[think]"),
          new Word("[thinking]", Kind.OPEN, "[thinking]"),
          new Word("[/thinking]", Kind.CLOSE, "[thinking]"),
          new Word("[reasoning]", Kind.OPEN, "[reasoning]"),
          new Word("[/reasoning]", Kind.CLOSE, "[reasoning]"),
          new Word("\u25c1think\u25b7", Kind.OPEN, "\u25c1think\u25b7"),
          new Word("\u25c1/think\u25b7", Kind.CLOSE, "\u25c1think\u25b7"),
          new Word("<|channel>", Kind.OPEN, "<|channel>"),
          new Word("<channel|>", Kind.CLOSE, "<|channel>"),
          new Word("<unused94>", Kind.OPEN, "<unused94>"),
          new Word("<unused95>", Kind.CLOSE, "<unused94>"),
          new Word("<s>", Kind.HEADER, ""),
          new Word("<bos>", Kind.HEADER, ""),
          new Word("<start_of_turn>model", Kind.HEADER, ""),
          new Word("<|turn>model", Kind.HEADER, ""),
          new Word("<start_of_turn>", Kind.END, ""),
          new Word("<|turn>", Kind.END, ""),
          new Word("</s>", Kind.END, ""),
          new Word("<eos>", Kind.END, ""),
          new Word("<eot>", Kind.END, ""),
          new Word("<eod>", Kind.END, ""),
          new Word("<turn|>", Kind.END, ""),
          new Word("<end_of_turn>", Kind.END, ""),
          new Word("<end_of_utterance>", Kind.END, ""),
          new Word("<endoftext>", Kind.END, ""),
          new Word("[inst]", Kind.END, ""),
          new Word("[/inst]", Kind.END, ""),
          new Word("[tool_calls]", Kind.END, ""));

  private static final MarkerTable DEFAULT = new MarkerTable(TAGS, WORDS);

  private static final Pattern TAG = Pattern.compile("<(/?)([a-z][a-z0-9_-]*)>");

  /**
   * A marker with only one spelling, ignoring letter case.
   *
   * @param text the spelling in lower case
   */
  record Word(String text, Kind kind, String family) {
    boolean at(String in, int offset) {
      return in.regionMatches(true, offset, text, 0, text.length());
    }
  }

  MarkerTable {
    tags = Set.copyOf(tags);
    words = List.copyOf(words);
  }

  /** Returns the table with the recipe's markers before its own. */
  static MarkerTable with(List<Marker> more) {
    if (more.isEmpty()) {
      return DEFAULT;
    }
    Set<String> tags = new HashSet<>(TAGS);
    List<Word> words = new ArrayList<>();
    for (Marker marker : more) {
      String open = marker.open().toLowerCase(Locale.ROOT);
      String close = marker.close().toLowerCase(Locale.ROOT);
      Matcher opening = TAG.matcher(open);
      Matcher closing = TAG.matcher(close);
      boolean tag = opening.matches() && closing.matches();
      if (tag && closing.group(1).equals("/") && opening.group(2).equals(closing.group(2))) {
        tags.add(opening.group(2).replace('-', '_'));
      } else {
        words.add(new Word(open, Kind.OPEN, open));
        words.add(new Word(close, Kind.CLOSE, open));
      }
    }
    words.addAll(WORDS);
    return new MarkerTable(tags, words);
  }

  /** Returns the meaning of a token's name between bars, such as {@code END_THINKING}. */
  static Map.Entry<Kind, String> token(String name) {
    String small = name.toLowerCase(Locale.ROOT).replace('\u2581', '_');
    Matcher reasoning = REASONING_TOKEN.matcher(small);
    if (reasoning.matches()) {
      boolean closes = CLOSING.matcher(small).find();
      return Map.entry(closes ? Kind.CLOSE : Kind.OPEN, "<|" + reasoning.group(1) + "|>");
    }
    if (ANSWER_TOKEN.matcher(small).matches()) {
      return Map.entry(Kind.ANSWER, "");
    }
    return Map.entry(HEADER_TOKENS.getOrDefault(small, Kind.END), "");
  }

  private static final Pattern REASONING_TOKEN =
      Pattern.compile(
          "(?:/|(?:begin|start|end)(?:_of)?_)?(think|thinking|thought|reasoning|inner)(?:_(?:begin|start|end|prefix|suffix))?");
  private static final Pattern CLOSING = Pattern.compile("^/|^end|_end$|_suffix$");
  private static final Pattern ANSWER_TOKEN =
      Pattern.compile("(?:begin|start)_(?:of_)?(?:solution|response|answer|box|output)|start_text");

  private static final Map<String, Kind> HEADER_TOKENS =
      Map.of(
          "begin_of_text", Kind.HEADER,
          "begin_of_sentence", Kind.HEADER,
          "startoftext", Kind.HEADER,
          "assistant", Kind.HEADER,
          "start", Kind.SEPARATOR,
          "end", Kind.SEPARATOR,
          "message", Kind.SEPARATOR);
}
