package dev.winnow.schemas.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PluginCatalogTest {
  record None() {}

  record Bare(int undescribed) {}

  record Twice(
      @PluginOption(help = "a", name = "same") String one,
      @PluginOption(help = "b", name = "same") String other) {}

  record Mapped(@PluginOption(help = "x") Map<String, String> words) {}

  record Odd(@PluginOption(help = "a") Thread thread) {}

  record Unread(@PluginOption(help = "a", defaultValue = "many") int count) {}

  record UnreadInList(@PluginOption(help = "a", defaultValue = "1\nmany") List<Integer> counts) {}

  record Above(@PluginOption(help = "a", defaultValue = "10", max = 9) int count) {}

  record Crossed(@PluginOption(help = "a", min = 2, max = 1) int count) {}

  record Helpless(@PluginOption(help = " ") int count) {}

  record BadExample(@PluginOption(help = "a", example = "few") int count) {}

  record ExampleOutOfRange(@PluginOption(help = "a", min = 1, example = "0") int count) {}

  record BadName(@PluginOption(help = "a", name = "Big Count") int count) {}

  record WithFile(
      @PluginOption(help = "a", fromFile = true) String text,
      @PluginOption(help = "b") String textFile) {}

  record Pooled(@PluginOption(help = "a") String pool) {}

  record PooledFile(@PluginOption(help = "a", name = "pool", fromFile = true) String text) {}

  private record Named<C extends Record>(String name, String summary, Class<C> options)
      implements Plugin<C> {}

  @Test
  void findsByNameAndListsTheNames() {
    PluginCatalog<Plugin<None>> catalog = PluginCatalog.of("test", List.of(named("b"), named("a")));

    assertThat(catalog.names()).containsExactly("a", "b");
    assertThat(catalog.find("a")).map(Plugin::name).contains("a");
    assertThat(catalog.find("c")).isEmpty();
    assertThatThrownBy(() -> catalog.require("c"))
        .isInstanceOf(BadOptionsException.class)
        .hasMessage("there is no test 'c'; use one of [a, b]");
  }

  @Test
  void refusesTwoOfOneName() {
    assertThatThrownBy(() -> PluginCatalog.of("check", List.of(named("one"), named("one"))))
        .isInstanceOf(IllegalStateException.class)
        .isInstanceOf(BadPluginException.class)
        .hasMessageContaining("two plug-ins are the check 'one'")
        .hasMessageContaining("PluginCatalogTest$Named in file:")
        .hasMessageContaining("leave one of them off the class path");
  }

  @Test
  void refusesANameThatNoRecipeCouldUse() {
    assertThatThrownBy(() -> PluginCatalog.of("check", List.of(named("Not legal"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Not legal");
  }

  @Test
  void refusesOptionsThatCannotBeDescribed() {
    assertRefused(new Named<>("a", "b", Bare.class), "Bare.undescribed needs @PluginOption");
    assertRefused(new Named<>("a", "b", Twice.class), "two of its options have one name");
    assertRefused(new Named<>("a", "b", Odd.class), "cannot be of the type java.lang.Thread");
    assertRefused(new Named<>("a", "b", Mapped.class), "cannot be of the type java.util.Map<");
    assertRefused(new Named<>("a", " ", None.class), "its summary must not be blank");
    assertRefused(new Named<>("a", "b", BadName.class), "option 'Big Count' must match");
    assertRefused(new Named<>("a", "b", WithFile.class), "one name, 'text_file'");
  }

  @Test
  void refusesWhatNoValueCouldKeepTo() {
    assertRefused(
        new Named<>("a", "b", Unread.class),
        "option 'count': its default: want a whole number, not 'many'");
    assertRefused(new Named<>("a", "b", UnreadInList.class), "option 'counts': its default: want");
    assertRefused(
        new Named<>("a", "b", Above.class), "option 'count': its default: want at most 9, not 10");
    assertRefused(
        new Named<>("a", "b", Crossed.class), "option 'count': its min 2.0 is above its max 1.0");
    assertRefused(new Named<>("a", "b", Helpless.class), "option 'count': its help must not be");
    assertRefused(
        new Named<>("a", "b", BadExample.class),
        "option 'count': its example: want a whole number, not 'few'");
    assertRefused(
        new Named<>("a", "b", ExampleOutOfRange.class),
        "option 'count': its example: want at least 1, not 0");
  }

  @Test
  void refusesTheNamesOfFieldsThatRecipesHaveBesideTheOptions() {
    assertThat(PluginRules.problem(new Named<>("a", "b", Pooled.class), Set.of())).isEmpty();
    assertThat(PluginRules.problem(new Named<>("a", "b", Pooled.class), Set.of("pool")))
        .hasValueSatisfying(why -> assertThat(why).contains("its option 'pool' has the name of"));
    assertThat(PluginRules.problem(new Named<>("a", "b", PooledFile.class), Set.of("pool_file")))
        .hasValueSatisfying(why -> assertThat(why).contains("its option 'pool_file'"));
  }

  @Test
  void aPluginWhoseOwnCodeFailsIsNamed() {
    assertRefused(new Wordless(), "Wordless in file:");
    assertRefused(new Wordless(), "cannot be used: java.lang.NullPointerException: no words");
  }

  /** Fails when it is asked for its purpose. */
  private static final class Wordless implements Plugin<None> {
    @Override
    public String name() {
      return "wordless";
    }

    @Override
    public String summary() {
      throw new NullPointerException("no words");
    }

    @Override
    public Class<None> options() {
      return None.class;
    }
  }

  @Test
  void anErrorNamesKindClassJarAndRemedy() {
    assertThatThrownBy(
            () -> PluginCatalog.of("check", List.of(new Named<>("a", "b", Crossed.class))))
        .isInstanceOf(BadPluginException.class)
        .hasMessageMatching(
            "check plug-in 'a' \\(dev.winnow.*\\$Named in file:.*\\) cannot be used: option .*;"
                + " mend it, or take it off the class path");
  }

  @Test
  void nothingIsLoadedBeforeItIsAskedFor() {
    PluginCatalog<BrokenPlugin> catalog =
        PluginCatalog.installed("broken", BrokenPlugin.class, Set.of());

    assertThatThrownBy(() -> catalog.find("a")).isInstanceOf(BadPluginException.class);
    assertThatThrownBy(catalog::names).isInstanceOf(BadPluginException.class);
    assertThatThrownBy(catalog::load).isInstanceOf(BadPluginException.class);
  }

  @Test
  void anotherSideOfThePluginsIsNamedByTheirClass() {
    Plugin<None> plugin = named("a");
    PluginCatalog<Plugin<Crossed>> side =
        PluginCatalog.of("check", List.of(plugin)).seenAs(some -> new Side(some.name()));

    assertThatThrownBy(side::load)
        .isInstanceOf(BadPluginException.class)
        .hasMessageContaining("check plug-in 'a' (%s in ".formatted(plugin.getClass().getName()));
  }

  private record Side(String name) implements Plugin<Crossed> {
    @Override
    public String summary() {
      return "another side";
    }

    @Override
    public Class<Crossed> options() {
      return Crossed.class;
    }
  }

  @Test
  void aPluginThatCannotBeLoadedIsNamedWithItsServiceFile() {
    assertThatThrownBy(() -> PluginCatalog.installed("broken", BrokenPlugin.class, Set.of()).load())
        .isInstanceOf(BadPluginException.class)
        .hasMessageContaining("broken plug-in cannot be loaded: ")
        .hasMessageContaining("org.example.NotThere")
        .hasMessageMatching(
            ".*remove its line in file:/.*META-INF/services/"
                + "dev.winnow.schemas.plugin.BrokenPlugin");
  }

  private static void assertRefused(Plugin<?> plugin, String message) {
    assertThatThrownBy(() -> PluginCatalog.of("test", List.of(plugin)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(message);
  }

  private static Plugin<None> named(String name) {
    return new Named<>(name, "nothing", None.class);
  }
}
