package dev.winnow.transformer.template.jinja;

/** The template itself refused the conversation, by {@code raise_exception}. */
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
