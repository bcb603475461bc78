package dev.winnow.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.winnow.transformer.testing.Shipped;
import dev.winnow.transformer.writer.BpeTrainer;
import dev.winnow.transformer.writer.BpeTrainer.Vocabulary;
import dev.winnow.transformer.writer.TokenizerFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** The vocabulary that we train, as the library that the engine tokenizes with reads it. */
class TokenizerTest {
  private static final HuggingFaceTokenizer SHIPPED = load();

  private static HuggingFaceTokenizer load() {
    try {
      return HuggingFaceTokenizer.newInstance(Shipped.MODEL.resolve("tokenizer.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterContainer
  static void close() {
    SHIPPED.close();
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<Integer> characters =
        Arbitraries.oneOf(
            Arbitraries.integers().between(' ', '~'),
            Arbitraries.of((int) '\n', (int) '\t', 0xe9, 0x20ac, 0x1f600, 0xa0, 0x3b1),
            Arbitraries.integers().between(0x21, 0x2ffff).filter(Character::isLetterOrDigit));
    return characters
        .list()
        .ofMaxSize(40)
        .map(list -> list.stream().map(Character::toString).reduce("", String::concat));
  }

  @Property(tries = 500)
  void whatIsEncodedIsWhatIsDecoded(@ForAll("texts") String text) {
    assertThat(SHIPPED.decode(encode(SHIPPED, text), true)).isEqualTo(text);
  }

  @Example
  void everyDigitIsATokenOfItsOwn() {
    assertThat(encode(SHIPPED, "90210")).hasSize(5);
    assertThat(SHIPPED.encode("12 + 345 = 357", false, false).getTokens())
        .contains("1", "2", "3", "4", "5", "7")
        .noneMatch(token -> token.matches(".*\\d.+|.+\\d.*"));
  }

  @Example
  void theEndIsOneTokenThatDecodingLeavesOut() {
    long[] ids = encode(SHIPPED, "#### 7" + TokenizerFiles.END);

    assertThat(ids[ids.length - 1]).isEqualTo(TokenizerFiles.END_ID);
    assertThat(SHIPPED.decode(ids, true)).isEqualTo("#### 7");
  }

  @Example
  void commonWordsBecomeFewTokens() {
    assertThat(encode(SHIPPED, "How many apples are there now?")).hasSizeLessThanOrEqualTo(8);
  }

  @Example
  void aVocabularyHasSpecialsThenBytesThenMergesInOrder() {
    Vocabulary vocabulary =
        BpeTrainer.train(List.of("low low lower lowest"), TokenizerFiles.SPECIALS, 262);

    assertThat(vocabulary.tokens()).hasSize(262).doesNotHaveDuplicates();
    assertThat(vocabulary.tokens()).startsWith(TokenizerFiles.BEGIN, TokenizerFiles.END);
    assertThat(vocabulary.tokens().subList(258, 262)).containsExactly("lo", "low", "Ġlow", "Ġlowe");
    assertThat(vocabulary.merges()).hasSize(4);
  }

  @Example
  void ofPairsThatAreAsFrequentTheOneThatSortsFirstIsMerged() {
    assertThat(BpeTrainer.train(List.of("cd ab"), TokenizerFiles.SPECIALS, 259).tokens())
        .endsWith("ab");
  }

  @Example
  void aTextWithoutPairsGivesBytesOnly() {
    assertThat(BpeTrainer.train(List.of("1 2 3"), TokenizerFiles.SPECIALS, 300).tokens())
        .hasSize(258);
  }

  @Example
  void ourMergesAreWhatTheLibraryApplies() throws IOException {
    Vocabulary vocabulary =
        BpeTrainer.train(List.of("low low lower lowest"), TokenizerFiles.SPECIALS, 262);
    byte[] json = TokenizerFiles.tokenizer(vocabulary).toString().getBytes(StandardCharsets.UTF_8);
    try (HuggingFaceTokenizer tokenizer =
        HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), Map.of())) {
      assertThat(tokenizer.encode("low lowest", false, false).getTokens())
          .containsExactly("low", "Ġlowe", "s", "t");
    }
  }

  private static long[] encode(HuggingFaceTokenizer tokenizer, String text) {
    return tokenizer.encode(text, false, false).getIds();
  }
}
