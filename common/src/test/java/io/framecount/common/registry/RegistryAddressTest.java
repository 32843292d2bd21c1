package io.framecount.common.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.framecount.common.cli.CommandFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryAddressTest {
  @ParameterizedTest
  @CsvSource({
    "http://host:8081, http://host:8081, ",
    "' https://host/path// ', https://host/path, ",
    "http://me:crocus@host:8081/x, http://host:8081/x, Basic bWU6Y3JvY3Vz",
    "http://me:cro%40us@host, http://host, Basic bWU6Y3JvQHVz",
    "http://me:cro@us@host, http://host, Basic bWU6Y3JvQHVz",
    "http://[::1]:8081/x/, http://[::1]:8081/x, ",
    "HTTPS://schema_registry:8081, HTTPS://schema_registry:8081, "
  })
  void tellsAddressAndCredentialsApart(String given, String url, String authorization) {
    RegistryAddress address = RegistryAddress.of(given);
    assertThat(address.url()).isEqualTo(url);
    assertThat(address.authorization().orElse(null)).isEqualTo(authorization);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://me:hyacinth@127.0.0.1:1",
        "http://me:hya%cinth@127.0.0.1:1",
        "http://me:hya cinth@127.0.0.1:1",
        "http://me:hyacinth@no host",
        "me:hyacinth@127.0.0.1:1",
        "http:/me:hyacinth@127.0.0.1:1"
      })
  void showsNoCredentialsInAnyFailure(String url) {
    Throwable thrown =
        catchThrowable(
            () ->
                new RegistryHttp(
                        new RegistryTransport(RegistrySettings.of(url), Duration.ofSeconds(1)))
                    .get("/subjects"));
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      assertThat(String.valueOf(cause.getMessage())).doesNotContain("hya", "cinth", "me:");
    }
    assertThat(thrown).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "host:8081, does not begin with http:// or https://",
    "ftp://host, does not begin with http:// or https://",
    "http://, Expected scheme-specific part",
    "http://:8081, it has no host",
    "http://::1:8081, its host and port can't be read",
    "http://host:port, its host and port can't be read",
    "http://host:99999, there is no port 99999",
    "http://[::1:8081, Expected closing bracket",
    "http://host:8081/?x=1, what follows ? or # can't be a part of it",
    "http://host:8081/#x, what follows ? or # can't be a part of it"
  })
  void saysWhatIsWrongWithIt(String url, String reason) {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> RegistryAddress.of(url))
        .withMessageStartingWith("'" + url.replaceAll("/+$", "") + "' is not a registry URL (")
        .withMessageContaining(reason)
        .withMessageEndingWith("; write it as http://HOST:PORT");
  }

  @Test
  void keepsThemOutOfItsOwnText() {
    assertThat(RegistryAddress.of("http://me:crocus@host").url()).doesNotContain("crocus");
  }
}
