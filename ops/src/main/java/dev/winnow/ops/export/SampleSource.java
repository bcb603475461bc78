package dev.winnow.ops.export;

import dev.winnow.schemas.plugin.PluginOption;
import java.util.Locale;

/** Option of layouts that have one row for each sample. */
record SampleSource(
    @PluginOption(
            help =
                "dataset that is read: what was accepted, what the curator selected, or what was"
                    + " rejected, to mix wrong rows in on purpose",
            defaultValue = "accepted")
        Source from) {
  /** A dataset of samples. Those of all but {@code REJECTED} are right. */
  enum Source {
    ACCEPTED,
    SELECTED,
    REJECTED
  }

  String dataset() {
    return from.name().toLowerCase(Locale.ROOT);
  }
}
