package dev.winnow.transformer.template.jinja;

/** A template cannot be parsed or rendered. The message begins with the line, if it is known. */
public class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final int line;

  public TemplateException(String problem) {
    this(problem, 0);
  }

  public TemplateException(String problem, int line) {
    super(line == 0 ? problem : "line " + line + ": " + problem);
    this.problem = problem;
    this.line = line;
  }

  /** Returns the problem, without the line. */
  public final String problem() {
    return problem;
  }

  /** Returns the template's line, from 1; 0 if unknown. */
  public final int line() {
    return line;
  }

  /** Returns the same problem at a line, unless it already has a line. */
  TemplateException at(int where) {
    return line == 0 ? new TemplateException(problem, where) : this;
  }
}
