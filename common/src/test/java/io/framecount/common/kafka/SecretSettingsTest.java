package io.framecount.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.Secrets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretSettingsTest {
  @Test
  void doesNotHideWhoItIs() {
    SecretSettings.keep(
        Map.of(
            "sasl.jaas.config",
            "x.PlainLoginModule required username=\"anna-the-user\" password=\"p4ssw0rd-of-anna\";"));
    assertThat(Secrets.masked("anna-the-user may not; p4ssw0rd-of-anna"))
        .isEqualTo("anna-the-user may not; [hidden]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ssl.key.password          | violet1 | violet1",
        "ssl.keystore.password     | violet2 | violet2",
        "ssl.trustore.pasword.passwd | violet3 | violet3",
        "sasl.oauthbearer.assertion.private.key.passphrase | iris12 | iris12",
        "ssl.keystore.key          | violet4 | violet4",
        "basic.auth.user.info      | me:violet5 | me:violet5",
        "sasl.oauthbearer.client.credentials.client.secret | violet6 | violet6",
        "sasl.jaas.config | org.x.Login required username=\"me\" password=\"violet7\"; | violet7",
        "sasl.jaas.config | org.x.Login required username=me password=violet8; | violet8",
        "sasl.jass.config.jaas | org.x.Login required clientSecret=violet9; | violet9",
        "sasl.jaas.config | org.x.Login required password=a lily10; | lily10",
        "sasl.jaas.config | org.x.Login required password=\"a lily11; | lily11"
      })
  void knowsWhatIsSecret(String name, String value, String secret) {
    assertThat(Secrets.masked(secret)).isEqualTo(secret);
    SecretSettings.keep(Map.of(name, value));
    assertThat(Secrets.masked("it is " + secret + "!")).isEqualTo("it is [hidden]!");
  }

  @Test
  void hidesWhatKafkaMakesOfAValueWithBlanksAroundIt() {
    SecretSettings.keep(Map.of("ssl.key.password", " iris13  "));
    assertThat(Secrets.masked("iris13")).isEqualTo("[hidden]");
  }

  @Test
  void doesNotHideWhichClassLogsIn() {
    SecretSettings.keep(
        Map.of("sasl.jaas.config", "org.x.PlainLoginModul required password=\"p4ssw0rd-14\";"));
    assertThat(Secrets.masked("No LoginModule found for org.x.PlainLoginModul p4ssw0rd-14"))
        .isEqualTo("No LoginModule found for org.x.PlainLoginModul [hidden]");
  }

  @ParameterizedTest
  @CsvSource({
    "sasl.oauthbearer.token.endpoint.url, https://login.example/1",
    "basic.auth.credentials.source, SASL_INHERITED",
    "schema.registry.bearer.auth.credentials.source, A_SOURCE",
    "sasl.oauthbearer.client.credentials.client.id, my-client-1",
    "ssl.truststore.location, /etc/trust.p12",
    "client.id, rose"
  })
  void leavesTheRest(String name, String value) {
    SecretSettings.keep(Map.of(name, value));
    assertThat(Secrets.masked(value)).isEqualTo(value);
  }
}
