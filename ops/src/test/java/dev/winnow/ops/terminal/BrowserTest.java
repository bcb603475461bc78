package dev.winnow.ops.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrowserTest {
  private static final URI PAGE = URI.create("http://127.0.0.1:8080/");

  @Test
  void theUsersChoiceComesFirst() {
    assertThat(Browser.command(Map.of("BROWSER", "firefox"), "Linux", PAGE))
        .containsExactly("firefox", PAGE.toString());
  }

  @Test
  void eachSystemHasItsOpener() {
    assertThat(Browser.command(Map.of(), "Linux", PAGE)).startsWith("xdg-open");
    assertThat(Browser.command(Map.of(), "Mac OS X", PAGE)).startsWith("open");
    assertThat(Browser.command(Map.of(), "Windows 11", PAGE)).startsWith("rundll32");
  }
}
