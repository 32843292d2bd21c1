package io.framecount.common.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

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
    "host:8081, host:8081, "
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
        "http://me:hyacinth@no host"
      })
  void showsNoCredentialsInAnyFailure(String url) {
    RegistryHttp http =
        new RegistryHttp(new RegistryTransport(RegistrySettings.of(url), Duration.ofSeconds(1)));
    Throwable thrown = catchThrowable(() -> http.get("/subjects"));
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      assertThat(String.valueOf(cause.getMessage())).doesNotContain("hya", "cinth", "me:");
    }
    assertThat(thrown).isNotNull();
  }

  @Test
  void keepsThemOutOfItsOwnText() {
    assertThat(RegistryAddress.of("http://me:crocus@host").url()).doesNotContain("crocus");
  }
}
