package dev.winnow.transformer.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.transformer.template.jinja.TemplateException;
import dev.winnow.transformer.template.jinja.TemplateRefusal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatTemplateTest {
  private static final LocalDateTime NOW = LocalDateTime.of(2026, 1, 2, 3, 4, 5);
  private static final String TURNS =
      "{{ bos_token }}{% for m in messages %}<{{ m.role }}>{{ m.content | trim }}</>{% endfor %}"
          + "{% if add_generation_prompt %}<assistant>{% endif %}";
  private static final List<Map<String, Object>> CHAT =
      List.of(Map.of("role", "user", "content", " 1 + 2? "));

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "{{ [true, none, 1.0, 's'] }} # [True, None, 1.0, 's']",
        "{{ [1, 2, 3][::-1] }} # [3, 2, 1]",
        "{{ 'a</t>b'.split('</t>')[-1] }} # b",
        "{{ {'b': 1, 'a': '<é>'} | tojson }} # {\"b\": 1, \"a\": \"<é>\"}",
        "{{ 1 < 2 < 3 }}{{ '1' == 1 }} # TrueFalse",
        "{{ missing }}|{{ 'x' if missing }} # |",
        "{% set n = namespace(v=0) %}{% for i in [1, 2] %}{% set n.v = n.v + i %}{% endfor %}{{ n.v"
            + " }} # 3",
        "{% for k, v in {'a': 1}.items() if v %}{{ k }}{{ v }}{{ loop.last }}{% endfor %} # a1True",
        "{% for i in range(5) %}{% if i == 1 %}{% continue %}{% endif %}{% if i == 3 %}{% break"
            + " %}{% endif %}{{ i }}{% endfor %} # 02",
        "{% macro f(a, b='z') %}{{ a }}{{ b }}{% endmacro %}{{ f(1) ~ f(2, b='q') }} # 1z2q",
        "{% generation %}x{% endgeneration %} # x",
        "{{ strftime_now('%d %b %Y') }} # 02 Jan 2026",
        "{{ 3 | round }} {{ 2.5 | round }} # 3 2.0",
        "{{ 7 // 2 }} {{ -7 % 3 }} {{ 7 / 2 }} # 3 2 3.5",
        "{{ [{'a': 1}, {'a': 2}] | selectattr('a', 'gt', 1) | map(attribute='a') | join(',') }} # 2"
      })
  void expressionsMeanWhatTheyMeanInPython(String template, String expected) {
    assertThat(ChatTemplate.parse(template.strip(), Map.of()).render(Map.of(), NOW))
        .isEqualTo(expected.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{% set n = namespace(s='x') %}{% for i in range(99) %}{% set n.s = n.s + n.s %}{% endfor"
            + " %}",
        "{{ 'x' * 999999999999 }}",
        "{{ 9 ** 99999 }}",
        "{{ '%999999999d' % 1 }}"
      })
  void aHostileTemplateEnds(String source) {
    ChatTemplate template = ChatTemplate.parse(source, Map.of());

    assertThatThrownBy(() -> template.render(Map.of(), NOW))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("line 1");
  }

  @Test
  void aPrefixEndsTheText() {
    String text = ChatTemplate.parse(TURNS, Map.of("bos_token", "<s>")).render(CHAT, "The", NOW);

    assertThat(text).isEqualTo("<s><user>1 + 2?</><assistant>The");
  }

  @Test
  void aSyntaxErrorNamesTheLine() {
    assertThatThrownBy(() -> ChatTemplate.parse("a\nb\n{% if x %}\n{{ 1 + }}", Map.of()))
        .hasMessageStartingWith("line 4: ");
  }

  @Test
  void aRefusalHasTheTemplatesOwnMessage() {
    ChatTemplate template = ChatTemplate.parse("{{ raise_exception('No system') }}", Map.of());

    assertThatThrownBy(() -> template.render(CHAT, null, NOW))
        .isInstanceOf(TemplateRefusal.class)
        .hasMessage("No system");
  }
}
