package io.framecount.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.common.cli.CommandFailure;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortTest {
  @Test
  void findsAFreePortAndClaimsAGivenOne() {
    int free = Port.claim(0, "--kafka-port");
    assertThat(free).isPositive();
    assertThat(Port.claim(free, "--kafka-port")).isEqualTo(free);
  }

  @Test
  void refusesABusyPortInOneSentence() throws Exception {
    InetAddress local = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (ServerSocket busy = new ServerSocket(0, 1, local)) {
      assertThatThrownBy(() -> Port.claim(busy.getLocalPort(), "--registry-port"))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining(busy.getLocalPort() + " on 127.0.0.1 is busy")
          .hasMessageContaining("--registry-port");
    }
  }
}
