package io.framecount.loader;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A load without metrics pays nothing for them, and one whose port is taken says so. The
 * dashboard's tests look at the numbers themselves.
 */
@Timeout(120)
class MetricsIT {
  @TempDir Path directory;
  private final String topic = SharedPlatform.uniqueName("frames");
  private Path file;

  @BeforeEach
  void writeFile() throws IOException {
    file = Files.writeString(directory.resolve("a.jsonl"), "{\"uid\":\"a\",\"ts\":1}\n");
  }

  @Test
  void noOneWhoDoesNotAskPaysForIt() throws Exception {
    List<String> args = new ArrayList<>(List.of("--topic", topic, "--file", file.toString()));
    args.addAll(List.of("--register", "--bootstrap-server", SharedPlatform.bootstrapServers()));
    args.addAll(List.of("--schema-registry", SharedPlatform.registryUrl()));
    List<String> command = LoaderProcess.command(args);
    command.add(1, "-Xlog:class+load");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String loaded = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(loaded)
        .contains(" io.framecount.loader.load.ClusterLoad ")
        .doesNotContain(" io.micrometer.", " io.prometheus.", " com.sun.net.httpserver.")
        .doesNotContain(" io.framecount.common.log.Json", " io.framecount.loader.metrics.Served");
  }

  @Test
  void saysThatThePortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      CliRun run =
          LoaderRun.load(topic, "--file", file.toString(), "--register", "--metrics-port", port);
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.stderr())
          .startsWith("loader: cannot serve metrics at 127.0.0.1:" + port)
          .hasLineCount(1);
    }
  }
}
