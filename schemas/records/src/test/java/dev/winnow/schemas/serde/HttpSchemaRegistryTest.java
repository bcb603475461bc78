package dev.winnow.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.winnow.schemas.Prompt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpSchemaRegistryTest {
  private HttpServer server;
  private HttpSchemaRegistry registry;
  private final List<String> requests = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private final List<String> authorizations = new ArrayList<>();

  private record Answer(int status, String body) {}

  /** A registry that never answers. */
  static final class Down implements SchemaRegistry {
    @Override
    public int register(String subject, Schema schema) {
      throw new RegistryException("down", null);
    }

    @Override
    public Schema byId(int id) {
      throw new RegistryException("down", null);
    }
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          authorizations.add(
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          Answer answer = answers.removeFirst();
          byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer.status(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    registry =
        new HttpSchemaRegistry(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/base/"));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void registersASchemaUnderItsSubjectOnce() {
    answers.add(new Answer(200, "{\"id\": 7}"));

    assertThat(registry.register("winnow.prompts-value", Prompt.SCHEMA$)).isEqualTo(7);
    assertThat(registry.register("winnow.prompts-value", Prompt.SCHEMA$)).isEqualTo(7);
    assertThat(requests).containsExactly("POST /base/subjects/winnow.prompts-value/versions");
  }

  @Test
  void readsASchemaByItsIdOnce() {
    answers.add(new Answer(200, "{\"schema\": \"\\\"string\\\"\"}"));

    assertThat(registry.byId(3)).isEqualTo(Schema.create(Schema.Type.STRING));
    assertThat(registry.byId(3)).isEqualTo(Schema.create(Schema.Type.STRING));
    assertThat(requests).containsExactly("GET /base/schemas/ids/3");
  }

  @Test
  void anUnknownIdIsSaidToBeUnknown() {
    answers.add(new Answer(404, "{\"error_code\": 40403}"));

    assertThatThrownBy(() -> registry.byId(3)).isInstanceOf(UnknownSchemaException.class);
  }

  @Test
  void aRefusalIsPassedOnInTheRegistrysWords() {
    answers.add(new Answer(409, "{\"message\": \"incompatible: reader field x\"}"));

    assertThatThrownBy(() -> registry.register("s", Prompt.SCHEMA$))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("409")
        .hasMessageContaining("incompatible: reader field x");
  }

  @Test
  void aServerErrorIsTriedAgain() {
    answers.add(new Answer(503, ""));
    answers.add(new Answer(200, "{\"id\": 7}"));

    assertThat(registry.register("s", Prompt.SCHEMA$)).isEqualTo(7);
  }

  @Test
  void anAnswerThatIsNotJsonIsRefused() {
    answers.add(new Answer(200, "<html>"));

    assertThatThrownBy(() -> registry.register("s", Prompt.SCHEMA$))
        .isInstanceOf(RegistryException.class);
  }

  @Test
  void anAnswerWithoutAnIdIsRefused() {
    answers.add(new Answer(200, "{}"));

    assertThatThrownBy(() -> registry.register("s", Prompt.SCHEMA$))
        .isInstanceOf(RegistryException.class);
  }

  @Test
  void a404ThatIsNotTheRegistrysOwnIsAnOutage() {
    answers.add(new Answer(404, "<html>no such page</html>"));

    assertThatThrownBy(() -> registry.byId(3))
        .isInstanceOf(RegistryException.class)
        .isNotInstanceOf(UnknownSchemaException.class);
  }

  @Test
  void whatIsNoAvroSchemaIsTheRecordsFaultAndNoOutage() {
    answers.add(new Answer(200, "{\"schema\": \"message Proto {}\"}"));

    assertThatThrownBy(() -> registry.byId(3)).isInstanceOf(UnknownSchemaException.class);
  }

  @Test
  void anOversizedAnswerIsNotReadToItsEnd() {
    for (int attempt = 0; attempt < 5; attempt++) {
      answers.add(new Answer(200, "x".repeat(7 << 20)));
    }

    assertThatThrownBy(() -> registry.byId(3))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("more than");
  }

  @Test
  void sendsTheUserInfoOfItsUrlDecodedAndDoesNotPrintIt() {
    answers.add(new Answer(401, "wrong: us+er:p@ss/word1"));
    HttpSchemaRegistry own = at("http://us+er:p%40ss%2Fword1@127.0.0.1:%d/base", Map.of());

    assertThatThrownBy(own::requireAccess)
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("the schema registry at http://127.0.0.1:")
        .hasMessageContaining("status 401")
        .hasMessageContaining("Are the user and the password, or the token, right?")
        .hasMessageNotContaining("word1");
    assertThat(authorizations).containsExactly(basic("us+er:p@ss/word1"));
  }

  @Test
  void sendsCredentialsOfItsSettings() {
    answers.add(new Answer(200, "{\"id\": 7}"));
    answers.add(new Answer(200, "{\"id\": 7}"));

    at("http://127.0.0.1:%d", Map.of(RegistryAccess.USER_INFO, "u:p:q"))
        .register("a", Prompt.SCHEMA$);
    at("http://127.0.0.1:%d", Map.of(RegistryAccess.TOKEN, "abc")).register("a", Prompt.SCHEMA$);

    assertThat(authorizations).containsExactly(basic("u:p:q"), "Bearer abc");
  }

  @Test
  void saysWhereCredentialsAreSet() {
    answers.add(new Answer(401, ""));

    assertThatThrownBy(registry::requireAccess)
        .hasMessageContaining("set registry.basic.auth.user.info or registry.bearer.auth.token");
  }

  @Test
  void aRegistryThatDoesNotAnswerYetIsNoReasonToStop() {
    server.stop(0);

    assertThatCode(registry::requireAccess).doesNotThrowAnyException();
  }

  @Test
  void refusesSettingsThatItDoesNotKnowOrThatContradictEachOther() {
    assertThatThrownBy(() -> at("http://h:%d", Map.of("basic.auth.userinfo", "u:p")))
        .hasMessageContaining("registry.basic.auth.userinfo: there is no such setting");
    assertThatThrownBy(() -> at("http://u:p@h:%d", Map.of(RegistryAccess.TOKEN, "t")))
        .hasMessageContaining("not both");
    assertThatThrownBy(() -> at("http://h:%d", Map.of("ssl.truststore.location", "/no/such")))
        .hasMessageContaining("registry.ssl.*")
        .hasMessageContaining("/no/such");
    assertThatThrownBy(() -> at("http://user@h:%d", Map.of()))
        .hasMessageContaining("want user:password");
    assertThatThrownBy(() -> at("ftp://h:%d", Map.of())).hasMessageContaining("want a URL");
  }

  private HttpSchemaRegistry at(String url, Map<String, String> settings) {
    URI uri = URI.create(url.replace("%d", String.valueOf(server.getAddress().getPort())));
    return new HttpSchemaRegistry(uri, RegistryAccess.of(uri, settings));
  }

  private static String basic(String userInfo) {
    return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
  }
}
