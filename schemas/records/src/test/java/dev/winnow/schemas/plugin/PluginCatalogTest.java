package dev.winnow.schemas.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PluginCatalogTest {
  record None() {}

  record Bare(int undescribed) {}

  record Twice(
      @PluginOption(help = "a", name = "same") String one,
      @PluginOption(help = "b", name = "same") String other) {}

  record Odd(@PluginOption(help = "a") Thread thread) {}

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
        .hasMessageContaining("two plug-ins are the check 'one'");
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
    assertRefused(new Named<>("a", " ", None.class), "its summary must not be blank");
  }

  @Test
  void aPluginThatCannotBeLoadedIsNamedWithItsServiceFile() {
    assertThatThrownBy(() -> PluginCatalog.installed("broken", BrokenPlugin.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a broken cannot be loaded")
        .hasMessageContaining("META-INF/services/dev.winnow.schemas.plugin.BrokenPlugin")
        .hasMessageContaining("org.example.NotThere");
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
