package dev.winnow.scorer.code.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputComparisonTest {
  @ParameterizedTest
  @CsvSource({
    "LINES,  '1\n2\n', '1\n2', true",
    "LINES,  '1\n2\n', ' 1 \n2\n\n', true",
    "LINES,  '1\n2\n3', '1', false",
    "LINES,  '1', '1\n2', false",
    "LINES,  '\n1', '', false",
    "LINES,  '1.0 2', '1 2.00', true",
    "LINES,  '1.0000001', '1', false",
    "LINES,  'YES', 'yes', false",
    "LINES,  'a b', 'a  b', true",
    "LINES,  '1\n\n2', '1\n2', false",
    "LINES,  '', '', true",
    "LINES,  '', '0', false",
    "EXACT,  '1  2\n', '1  2', true",
    "EXACT,  '1  2', '1 2', false",
    "EXACT,  '1', '1.0', false",
    "TOKENS, '1\n2', '1 2', true",
    "TOKENS, '1\n2', '12', false",
    "FLOATS, '0.3333333', '0.33333333333', true",
    "FLOATS, '0.3333333', '0.334', false",
    "FLOATS, '1e10', '10000000001', true",
    "FLOATS, '1', 'nan', false",
    "FLOATS, '1', '1e999', false",
  })
  void compares(OutputRule rule, String wanted, String output, boolean holds) {
    assertThat(new OutputComparison(rule, 1e-6).holds(wanted, output)).isEqualTo(holds);
  }
}
