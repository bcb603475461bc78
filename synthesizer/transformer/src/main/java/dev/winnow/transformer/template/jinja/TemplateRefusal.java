package dev.winnow.transformer.template.jinja;

/** The template rejected the conversation by calling {@code raise_exception}. */
public final class TemplateRefusal extends TemplateException {
  private static final long serialVersionUID = 1L;

  public TemplateRefusal(String message) {
    super(message);
  }

  @Override
  TemplateException at(int where) {
    return this;
  }
}
