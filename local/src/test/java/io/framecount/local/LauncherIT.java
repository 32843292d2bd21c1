package io.framecount.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class LauncherIT {
  private static final String[] FREE_PORTS = {"--kafka-port", "0", "--registry-port", "0"};

  @TempDir private Path directory;

  @Test
  void printsAddressesAndEndsWithAllItsChildrenOnSigterm() throws Exception {
    try (Launched local = Launched.start(Launched.LAUNCHER, Map.of(), FREE_PORTS)) {
      assertThat(local.stdout().readLine())
          .matches("export KAFKA_BOOTSTRAP_SERVERS=127\\.0\\.0\\.1:\\d+");
      assertThat(local.stdout().readLine())
          .matches("export SCHEMA_REGISTRY_URL=http://127\\.0\\.0\\.1:\\d+/apis/ccompat/v7");
      List<ProcessHandle> children = local.process().descendants().toList();
      assertThat(children).hasSize(1);
      local.interrupt();
      assertThat(local.exitCode()).isEqualTo(143);
      assertThat(children).noneMatch(ProcessHandle::isAlive);
      assertThat(local.stdout().readLine()).isNull();
      assertThat(local.said()).contains("ready", "Ctrl-C").doesNotContain("Exception");
    }
  }

  @Test
  void createsTheTopicThatAProducerNamesUnlessToldNotTo() throws Exception {
    try (Launched local = Launched.start(Launched.LAUNCHER, Map.of(), FREE_PORTS)) {
      String kafka = local.stdout().readLine().replaceFirst(".*=", "");
      try (KafkaProducer<String, String> producer =
          Records.producer(kafka, Duration.ofMinutes(1))) {
        producer.send(new ProducerRecord<>("new", "a", "one")).get();
      }
      assertThat(Records.read(kafka, "new", 1)).containsExactly("one");
    }
    String[] args = {"--kafka-port", "0", "--registry-port", "0", "--no-auto-create-topics"};
    try (Launched local = Launched.start(Launched.LAUNCHER, Map.of(), args)) {
      String kafka = local.stdout().readLine().replaceFirst(".*=", "");
      try (KafkaProducer<String, String> producer =
          Records.producer(kafka, Duration.ofSeconds(2))) {
        assertThatThrownBy(() -> producer.send(new ProducerRecord<>("new", "a", "one")).get())
            .hasCauseInstanceOf(TimeoutException.class)
            .hasMessageContaining("new");
      }
    }
  }

  @Test
  void leavesNoChildBehindWhenKilled() throws Exception {
    String[] args = {
      "--kafka-port", "0", "--registry-port", "0", "--data-dir", directory.toString()
    };
    try (Launched local = Launched.start(Launched.LAUNCHER, Map.of(), args)) {
      assertThat(local.stdout().readLine()).startsWith("export");
      ProcessHandle[] children = local.process().descendants().toArray(ProcessHandle[]::new);
      assertThat(children).hasSize(1);
      local.process().destroyForcibly();
      CompletableFuture<?> end = children[0].onExit();
      end.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void namesABusyPort() throws Exception {
    try (ServerSocket busy =
            new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        Launched local =
            Launched.start(Launched.LAUNCHER, Map.of(), "--kafka-port", "" + busy.getLocalPort())) {
      assertThat(local.exitCode()).isEqualTo(1);
      assertThat(local.said().strip())
          .startsWith("local: port " + busy.getLocalPort() + " on 127.0.0.1 is busy")
          .contains("--kafka-port")
          .doesNotContain("\n");
    }
  }

  @Test
  void runsThroughASymlinkInAnotherDirectory() throws Exception {
    Path elsewhere = Files.createDirectories(directory.resolve("else where"));
    Path link = Files.createSymbolicLink(elsewhere.resolve("kafka"), Launched.LAUNCHER);
    try (Launched local = Launched.start(link, Map.of(), "--version")) {
      assertThat(local.stdout().readLine()).startsWith("framecount ");
      assertThat(local.exitCode()).isZero();
    }
  }

  @Test
  void saysThatJavaIsMissing() throws Exception {
    Map<String, String> noJava = Map.of("JAVA_HOME", directory.toString());
    try (Launched local = Launched.start(Launched.LAUNCHER, noJava, "--version")) {
      assertThat(local.exitCode()).isEqualTo(1);
      assertThat(local.said()).contains("no bin/java", "17 or later");
    }
  }

  @Test
  void saysThatJavaIsTooOld() throws Exception {
    Files.createDirectories(directory.resolve("bin"));
    Path java = Files.writeString(directory.resolve("bin/java"), "#!/bin/sh\nexit 99\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(directory.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
    Map<String, String> oldJava = Map.of("JAVA_HOME", directory.toString());
    try (Launched local = Launched.start(Launched.LAUNCHER, oldJava, "--version")) {
      assertThat(local.exitCode()).isEqualTo(1);
      assertThat(local.said()).contains("is Java 11", "17 or later");
    }
  }
}
