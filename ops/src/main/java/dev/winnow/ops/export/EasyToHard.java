package dev.winnow.ops.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Writes the rows of easy prompts first: a curriculum, as in Curry-DPO (arXiv 2403.07230). Easy is
 * a prompt with a high final pass rate, and a pair with a large gap between its scores. Rows whose
 * ease is not known come last; among equals the stored order stays.
 *
 * <p>Rows are sorted twice on disk, first by prompt, to meet the prompt's pass rate, then by ease.
 * So memory does not grow with the datasets. The disk needs about four times the exported file.
 */
public final class EasyToHard implements RowOrder {
  private static final long MAX_BYTES = 64L << 20;
  private static final String PROMPTS = "prompts";
  private static final String PAIRS = "pairs";
  private static final byte RATE = 0;
  private static final byte ROW = 1;

  private final Ease ease;
  private final LineWriter out;
  private final ExternalSort byPrompt;
  private final ExternalSort byEase;
  private long rows;
  private long unknown;

  /** What makes a row easy. */
  public enum Ease {
    /** The final pass rate of its prompt. */
    PASS_RATE,

    /** The difference of a pair's scores. */
    GAP,

    /** The pass rate, and the gap among rows of equal pass rates. */
    BOTH;

    /** Returns the datasets besides those of the layout that say how easy a row is. */
    public List<String> datasets() {
      return this == GAP ? List.of() : List.of(PROMPTS);
    }

    /**
     * Checks that rows of these datasets have it.
     *
     * @throws IllegalArgumentException if they have no gap
     */
    public void requireIn(String layout, List<String> datasets) {
      if (this != PASS_RATE && !datasets.contains(PAIRS)) {
        throw new IllegalArgumentException(
            "layout '%s' has no pairs, so there is no gap; order by pass_rate".formatted(layout));
      }
    }
  }

  /**
   * @param directory an existing directory for temporary files
   */
  public EasyToHard(Ease ease, Path directory, LineWriter out) {
    this(ease, directory, out, MAX_BYTES);
  }

  EasyToHard(Ease ease, Path directory, LineWriter out, long maxBytes) {
    this.ease = ease;
    this.out = out;
    this.byPrompt = new ExternalSort(directory, maxBytes / 2);
    this.byEase = new ExternalSort(directory, maxBytes / 2);
  }

  @Override
  public void read(JsonNode row) throws IOException {
    // A prompt may have several rows. The latest end counts, so it is sorted last.
    byPrompt.add(
        promptKey(row, RATE, row.path("ended_at").asLong()),
        ByteBuffer.allocate(Double.BYTES).putDouble(number(row.path("pass_rate"))).array());
  }

  @Override
  public void take(JsonNode source, ObjectNode row) throws IOException {
    byte[] line = Json.MAPPER.writeValueAsBytes(row);
    byPrompt.add(
        promptKey(source, ROW, rows),
        ByteBuffer.allocate(Double.BYTES + Long.BYTES + line.length)
            .putDouble(number(source.path("margin")))
            .putLong(rows)
            .put(line)
            .array());
    rows++;
  }

  @Override
  public void finish() throws IOException {
    LatestRate latest = new LatestRate();
    byPrompt.forEach(
        (key, value) -> {
          if (key[key.length - Long.BYTES - 1] == RATE) {
            latest.set(key, ByteBuffer.wrap(value).getDouble());
          } else {
            addByEase(latest.of(key), ByteBuffer.wrap(value));
          }
        });
    byPrompt.close();
    byEase.forEach((key, value) -> out.write(new String(value, StandardCharsets.UTF_8)));
  }

  /** Returns the number of rows that came last because nothing says how easy they are. */
  public long unknown() {
    return unknown;
  }

  @Override
  public void close() throws IOException {
    try (byEase) {
      byPrompt.close();
    }
  }

  private void addByEase(double passRate, ByteBuffer value) throws IOException {
    double gap = value.getDouble();
    long row = value.getLong();
    byte[] line = new byte[value.remaining()];
    value.get(line);
    double first = ease == Ease.GAP ? gap : passRate;
    unknown += Double.isNaN(first) ? 1 : 0;
    byEase.add(
        ByteBuffer.allocate(3 * Long.BYTES)
            .putLong(descending(first))
            .putLong(ease == Ease.BOTH ? descending(gap) : 0)
            .putLong(row)
            .array(),
        line);
  }

  /** Returns bits that are smaller, unsigned, for larger numbers, and largest for NaN. */
  private static long descending(double number) {
    if (Double.isNaN(number)) {
      return -1;
    }
    long bits = Double.doubleToLongBits(number);
    return ~(bits < 0 ? ~bits : bits | Long.MIN_VALUE);
  }

  private static double number(JsonNode node) {
    return node.isNumber() ? node.asDouble() : Double.NaN;
  }

  private static byte[] promptKey(JsonNode row, byte what, long then) {
    byte[] prompt = digest(row.path("prompt_id").asText());
    return ByteBuffer.allocate(prompt.length + 1 + Long.BYTES)
        .put(prompt)
        .put(what)
        .putLong(then)
        .array();
  }

  private static byte[] digest(String promptId) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(promptId.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The pass rate of the prompt whose entries are visited. */
  private static final class LatestRate {
    private ByteBuffer prompt = ByteBuffer.allocate(0);
    private double rate = Double.NaN;

    void set(byte[] key, double passRate) {
      prompt = promptOf(key);
      rate = passRate;
    }

    double of(byte[] key) {
      return promptOf(key).equals(prompt) ? rate : Double.NaN;
    }

    private static ByteBuffer promptOf(byte[] key) {
      return ByteBuffer.wrap(key, 0, key.length - Long.BYTES - 1);
    }
  }
}
