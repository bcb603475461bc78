package dev.winnow.scorer.reward;

/** The form in which a reward server gets a candidate. */
public enum InputForm {
  /** The conversation; the server renders it with the model's own chat template. */
  MESSAGES,
  /** One text, rendered here. */
  TEMPLATE,
  /** Prompt and response apart. */
  PAIR
}
