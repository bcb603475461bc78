package dev.winnow.ops.export;

import dev.winnow.schemas.plugin.PluginOption;
import java.util.Locale;

/** Option of layouts that have one row for each sample. */
record SampleSource(
    @PluginOption(
            help = "dataset that is read: what was accepted, or what the curator selected",
            defaultValue = "accepted")
        Source from) {
  /** A dataset of samples that are right. */
  enum Source {
    ACCEPTED,
    SELECTED
  }

  String dataset() {
    return from.name().toLowerCase(Locale.ROOT);
  }
}
