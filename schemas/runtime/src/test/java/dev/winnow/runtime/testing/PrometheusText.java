package dev.winnow.runtime.testing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the text format of Prometheus, version 0.0.4, and refuses what a scraper might take in
 * spite of the format: families without a type, series that come twice, or whose family is
 * interrupted by another.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition
 *     formats</a>
 */
public final class PrometheusText {
  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") (.*)");
  private static final Pattern TYPE =
      Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|histogram|summary|untyped)");
  private static final Pattern SERIES =
      Pattern.compile("(" + NAME + ")(?:\\{(.*)})? (NaN|[+-]?Inf|[-+0-9.eE]+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"(?:,|$)");

  private static final Family NO_FAMILY = new Family("", "", "", List.of());

  private final Map<String, Family> families = new LinkedHashMap<>();
  private final Set<String> seen = new HashSet<>();
  private String current = "";
  private String help = "";

  /** A metric: its type, help, and series. */
  public record Family(String name, String type, String help, List<Series> series) {
    /** Returns the sum of the series that have all of these labels. */
    public double sum(Map<String, String> labels) {
      return series.stream()
          .filter(one -> one.labels().entrySet().containsAll(labels.entrySet()))
          .mapToDouble(Series::value)
          .sum();
    }
  }

  /** One series. */
  public record Series(String name, Map<String, String> labels, double value) {}

  /** What was scraped, by the metric's name. */
  public record Families(Map<String, Family> byName) {
    /**
     * Returns a metric.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Family get(String name) {
      return find(name).orElseThrow(() -> new IllegalArgumentException("no metric " + name));
    }

    /** Returns a metric; empty if there is none. */
    public Optional<Family> find(String name) {
      return Optional.ofNullable(byName.get(name));
    }

    public Set<String> names() {
      return byName.keySet();
    }
  }

  private PrometheusText() {}

  /**
   * Returns the metrics of a text.
   *
   * @throws IllegalArgumentException with the line that is not as the format has it
   */
  public static Families parse(String text) {
    PrometheusText parser = new PrometheusText();
    require(text.endsWith("\n"), "the last line does not end");
    text.lines().forEach(parser::line);
    parser.families.values().forEach(PrometheusText::check);
    return new Families(parser.families);
  }

  private void line(String line) {
    Matcher helps = HELP.matcher(line);
    Matcher types = TYPE.matcher(line);
    if (helps.matches()) {
      current = helps.group(1);
      help = helps.group(2);
    } else if (types.matches()) {
      String name = types.group(1);
      require(!families.containsKey(name), "a second type of " + name);
      require(current.equals(name), "no help before " + line);
      families.put(name, new Family(name, types.group(2), help, new ArrayList<>()));
    } else {
      require(!line.startsWith("#"), line);
      series(line);
    }
  }

  private void series(String line) {
    Matcher matcher = SERIES.matcher(line);
    require(matcher.matches(), line);
    Family family = families.getOrDefault(current, NO_FAMILY);
    require(family != NO_FAMILY, "no type before " + line);
    String name = matcher.group(1);
    require(isOf(family, name), "%s is not of %s".formatted(name, current));
    Map<String, String> labels = labels(matcher.group(2) == null ? "" : matcher.group(2), line);
    require(seen.add(name + labels), "a second time: " + line);
    family.series().add(new Series(name, labels, value(matcher.group(3))));
  }

  private static Map<String, String> labels(String text, String line) {
    Map<String, String> labels = new TreeMap<>();
    Matcher matcher = LABEL.matcher(text);
    int at = 0;
    while (at < text.length()) {
      require(matcher.find(at) && matcher.start() == at, line);
      require(labels.put(matcher.group(1), matcher.group(2)) == null, "label twice: " + line);
      at = matcher.end();
    }
    return labels;
  }

  private static double value(String text) {
    return switch (text) {
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static boolean isOf(Family family, String name) {
    return switch (family.type()) {
      case "histogram" -> Set.of("_bucket", "_sum", "_count").contains(rest(family, name));
      case "summary" -> Set.of("", "_sum", "_count").contains(rest(family, name));
      default -> family.name().equals(name);
    };
  }

  private static String rest(Family family, String name) {
    return name.startsWith(family.name()) ? name.substring(family.name().length()) : name;
  }

  private static void check(Family family) {
    require(!family.series().isEmpty(), "no series of " + family.name());
    if (family.type().equals("counter")) {
      require(family.name().endsWith("_total"), "a counter without _total: " + family.name());
      family.series().forEach(one -> require(one.value() >= 0, "negative: " + one));
    }
    if (family.type().equals("histogram")) {
      long counts = family.series().stream().filter(s -> s.name().endsWith("_count")).count();
      long ends = family.series().stream().filter(s -> "+Inf".equals(s.labels().get("le"))).count();
      require(counts == ends, "a histogram without a last bucket: " + family.name());
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
