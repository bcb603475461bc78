package dev.winnow.scorer.code.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResponseCodeTest {
  private static final CodeLanguage PYTHON =
      LanguageTable.read(Optional.empty()).find("python").orElseThrow();

  @Test
  void takesTheLastBlockOfTheLanguage() {
    String response = "```python\nx\n```\nBetter:\n```py\ny\nz\n```\nRun it:\n```bash\nls\n```";

    assertThat(ResponseCode.find(response, PYTHON)).contains("y\nz\n");
  }

  @Test
  void takesABlockWithoutTagWhereThereIsNoOther() {
    assertThat(ResponseCode.find("```\nx\n```", PYTHON)).contains("x\n");
    assertThat(ResponseCode.find("```java\nx\n```", PYTHON)).isEmpty();
  }

  @Test
  void aBlockThatIsNotClosedIsNone() {
    assertThat(ResponseCode.find("```python\nx", PYTHON)).isEmpty();
  }

  @Test
  void codeInReasoningIsIgnored() {
    String response = "<think>```python\nx\n```</think>\n```python\ny\n```";

    assertThat(ResponseCode.find(response, PYTHON)).contains("y\n");
    assertThat(ResponseCode.find("<think>```python\nx\n```</think> No.", PYTHON)).isEmpty();
  }

  @Test
  void namesTheFileOfAJavaProgramAfterItsClass() {
    CodeLanguage java = LanguageTable.read(Optional.empty()).find("java").orElseThrow();
    String open = "class Helper {} class Runner { public static void main(String[] a) {} }";

    assertThat(java.forProgram("public class Solver {}", 1024).file()).isEqualTo("Solver.java");
    assertThat(java.forProgram(open, 1024).file()).isEqualTo("Runner.java");
    assertThat(java.forProgram(open, 1024).run()).contains("Runner", "-Xmx512m");
  }
}
