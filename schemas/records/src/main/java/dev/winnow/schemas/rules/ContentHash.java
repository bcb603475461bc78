package dev.winnow.schemas.rules;

import dev.winnow.schemas.Allocation;
import dev.winnow.schemas.AvroTrust;
import dev.winnow.schemas.Message;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Verification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/** Ids derived from content, so that publishing the same thing twice is harmless. */
public final class ContentHash {
  private static final int ID_BYTES = 12;
  private static final String MORE = "+";
  private static final int VERSION_BYTES = 6;

  static {
    AvroTrust.install();
  }

  private ContentHash() {}

  /**
   * Returns a hash of what a prompt asks: recipe, messages, assistant prefix and references. Source
   * and metadata only describe the prompt and are excluded. 24 hex digits (96 bits of SHA-256).
   */
  public static String ofPrompt(Prompt prompt) {
    MessageDigest digest = sha256();
    update(digest, prompt.getRecipe());
    for (Message message : prompt.getMessages()) {
      update(digest, message.getRole());
      update(digest, message.getContent());
    }
    prompt.getReference().ifPresent(reference -> update(digest, reference));
    List<String> more = more(prompt);
    if (!more.isEmpty()) {
      // No role has this name, so it marks unambiguously that further fields follow.
      update(digest, MORE);
      more.forEach(text -> update(digest, text));
    }
    return hex(digest, ID_BYTES);
  }

  /**
   * Returns the fields that plain prompts do not have, each with its position; empty for a plain
   * one.
   */
  private static List<String> more(Prompt prompt) {
    List<String> more = new ArrayList<>();
    prompt.getAssistantPrefix().ifPresent(text -> more.addAll(List.of("prefix", text)));
    prompt.getOtherReferences().forEach(text -> more.addAll(List.of("reference", text)));
    for (int i = 0; i < prompt.getMessages().size(); i++) {
      Message message = prompt.getMessages().get(i);
      String at = String.valueOf(i);
      message.getName().ifPresent(text -> more.addAll(List.of(at, "name", text)));
      message.getToolCalls().ifPresent(text -> more.addAll(List.of(at, "tool_calls", text)));
      message.getToolCallId().ifPresent(text -> more.addAll(List.of(at, "tool_call_id", text)));
    }
    return more;
  }

  /**
   * Returns the version of a recipe: a hash of everything it declares except name, version and
   * time. 12 hex digits.
   */
  public static String ofRecipe(Recipe recipe) {
    Recipe declared =
        Recipe.newBuilder(recipe)
            .setName("")
            .setVersion("")
            .setPaused(false)
            .setPublishedAt(Instant.EPOCH)
            .build();
    // Maps have no order on the wire; sorted, the same declaration always has the same bytes.
    Verification verification = declared.getVerification();
    verification.getChecks().forEach(check -> check.setOptions(new TreeMap<>(check.getOptions())));
    verification.getScorers().forEach(one -> one.setOptions(new TreeMap<>(one.getOptions())));
    declared.getAllocation().setOptions(new TreeMap<>(declared.getAllocation().getOptions()));
    MessageDigest digest = sha256();
    digest.update(avro(declared));
    return hex(digest, VERSION_BYTES);
  }

  /**
   * Returns a hash of what determines how often a recipe's candidates pass: its pool, sampling and
   * verification. 12 hex digits.
   */
  public static String ofSampling(Recipe recipe) {
    return ofRecipe(
        Recipe.newBuilder(recipe)
            .setDescription(null)
            .setAllocation(new Allocation("", Map.of()))
            .setSeed(0)
            .setReissueAfterMs(0)
            .setMaxReissues(0)
            .setPriority(1)
            .setBudget(null)
            .setRetentionMs(0)
            .build());
  }

  private static byte[] avro(Recipe recipe) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      new SpecificDatumWriter<>(Recipe.class).write(recipe, encoder);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  /** Writes the length first, so that no two lists of strings have the same bytes. */
  private static void update(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static String hex(MessageDigest digest, int bytes) {
    return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
