package dev.winnow.training;

import java.util.Locale;

/** How gradients change the weights. */
enum UpdateRule {
  /** AdamW (Loshchilov and Hutter, arXiv 1711.05101). */
  ADAMW,
  /**
   * Muon for the layers' matrices, scaled so that rates are those of AdamW (Liu et al., arXiv
   * 2502.16982), and AdamW for the rest. A small model learns to carry and borrow digits in fewer
   * steps by it than by AdamW alone.
   */
  MUON;

  /** Returns the name of the program's method. */
  String method() {
    return name().toLowerCase(Locale.ROOT);
  }
}
