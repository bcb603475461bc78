package dev.winnow.schemas.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET https://user:hunter2!@registry:8081/subjects",
        "cannot convert 'http://user:hunter2!@h' to URI",
        "http://user:hunter2!/x@registry/path",
        "http://user:a@hunter2!@registry/path",
        "jdbc:postgresql://u:hunter2!@db/x",
        "password=hunter2!",
        "ssl.keystore.password = hunter2!",
        "{\"client_secret\": \"hunter2!\", \"a\": 1}",
        "{\"password\": \"a \\\" hunter2!\"}",
        "password='hunter2!'",
        "?api_key=hunter2!&a=b",
        "sasl.jaas.config=org.x.ScramLoginModule required username=\"u\" password=\"hunter2!\";",
        "sasl.jaas.config: org.x.Own required what=\"hunter2!\";",
        "aws_secret_access_key=hunter2!",
        "session.token=hunter2!",
        "token: hunter2!",
        "Authorization: Basic hunter2!",
        "Authorization: Bearer hunter2!",
        "{\"Authorization\":\"hunter2!\"}",
        "sent Bearer abc-hunter2",
        "Basic dXNlcjpodW50ZXIy-hunter2",
        "-----BEGIN PRIVATE KEY-----\nhunter2!\n-----END PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----\nhunter2!",
        "basic.auth.user.info=u:hunter2!"
      })
  void masksASecretAndKeepsWhatIsBefore(String text) {
    String masked = SafeText.mask("before " + text + "\nafter");

    assertThat(masked).startsWith("before").contains(SafeText.MASK).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "winnow_1GbD0eXk3qv8NwYy2Zt5Aa7Bb9Cc",
        "sk-proj-abcdefghijklmnop1234",
        "hf_abcdefghijklmnopqrstuvwx",
        "ghp_abcdefghijklmnopqrstuvwxyz012345",
        "AKIAIOSFODNN7EXAMPLE",
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ3b3JrZXIifQ.c2lnbmF0dXJl"
      })
  void masksTokensOfKnownForms(String token) {
    assertThat(SafeText.mask("refused '" + token + "'.")).doesNotContain(token.substring(8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the topics on 127.0.0.1:9092 are not as they must be",
        "http://127.0.0.1:8081/apis/ccompat/v7/subjects",
        "max_tokens=2048 tokens: 17 event=tokens-read",
        "token 'ci' may: publish, read",
        "recipe=math prompt=a@b.example/c candidate=3",
        "correct the user and password, or the certificate",
        "basic authentication is needed",
        "key=value ssl.truststore.location=/etc/ca.pem",
        "see https://example.org/a#b?c=d"
      })
  void changesNoOrdinaryText(String text) {
    assertThat(SafeText.mask(text)).isEqualTo(text);
  }

  @Test
  void masksAProtectedSecretWhereverItOccurs() {
    SafeText.protect("correct horse");

    assertThat(SafeText.mask("it said: correct horse, and [correct horse]"))
        .isEqualTo("it said: ***, and [***]");
  }

  @Test
  void doesNotMaskShortWordsEverywhere() {
    SafeText.protect("a");

    assertThat(SafeText.mask("a banana")).isEqualTo("a banana");
  }

  @Test
  void endsOnHostileText() {
    String hostile =
        "password=\"" + "\\x".repeat(200_000) + "://a:".repeat(50_000) + "secret".repeat(20_000);

    assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> SafeText.mask(hostile)))
        .startsWith("password=***");
  }

  @Test
  void makesOneBoundedLine() {
    assertThat(SafeText.line("a\n\u001b[31mb\u202ec" + "x".repeat(1_000)))
        .startsWith("a [31mb c")
        .hasSizeLessThan(510);
    assertThat(SafeText.line("\n")).isEqualTo("(nothing)");
  }
}
