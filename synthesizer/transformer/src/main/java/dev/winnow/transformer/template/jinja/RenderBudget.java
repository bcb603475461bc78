package dev.winnow.transformer.template.jinja;

/**
 * What one rendering may use. A template is foreign code: whatever it does ends within these
 * bounds.
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

  /** One statement or expression. */
  void step() {
    scan(STEP);
  }

  /** Characters or items that are looked at. */
  void scan(long count) {
    work += count;
    if (work > MAX_WORK) {
      throw new TemplateException("the template takes too many steps");
    }
  }

  /** Characters, or items of 16, that are created. */
  void allocate(long count) {
    allocated += count;
    if (count > MAX_TEXT || allocated > MAX_ALLOCATED) {
      throw new TemplateException("the template makes too much text");
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
