package dev.winnow.scorer.code.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueComparisonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "5 | ['i','5'] | true",
        "5 | ['f','5.0'] | true",
        "5 | ['f','5.1'] | false",
        "5 | true | false",
        "1 | true | false",
        "true | true | true",
        "true | ['i','1'] | false",
        "255 | ['i','ff'] | true",
        "-255 | ['i','-ff'] | true",
        "123456789012345678901234567890 | ['i','18ee90ff6c373e0ee4e3f0ad2'] | true",
        "9007199254740993 | ['f','9007199254740992.0'] | false",
        "0.1 | ['f','0.1'] | true",
        "0.1 | ['f','0.10000000000000002'] | false",
        "0.5 | ['f','nan'] | false",
        "null | null | true",
        "null | false | false",
        "'a' | 'a' | true",
        "'a' | ['b','61'] | false",
        "'5' | ['i','5'] | false",
        "[1, 2] | ['l',['i','1'],['i','2']] | true",
        "[1, 2] | ['t',['i','1'],['i','2']] | true",
        "[1, 2] | ['s',['i','1'],['i','2']] | false",
        "[1, 2] | ['l',['i','1']] | false",
        "[] | ['l'] | true",
        "[] | ['o',1,'Same'] | false",
        "5 | ['o',1,'Same'] | false",
        "{'a': 1} | ['d',['a',['i','1']]] | true",
        "{'1': 1} | ['d',[['i','1'],['i','1']]] | true",
        "{'a': 1} | ['d',['a',['i','1']],['a',['i','1']]] | false",
        "{'a': 1, 'b': 2} | ['d',['a',['i','1']],['a',['i','1']]] | false",
        "5 | ['i','5','5'] | false",
        "5 | ['i','not a number'] | false",
        "5 | ['i'] | false",
        "5 | 5 | false",
        "[1] | ['x',['i','1']] | false",
      })
  void compares(String wanted, String answer, boolean holds) throws Exception {
    assertThat(new ValueComparison(0).holds(json(wanted), json(answer))).isEqualTo(holds);
  }

  @Test
  void floatsMayBeApartWhereTheRecipeSaysSo() throws Exception {
    assertThat(new ValueComparison(1e-6).holds(json("0.1"), json("['f','0.10000000000000002']")))
        .isTrue();
    assertThat(new ValueComparison(1e-6).holds(json("0.1"), json("['f','0.101']"))).isFalse();
  }

  @Test
  void aListOfOneStandsForItsItemInApps() throws Exception {
    assertThat(new ValueComparison(0).holdsAlone(json("[5]"), json("['i','5']"))).isTrue();
    assertThat(new ValueComparison(0).holdsAlone(json("[5, 6]"), json("['i','5']"))).isFalse();
  }

  private static JsonNode json(String text) throws Exception {
    return JSON.readTree(text.replace('\'', '"'));
  }
}
