package dev.winnow.verifier.answer;

import dev.winnow.verifier.answer.Mark.Kind;
import dev.winnow.verifier.answer.MarkerTable.Word;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds all markers of a text in one pass. Immutable and thread-safe. */
final class MarkerScanner {
  /**
   * Maximum number of characters of a tag with its attributes, so that a scan is linear in the
   * text.
   */
  private static final int MAX_TAG_CHARS = 200;

  /** All quantifiers are bounded: a match reads at most {@link #MAX_TAG_CHARS} characters. */
  private static final Pattern TAG =
      Pattern.compile(
          "(?:<|&lt;)\\s{0,4}+(\\\\?/)?+\\s{0,4}+(?:[a-z]{1,16}:)?([a-z][a-z0-9_-]{0,40}+)(\\s[^<>]{0,100})?(/?)(?:>|&gt;)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern TOKEN =
      Pattern.compile("<[|\uff5c](/?[A-Za-z0-9_\u2581]{1,64}+)[|\uff5c]>");

  /** The text after the token that names a channel. */
  private static final Pattern CHANNEL =
      Pattern.compile(
          "\\s{0,4}+([A-Za-z]{1,20}+)[^<]{0,100}+(?:<\\|constrain\\|>[^<]{0,20}+)?(?:<\\|message\\|>)?");

  /** The text after a token that begins a turn; the turn of another role is not the answer. */
  private static final Pattern ASSISTANT =
      Pattern.compile(
          "\\s{0,4}+(?:assistant|model|bot|ai|gpt)\\b(?:<\\|end_header_id\\|>|<\\|im_middle\\|>)?",
          Pattern.CASE_INSENSITIVE);

  private static final String BARS = "|\uff5c";
  private static final String HARMONY = "<|channel|>";

  private final MarkerTable table;
  private final BitSet starts = new BitSet();

  /** Words by their first characters, in the order of the table. */
  private final Map<Character, List<Word>> words = new HashMap<>();

  MarkerScanner(MarkerTable table) {
    this.table = table;
    starts.set('<');
    starts.set('&');
    for (Word word : table.words()) {
      char first = Character.toLowerCase(word.text().charAt(0));
      words.computeIfAbsent(first, any -> new ArrayList<>()).add(word);
      starts.set(first);
      starts.set(Character.toUpperCase(first));
    }
  }

  /** Returns all markers in the order of the text. */
  List<Mark> scan(String text) {
    List<Mark> marks = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      Mark mark = starts.get(text.charAt(at)) ? markAt(text, at) : null;
      if (mark == null) {
        at++;
      } else {
        marks.add(mark);
        at = mark.end();
      }
    }
    return marks;
  }

  private @Nullable Mark markAt(String text, int at) {
    char first = text.charAt(at);
    for (Word word : words.getOrDefault(Character.toLowerCase(first), List.of())) {
      if (word.at(text, at)) {
        return new Mark(word.kind(), word.family(), at, at + word.text().length());
      }
    }
    if (first != '<' && first != '&' || at + 1 == text.length()) {
      return null;
    }
    int end = Math.min(text.length(), at + MAX_TAG_CHARS);
    if (BARS.indexOf(text.charAt(at + 1)) >= 0) {
      Matcher token = TOKEN.matcher(text).region(at, end);
      return token.lookingAt() ? token(text, at, token.end(), token.group(1)) : null;
    }
    Matcher tag = TAG.matcher(text).region(at, end);
    return tag.lookingAt() ? tag(tag, at) : null;
  }

  private @Nullable Mark tag(Matcher tag, int at) {
    String name = tag.group(2).toLowerCase(Locale.ROOT).replace('-', '_');
    if (!table.tags().contains(name)) {
      return null;
    }
    boolean closes = tag.group(1) != null || !tag.group(4).isEmpty();
    return new Mark(closes ? Kind.CLOSE : Kind.OPEN, name, at, tag.end());
  }

  private static Mark token(String text, int at, int end, String name) {
    if (name.equalsIgnoreCase("channel")) {
      return channel(text, at, end);
    }
    if (name.equalsIgnoreCase("im_start") || name.equalsIgnoreCase("start_header_id")) {
      Matcher role = ASSISTANT.matcher(text).region(end, Math.min(text.length(), end + 64));
      return role.lookingAt() ? Mark.of(Kind.HEADER, at, role.end()) : Mark.of(Kind.END, at, end);
    }
    Map.Entry<Kind, String> said = MarkerTable.token(name);
    return new Mark(said.getKey(), said.getValue(), at, end);
  }

  /**
   * The channel {@code final} contains the answer; other channels contain reasoning or tool calls.
   */
  private static Mark channel(String text, int at, int end) {
    int most = Math.min(text.length(), end + MAX_TAG_CHARS);
    Matcher named = CHANNEL.matcher(text).region(end, most);
    if (!named.lookingAt()) {
      return new Mark(Kind.OPEN, HARMONY, at, end);
    }
    boolean answers = named.group(1).equalsIgnoreCase("final");
    // If the token that begins the message is missing, the text begins after the channel's name.
    int after = named.group().endsWith("<|message|>") ? named.end() : named.end(1);
    return new Mark(answers ? Kind.FINAL : Kind.OPEN, HARMONY, at, after);
  }

  static boolean isHarmony(String family) {
    return family.equals(HARMONY);
  }
}
