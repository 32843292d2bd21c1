package io.framecount.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegistryProcessTest {
  @Test
  void itsLastWordsAreNoPartOfAStackTrace() {
    String said =
        """
        INFO starting
        java.net.BindException: Address already in use
        \tat sun.nio.ch.Net.bind
        \t... 107 more

        """;
    assertThat(RegistryProcess.lastWords(said))
        .isEqualTo("java.net.BindException: Address already in use");
    assertThat(RegistryProcess.lastWords("")).isEqualTo("none");
  }
}
