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
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * TLS with a self-signed certificate, and SASL/PLAIN, made anew for each start. With it, programs
 * can be tried against a broker that requires credentials and, if there are more users than the
 * first, rights.
 *
 * @param store PKCS 12 file with the broker's key, which clients trust, too
 * @param password password of the store
 * @param first the user who may do everything
 * @param others users with no rights but those that ACLs allow
 */
public record Security(Path store, String password, User first, List<User> others) {
  /** The name of the user who may do everything. */
  public static final String FIRST_USER = "framecount";

  private static final String STORE_TYPE = "PKCS12";

  /** Text that needs no quotes in a JAAS entry or a file name. */
  private static final Pattern USER_NAME = Pattern.compile("[A-Za-z0-9][\\w-]*");

  /**
   * A user of the broker.
   *
   * @param clientProperties configuration file for Kafka's clients
   */
  record User(String name, String password, Path clientProperties) {
    static User make(String name, Path file) {
      return new User(name, random(), file);
    }

    private String login() {
      return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\""
          .formatted(name, password);
    }
  }

  /** Returns whether another user may have this name. */
  public static boolean isUserName(String name) {
    return USER_NAME.matcher(name).matches() && !name.equals(FIRST_USER);
  }

  /** Returns the client configuration of the user who may do everything. */
  public Path clientProperties() {
    return first.clientProperties;
  }

  /** Returns the client configuration of another user. */
  public Path clientProperties(String user) {
    return others.stream()
        .filter(other -> other.name.equals(user))
        .findFirst()
        .orElseThrow()
        .clientProperties;
  }

  /**
   * Makes key, users and the clients' files.
   *
   * @param directory an empty directory, readable by its owner only
   * @param others names of the users beside the first
   */
  public static Security make(Path directory, List<String> others) {
    Security security =
        new Security(
            directory.resolve("broker.p12"),
            random(),
            User.make(FIRST_USER, directory.resolve("client.properties")),
            others.stream()
                .map(name -> User.make(name, directory.resolve("client-" + name + ".properties")))
                .toList());
    try {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      security.makeKey();
      security.write(security.first);
      for (User other : security.others) {
        security.write(other);
      }
      return security;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String random() {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private void write(User user) throws IOException {
    try (Writer out = Files.newBufferedWriter(user.clientProperties)) {
      ofClients(user).store(out, "Lets Kafka's clients in; see --command-config");
    }
  }

  /** Adds a listener for clients on a port; the others stay. */
  void addListener(Properties broker, int port) {
    String listener = "CLIENTS://127.0.0.1:" + port;
    append(broker, "listeners", listener);
    append(broker, "advertised.listeners", listener);
    append(broker, "listener.security.protocol.map", "CLIENTS:SASL_SSL");
    broker.setProperty("sasl.enabled.mechanisms", "PLAIN");
    broker.setProperty(
        "listener.name.clients.plain.sasl.jaas.config", first.login() + logins() + ";");
    broker.setProperty("ssl.keystore.type", STORE_TYPE);
    broker.setProperty("ssl.keystore.location", store.toString());
    broker.setProperty("ssl.keystore.password", password);
    if (!others.isEmpty()) {
      checkRights(broker);
    }
  }

  /**
   * Turns on the check of rights. The broker's own listener has no login, so its anonymous user may
   * do everything.
   */
  private static void checkRights(Properties broker) {
    broker.setProperty(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    broker.setProperty("super.users", "User:ANONYMOUS;User:" + FIRST_USER);
  }

  /** Returns the users and passwords that the broker accepts. */
  private String logins() {
    StringBuilder logins = new StringBuilder();
    for (User user : others) {
      logins.append(" user_%s=\"%s\"".formatted(user.name, user.password));
    }
    return logins.append(" user_%s=\"%s\"".formatted(first.name, first.password)).toString();
  }

  private Properties ofClients(User user) {
    Properties properties = new Properties();
    properties.setProperty("security.protocol", "SASL_SSL");
    properties.setProperty("sasl.mechanism", "PLAIN");
    properties.setProperty("sasl.jaas.config", user.login() + ";");
    properties.setProperty("ssl.truststore.type", STORE_TYPE);
    properties.setProperty("ssl.truststore.location", store.toString());
    properties.setProperty("ssl.truststore.password", password);
    return properties;
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
