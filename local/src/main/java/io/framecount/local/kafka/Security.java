package io.framecount.local.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.common.cli.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * TLS with a certificate that signs itself, and SASL/PLAIN with one user, made anew for each start:
 * what it takes to try a program against a broker that asks for credentials.
 *
 * @param store PKCS 12 file with the broker's key, which clients trust, too
 * @param password of the store and of the user
 * @param clientProperties file that lets Kafka's clients in
 */
public record Security(Path store, String password, Path clientProperties) {
  private static final String USER = "framecount";
  private static final String STORE_TYPE = "PKCS12";

  /**
   * Makes key, user and the clients' file.
   *
   * @param directory empty, readable by its owner only
   */
  public static Security make(Path directory) {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    Security security =
        new Security(
            directory.resolve("broker.p12"),
            HexFormat.of().formatHex(random),
            directory.resolve("client.properties"));
    try {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      security.makeKey();
      try (Writer out = Files.newBufferedWriter(security.clientProperties)) {
        security.ofClients().store(out, "Lets Kafka's clients in; see --command-config");
      }
      return security;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a listener for clients on the port, and takes nothing away. */
  void addListener(Properties broker, int port) {
    String listener = "CLIENTS://127.0.0.1:" + port;
    append(broker, "listeners", listener);
    append(broker, "advertised.listeners", listener);
    append(broker, "listener.security.protocol.map", "CLIENTS:SASL_SSL");
    broker.setProperty("sasl.enabled.mechanisms", "PLAIN");
    broker.setProperty(
        "listener.name.clients.plain.sasl.jaas.config",
        login() + " user_%s=\"%s\";".formatted(USER, password));
    broker.setProperty("ssl.keystore.type", STORE_TYPE);
    broker.setProperty("ssl.keystore.location", store.toString());
    broker.setProperty("ssl.keystore.password", password);
  }

  private Properties ofClients() {
    Properties properties = new Properties();
    properties.setProperty("security.protocol", "SASL_SSL");
    properties.setProperty("sasl.mechanism", "PLAIN");
    properties.setProperty("sasl.jaas.config", login() + ";");
    properties.setProperty("ssl.truststore.type", STORE_TYPE);
    properties.setProperty("ssl.truststore.location", store.toString());
    properties.setProperty("ssl.truststore.password", password);
    return properties;
  }

  private String login() {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\""
        .formatted(USER, password);
  }

  private static void append(Properties properties, String name, String value) {
    properties.setProperty(name, properties.getProperty(name) + "," + value);
  }

  private void makeKey() throws IOException {
    ProcessBuilder keytool =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-dname",
            "CN=127.0.0.1",
            "-ext",
            "SAN=IP:127.0.0.1,DNS:localhost",
            "-validity",
            "3650",
            "-storetype",
            STORE_TYPE,
            "-keystore",
            store.toString(),
            "-storepass:env",
            "FRAMECOUNT_STORE_PASSWORD");
    keytool.environment().put("FRAMECOUNT_STORE_PASSWORD", password);
    Process process = keytool.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new CommandFailure("keytool makes no certificate: " + said.strip());
    }
  }
}
