package dev.winnow.scorer.code.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageTableTest {
  @TempDir private Path folder;

  @Test
  void aFileAddsLanguages() throws Exception {
    Path file = folder.resolve("languages.json");
    Files.writeString(
        file, "{\"ruby\": {\"tags\": [\"rb\"], \"file\": \"main.rb\", \"run\": [\"ruby\", \"main.rb\"]}}");

    LanguageTable table = LanguageTable.read(Optional.of(file));

    assertThat(table.ofTag("RB").orElseThrow().run()).containsExactly("ruby", "main.rb");
    assertThat(table.names()).contains("python", "java", "cpp", "ruby");
  }

  @Test
  void aFieldThatIsUnknownIsRefusedByName() throws Exception {
    Path file = folder.resolve("languages.json");
    Files.writeString(file, "{\"ruby\": {\"files\": \"main.rb\"}}");

    assertThatThrownBy(() -> LanguageTable.read(Optional.of(file)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'ruby'")
        .hasMessageContaining("'files'");
  }

  @Test
  void aFileThatIsMissingIsRefusedByName() {
    assertThatThrownBy(() -> LanguageTable.read(Optional.of(folder.resolve("none.json"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none.json");
  }
}
