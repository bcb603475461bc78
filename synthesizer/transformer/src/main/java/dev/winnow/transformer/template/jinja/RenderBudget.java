package dev.winnow.transformer.template.jinja;

/**
 * The limits of one rendering. A template is foreign code, so whatever it does must end within
 * these limits.
 */
final class RenderBudget {
  static final int MAX_TEXT = 16_000_000;
  private static final long MAX_WORK = 400_000_000;
  private static final long MAX_ALLOCATED = 96_000_000;
  private static final int STEP = 20;
  private static final int MAX_DEPTH = 500;

  private long work;
  private long allocated;
  private int depth;

  /** Counts one statement or expression. */
  void step() {
    scan(STEP);
  }

  /** Counts characters or items that are read. */
  void scan(long count) {
    work += count;
    if (work > MAX_WORK) {
      throw new TemplateException("the template takes too many steps");
    }
  }

  /** Counts characters, or groups of 16 items, that are created. */
  void allocate(long count) {
    allocated += count;
    if (count > MAX_TEXT || allocated > MAX_ALLOCATED) {
      throw new TemplateException("the template produces too much text");
    }
    scan(count);
  }

  String text(String text) {
    allocate(text.length());
    return text;
  }

  void enter() {
    if (++depth > MAX_DEPTH) {
      throw new TemplateException("the template is nested or recursive deeper than " + MAX_DEPTH);
    }
  }

  void leave() {
    depth--;
  }
}
