package dev.winnow.runtime.metrics;

import java.util.Locale;

/**
 * The labels of metrics. The number of values of each is bounded, because every combination of
 * values is a time series in Prometheus: a value that comes after the maximum number of different
 * values of a process is counted as {@value #OTHER}. A prompt's id is never a label.
 */
public enum MetricLabel {
  /** Name of a recipe. */
  RECIPE(100, "name of the recipe"),

  /** Name of a pool. */
  POOL(64, "name of the pool of synthesizers or scorers"),

  /** Name of a stage. */
  STAGE(8, "name of the stage"),

  /** Name of a check of {@code /readyz}. */
  CHECK(128, "name of the check, as `/readyz` lists it"),

  /** Outcome. */
  OUTCOME(8, "`accepted`, `rejected`, `undecided`; of a score `scored` or `failed`"),

  /** Reason code. */
  REASON(128, "reason code in capitals, or `none`"),

  /** State of a prompt that has ended, or of a server. */
  STATE(16, "state of the prompt or of the server"),

  /** How a candidate finished. */
  FINISH(8, "`stop`, `length` or `failed`"),

  /** Name of a scorer in a recipe. */
  SCORER(64, "name of the scorer in the recipe"),

  /** What tokens were for. */
  ROLE(8, "`policy`, or the type of the scorer, such as `reward` and `judge`"),

  /** Whether a model read or generated tokens. */
  DIRECTION(2, "`input` or `output`"),

  /** How a request was acknowledged. */
  RESULT(4, "`accept`, `release` or `reject`"),

  /** Kind of request. */
  QUEUE(2, "`sampling` or `scoring`"),

  /** Name of a topic. */
  TOPIC(64, "name of the topic"),

  /** Host and port of a model server. */
  SERVER(32, "host and port of the model server"),

  /** Kind of dataset. */
  DATASET(8, "`accepted`, `rejected`, `undecided`, `selected`, `pairs` or `prompts`"),

  /** Which limit of a budget. */
  LIMIT(4, "`candidates`, `tokens`, `candidates_per_hour` or `tokens_per_hour`"),

  /** Kind of Kafka client. */
  CLIENT(8, "`consumer`, `producer`, `admin` or `share-consumer`"),

  /** Name of a state store. */
  STORE(64, "name of the state store"),

  /** Path of a route as it is declared. */
  ROUTE(64, "path of the route, such as `/v1/prompts/:id`; `none` where no route matches"),

  /** Method of a request that matches a route. */
  METHOD(8, "`GET`, `POST`, `PUT`, ...; `none` where no route matches"),

  /** Class of a status. */
  STATUS(8, "`2xx`, `3xx`, `4xx`, `5xx`, or `closed` where the client has gone");

  /** The value that stands for all values beyond the bound. */
  public static final String OTHER = "other";

  /** The value where there is none, because Prometheus takes an empty value for no label. */
  public static final String NONE = "none";

  private final int maxValues;
  private final String help;

  MetricLabel(int maxValues, String help) {
    this.maxValues = maxValues;
    this.help = help;
  }

  /** Returns the label's name in the exposition. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the maximum number of different values, not counting {@value #OTHER}. */
  public int maxValues() {
    return maxValues;
  }

  /** Returns what its values are. */
  public String help() {
    return help;
  }
}
