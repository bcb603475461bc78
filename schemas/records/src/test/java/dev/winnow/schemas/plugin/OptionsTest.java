package dev.winnow.schemas.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  enum Colour {
    RED,
    DARK_BLUE
  }

  /** An option of every type. */
  record Every(
      @PluginOption(help = "a", min = 1, max = 9) int count,
      @PluginOption(help = "b", defaultValue = "7") long bigCount,
      @PluginOption(help = "c", defaultValue = "0.5", min = 0) double share,
      @PluginOption(help = "d", defaultValue = "true") boolean flag,
      @PluginOption(help = "e", name = "label", defaultValue = "none") String text,
      @PluginOption(help = "f", defaultValue = "red") Colour colour,
      @PluginOption(help = "g", defaultValue = "90s") Duration pause,
      @PluginOption(help = "h", defaultValue = "here") Path file,
      @PluginOption(help = "i", defaultValue = "http://host/v1") URI server,
      @PluginOption(help = "j") Optional<Integer> most,
      @PluginOption(help = "k") List<Path> files) {
    Every {
      OptionRules.inRange(
              Every.class,
              count,
              bigCount,
              share,
              flag,
              text,
              colour,
              pause,
              file,
              server,
              most,
              files)
          .between("big_count", bigCount, count, 100)
          .require(!text.isBlank(), "label", "must not be blank")
          .orThrow();
    }
  }

  /** Fails by itself. */
  record Failing(@PluginOption(help = "x", defaultValue = "1") int count) {
    Failing {
      if (count == 2) {
        throw new IllegalArgumentException("two is not wanted");
      }
      if (count == 3) {
        throw new NullPointerException("a fault of the record");
      }
    }
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    Every bound = Options.bind(Every.class, Map.of("count", "3"));

    assertThat(bound)
        .isEqualTo(
            new Every(
                3,
                7,
                0.5,
                true,
                "none",
                Colour.RED,
                Duration.ofSeconds(90),
                Path.of("here"),
                URI.create("http://host/v1"),
                Optional.empty(),
                List.of()));
  }

  @Test
  void everyTypeIsReadFromText() {
    Map<String, String> given = new HashMap<>();
    given.put("count", "9");
    given.put("big_count", "99");
    given.put("share", "1.5e1");
    given.put("flag", "false");
    given.put("label", "two words");
    given.put("colour", "dark_blue");
    given.put("pause", "PT2M");
    given.put("file", "a/b");
    given.put("server", "https://x/");
    given.put("most", "5");
    given.put("files", "a\nb c");

    Every bound = Options.bind(Every.class, given);

    assertThat(bound)
        .isEqualTo(
            new Every(
                9,
                99,
                15,
                false,
                "two words",
                Colour.DARK_BLUE,
                Duration.ofMinutes(2),
                Path.of("a/b"),
                URI.create("https://x/"),
                Optional.of(5),
                List.of(Path.of("a"), Path.of("b c"))));
  }

  @Test
  void whatIsWrittenIsReadAsTheSame() {
    Every options =
        Options.bind(
            Every.class, Map.of("count", "3", "share", "3", "files", "a\nb", "colour", "red"));

    Map<String, String> written = Options.write(options);

    assertThat(written).containsEntry("share", "3.0").doesNotContainKey("most");
    assertThat(Options.bind(Every.class, written)).isEqualTo(options);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count     | 1.5         | want a whole number, not '1.5'",
        "count     | 99999999999 | 99999999999 is out of range",
        "count     | 0           | want 1 to 9, not 0",
        "big_count | 0x1F        | want a whole number, not '0x1F'",
        "big_count | 2           | want 3 to 100, not 2",
        "share     | NaN         | want a number, not 'NaN'",
        "share     | 1e999       | 1e999 is out of range",
        "share     | -1          | want at least 0, not -1.0",
        "flag      | yes         | want true or false, not 'yes'",
        "label     | ' '         | must not be blank",
        "colour    | RED         | want one of [red, dark_blue], not 'RED'",
        "pause     | soon        | want a duration such as 90s, 5m, 1h or PT5M, not 'soon'",
        "server    | a b         | want a URI, such as http://localhost:8000/v1",
        "most      | many        | want a whole number, not 'many'",
        "colours   | red         | unknown; known are count, big_count, share, flag, label, colour",
      })
  void aWrongValueIsRefusedWithItsOption(String option, String value, String message) {
    Map<String, String> given = new HashMap<>(Map.of("count", "3"));
    given.put(option, value);

    assertThat(refusal(Every.class, given).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.option()).isEqualTo(option);
              assertThat(problem.message()).startsWith(message);
            });
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    BadOptionsException refused =
        refusal(Every.class, Map.of("share", "x", "flag", "y", "other", "z"));

    assertThat(refused.problems())
        .extracting(OptionProblem::option)
        .containsExactly("other", "count", "share", "flag");
    assertThat(refused).hasMessageContaining("option 'count': is required");
  }

  @Test
  void numbersOutOfRangeAreToldBesideWhatIsMissing() {
    assertThat(refusal(Every.class, Map.of("share", "-1", "flag", "y")).problems())
        .extracting(OptionProblem::option)
        .containsExactlyInAnyOrder("count", "flag", "share");
  }

  /** Leaves its ranges to the annotations. */
  record Plain(
      @PluginOption(help = "a", min = 1, max = 9) int count,
      @PluginOption(help = "b", min = 0) Optional<Double> share,
      @PluginOption(help = "c", max = 5) List<Integer> steps) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count | 10  | want 1 to 9, not 10",
        "share | -.5 | want at least 0, not -0.5",
        "steps | 1,6 | want at most 5, not 6",
      })
  void rangesHoldForRecordsWithoutRulesToo(String option, String value, String message) {
    Map<String, String> given = new HashMap<>(Map.of("count", "3"));
    given.put(option, value.replace(",", "\n"));

    assertThat(refusal(Plain.class, given).problems())
        .containsExactly(new OptionProblem(option, message));
  }

  @Test
  void aRecordsOwnRefusalIsTheMessage() {
    assertThat(refusal(Failing.class, Map.of("count", "2"))).hasMessage("two is not wanted");
  }

  /** An option whose default is the empty text, and one that has none. */
  record Suffixed(
      @PluginOption(help = "a", defaultValue = "") String suffix,
      @PluginOption(help = "b") String prefix) {}

  @Test
  void theEmptyTextIsADefault() {
    assertThat(Options.bind(Suffixed.class, Map.of("prefix", "p")))
        .isEqualTo(new Suffixed("", "p"));
    assertThat(refusal(Suffixed.class, Map.of())).hasMessage("option 'prefix': is required");
    assertThat(OptionSchema.of(Suffixed.class))
        .extracting(OptionInfo::explained)
        .containsExactly("a (text; default: empty)", "b (text; required)");
  }

  @Test
  void aRecordThatFailsRefusesItsOptions() {
    assertThat(refusal(Failing.class, Map.of("count", "3")))
        .hasMessageContaining("cannot be used")
        .hasMessageContaining("a fault of the record");
  }

  @Test
  void hostileOptionsAreRefusedWithoutRepeatingThem() {
    Map<String, String> many =
        IntStream.range(0, 65).boxed().collect(Collectors.toMap(i -> "o" + i, i -> "x"));
    String longText = "1".repeat(Options.MAX_VALUE_CHARS + 1);

    assertThat(refusal(Every.class, many)).hasMessage("at most 64 options, not 65");
    assertThat(refusal(Every.class, Map.of("count", longText)).getMessage())
        .contains("at most 65536 characters")
        .hasSizeLessThan(1_000);
    assertThat(refusal(Every.class, Map.of(longText, "1")).getMessage()).hasSizeLessThan(1_000);
    assertThat(refusal(Every.class, Map.of("count", "1", "files", "\n".repeat(20_000))))
        .hasMessageContaining("at most 10000 values");
  }

  @Test
  void theRecordTellsItsOptions() {
    List<OptionInfo> options = OptionSchema.of(Every.class);

    assertThat(options)
        .extracting(OptionInfo::name)
        .containsExactly(
            "count",
            "big_count",
            "share",
            "flag",
            "label",
            "colour",
            "pause",
            "file",
            "server",
            "most",
            "files");
    assertThat(options)
        .extracting(OptionInfo::explained)
        .containsExactly(
            "a (whole number, 1 to 9; required)",
            "b (whole number; default: 7)",
            "c (number, at least 0; default: 0.5)",
            "d (true or false; default: true)",
            "e (text; default: none)",
            "f (one of red, dark_blue; default: red)",
            "g (duration; default: 90s)",
            "h (path; default: here)",
            "i (URI; default: http://host/v1)",
            "j (whole number)",
            "k (list: path)");
    assertThat(options.get(5).words()).containsExactly("red", "dark_blue");
  }

  private static BadOptionsException refusal(
      Class<? extends Record> type, Map<String, String> given) {
    BadOptionsException refused =
        catchThrowableOfType(BadOptionsException.class, () -> Options.bind(type, given));
    assertThat(refused).isNotNull();
    return refused;
  }
}
