package dev.winnow.sink.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Sample;
import dev.winnow.schemas.SelectedAs;
import dev.winnow.schemas.SelectionWindow;
import dev.winnow.sink.testing.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A window of five prompts, of which one was in a window before; two rows are selected. */
class WindowAuditTest {
  private static final SelectionWindow WINDOW =
      SelectionWindow.newBuilder()
          .setId("p@1")
          .setPrompts(5)
          .setReturning(1)
          .setRows(20)
          .setSelected(2)
          .build();

  private WindowAudit audit = new WindowAudit();

  @BeforeEach
  void startAnew() {
    audit = new WindowAudit();
  }

  @Test
  void findsNothingWhereAllRowsAreThere() {
    assertThat(audit.selected(selected("p", WINDOW, false))).isEmpty();
    assertThat(audit.selected(selected("q", WINDOW, false))).isEmpty();

    assertThat(audit.faults()).isEmpty();
    assertThat(audit.prompts()).isEqualTo(4);
  }

  @Test
  void findsTheOnlySelectedRowOfAPromptThatIsLost() {
    assertThat(audit.selected(selected("p", WINDOW, false))).isEmpty();

    assertThat(audit.faults())
        .singleElement()
        .asString()
        .startsWith(
            "window 'p@1' of recipe 'arithmetic' has 1 rows on the topic 'selected', not 2");
  }

  @Test
  void countsTheControlApart() {
    assertThat(audit.selected(selected("p", WINDOW, false))).isEmpty();
    assertThat(audit.selected(selected("q", WINDOW, false))).isEmpty();
    assertThat(audit.selected(selected("r", WINDOW, true))).isEmpty();

    assertThat(audit.faults())
        .singleElement()
        .asString()
        .startsWith("the control of window 'p@1' of recipe 'arithmetic' has 1 rows");
    assertThat(audit.prompts()).isEqualTo(4);
  }

  @Test
  void findsRowsThatDescribeOneWindowDifferently() {
    SelectionWindow other = SelectionWindow.newBuilder(WINDOW).setPrompts(6).build();
    assertThat(audit.selected(selected("p", WINDOW, false))).isEmpty();

    assertThat(audit.selected(selected("q", other, false)))
        .hasValueSatisfying(fault -> assertThat(fault).startsWith("q/0 describes its window as"));
  }

  private static Sample selected(String promptId, SelectionWindow window, boolean isControl) {
    Sample row = Samples.selected(promptId, 0, 0, 1);
    SelectedAs as = row.getSelectedAs().orElseThrow();
    return Sample.newBuilder(row)
        .setSelectedAs(SelectedAs.newBuilder(as).setControl(isControl).setWindow(window).build())
        .build();
  }
}
