package dev.winnow.verifier.constraint;

import com.cybozu.labs.langdetect.Detector;
import com.cybozu.labs.langdetect.DetectorFactory;
import com.cybozu.labs.langdetect.LangDetectException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the language of a text with Shuyo's language-detection, of which the library that the
 * reference implementation uses is a port. It draws random numbers: the seed is fixed, so that a
 * text has one result. Thread-safe.
 */
public final class Languages {
  /** The languages that are known. */
  public static final List<String> CODES =
      List.of(
          "af", "ar", "bg", "bn", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "gu",
          "he", "hi", "hr", "hu", "id", "it", "ja", "kn", "ko", "lt", "lv", "mk", "ml", "mr", "ne",
          "nl", "no", "pa", "pl", "pt", "ro", "ru", "sk", "sl", "so", "sq", "sv", "sw", "ta", "te",
          "th", "tl", "tr", "uk", "ur", "vi", "zh-cn", "zh-tw");

  private static final int MAX_CHARS = 10_000;

  private static final Pattern LINKS =
      Pattern.compile(
          "https?://[-_.?&~;+=/#0-9A-Za-z]{1,2076}+"
              + "|(?<![-_.0-9A-Za-z])[-_.0-9A-Za-z]{1,64}+@[-_0-9A-Za-z]{1,255}+[-_.0-9A-Za-z]{0,255}+");

  /**
   * Runs that the library's pattern for mail addresses would read again from each of their
   * characters.
   */
  private static final Pattern LONG_RUN =
      Pattern.compile("([-_.0-9A-Za-z]{200})(?=[-_.0-9A-Za-z])");

  private Languages() {}

  /** Loads the profiles once, when the first text needs them. */
  private static final class Profiles {
    static {
      try {
        DetectorFactory.setSeed(0);
        DetectorFactory.loadProfile(read());
      } catch (LangDetectException e) {
        throw new IllegalStateException("the profiles of languages cannot be loaded", e);
      }
    }

    private static List<String> read() {
      List<String> profiles = new ArrayList<>();
      for (String code : CODES) {
        try (InputStream in = DetectorFactory.class.getResourceAsStream("/profiles/" + code)) {
          if (in == null) {
            throw new IllegalStateException("there is no profile of the language " + code);
          }
          profiles.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return profiles;
    }

    static Detector detector() throws LangDetectException {
      return DetectorFactory.create();
    }
  }

  /** Returns the code of the language; empty if the text has nothing that tells one. */
  public static Optional<String> detect(String text) {
    String bare =
        LINKS.matcher(text.substring(0, Math.min(text.length(), 4 * MAX_CHARS))).replaceAll(" ");
    String shortened = bare.substring(0, Math.min(bare.length(), MAX_CHARS));
    try {
      Detector detector = Profiles.detector();
      detector.append(LONG_RUN.matcher(shortened).replaceAll("$1 "));
      return Optional.of(detector.detect());
    } catch (LangDetectException e) {
      return Optional.empty();
    }
  }
}
