package io.framecount.common.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.Secrets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

/**
 * A registry's address and credentials. The names of the settings are those of Confluent's clients,
 * with or without the prefix {@code schema.registry.}, so that a properties file for those clients
 * works here.
 *
 * @param addresses addresses of the same registry, in the order to try
 * @param authorization value of the header with the credentials, for addresses without their own
 * @param tls keys and trusted certificates, if not the JVM's own
 */
record RegistrySettings(
    List<RegistryAddress> addresses, Optional<String> authorization, Optional<SSLContext> tls) {
  static final String PREFIX = "schema.registry.";

  private static final String BASIC_SOURCE = "basic.auth.credentials.source";
  private static final String INHERITED = "SASL_INHERIT";
  private static final String USER_INFO = "basic.auth.user.info";
  private static final String BEARER_SOURCE = "bearer.auth.credentials.source";
  private static final String TOKEN = "bearer.auth.token";

  /** Returns the settings of an address alone. */
  static RegistrySettings of(String urls) {
    return of(urls, Map.of());
  }

  /**
   * @param urls one, or several with commas between them
   * @param config the settings that the user gave for all clients
   * @throws CommandFailure with {@link ExitCode#USAGE} if they ask for what is not there
   */
  static RegistrySettings of(String urls, Map<String, String> config) {
    List<RegistryAddress> addresses =
        Arrays.stream(urls.split(","))
            .filter(url -> !url.isBlank())
            .map(RegistryAddress::of)
            .toList();
    if (addresses.isEmpty()) {
      throw new CommandFailure(
          "'%s' is not a registry URL (it is empty); write it as http://HOST:PORT"
              .formatted(urls.strip()));
    }
    return new RegistrySettings(addresses, authorization(config), RegistryTls.of(config));
  }

  /** Returns the settings for Confluent's clients; those that the user chose stay as they are. */
  static Map<String, String> ofConfluentsClients(String urls, Map<String, String> config) {
    Map<String, String> settings = new LinkedHashMap<>(Map.of(PREFIX + "url", urls));
    if (setting(config, BASIC_SOURCE).isPresent() || setting(config, BEARER_SOURCE).isPresent()) {
      return settings;
    }
    RegistrySettings found = of(urls, config);
    List<Optional<String>> inUrls =
        found.addresses().stream().map(RegistryAddress::authorization).distinct().toList();
    if (inUrls.size() > 1) {
      settings.put(BASIC_SOURCE, "URL");
    } else if (inUrls.get(0).isPresent()) {
      // Without them in the URL, which their messages show.
      settings.put(
          PREFIX + "url",
          String.join(",", found.addresses().stream().map(RegistryAddress::url).toList()));
      settings.put(BASIC_SOURCE, "USER_INFO");
      settings.put(USER_INFO, userInfo(inUrls.get(0).get()));
    } else {
      setting(config, USER_INFO)
          .ifPresent(
              user -> {
                settings.put(BASIC_SOURCE, "USER_INFO");
                settings.put(USER_INFO, user);
              });
      setting(config, TOKEN)
          .ifPresent(
              token -> {
                settings.put(BEARER_SOURCE, "STATIC_TOKEN");
                settings.put(TOKEN, token);
              });
    }
    return settings;
  }

  private static String userInfo(String authorization) {
    return new String(
        Base64.getDecoder().decode(authorization.substring("Basic ".length())), UTF_8);
  }

  private static Optional<String> authorization(Map<String, String> config) {
    Optional<String> basic =
        setting(config, BASIC_SOURCE).filter(INHERITED::equalsIgnoreCase).isPresent()
            ? Optional.of(ofSasl(config))
            : source(config, BASIC_SOURCE, USER_INFO, "USER_INFO, SASL_INHERIT or URL");
    Optional<String> bearer = source(config, BEARER_SOURCE, TOKEN, "STATIC_TOKEN");
    if (basic.isPresent() && bearer.isPresent()) {
      throw usage(
          "%s and %s are both set for the schema registry; it takes one of them"
              .formatted(USER_INFO, TOKEN));
    }
    return basic
        .map(user -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)))
        .or(() -> bearer.map(token -> "Bearer " + token));
  }

  /** Returns a secret, if it is set and its source is a supported one or not given. */
  private static Optional<String> source(
      Map<String, String> config, String sourceName, String secretName, String known) {
    String source = setting(config, sourceName).orElse("").toUpperCase(Locale.ROOT);
    Optional<String> secret = setting(config, secretName);
    secret.ifPresent(value -> Secrets.keep(value.substring(value.indexOf(':') + 1)));
    if (source.isEmpty() || source.equals("URL")) {
      return source.isEmpty() ? secret : Optional.empty();
    }
    if (!source.equals(known.split(",", 2)[0])) {
      throw usage("%s=%s is not known here; use %s".formatted(sourceName, source, known));
    }
    if (secret.isEmpty()) {
      throw usage("%s=%s needs %s".formatted(sourceName, source, secretName));
    }
    return secret;
  }

  /** Returns user and password of the Kafka clients. */
  private static String ofSasl(Map<String, String> config) {
    String jaas = config.get(SaslConfigs.SASL_JAAS_CONFIG);
    try {
      List<AppConfigurationEntry> entries =
          JaasContext.loadClientContext(
                  jaas == null
                      ? Map.of()
                      : Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(jaas)))
              .configurationEntries();
      String user = JaasContext.configEntryOption(entries, "username", null);
      String password = JaasContext.configEntryOption(entries, "password", null);
      if (user != null && password != null) {
        Secrets.keep(password);
        return user + ":" + password;
      }
    } catch (KafkaException | IllegalArgumentException e) {
      throw usage(
          "%s=%s needs a user and a password in %s: %s"
              .formatted(BASIC_SOURCE, INHERITED, SaslConfigs.SASL_JAAS_CONFIG, e.getMessage()));
    }
    throw usage(
        "%s=%s needs a username and a password in %s"
            .formatted(BASIC_SOURCE, INHERITED, SaslConfigs.SASL_JAAS_CONFIG));
  }

  /**
   * Returns a setting without surrounding blanks, which nobody sees in a file; Kafka's clients do
   * the same.
   */
  private static Optional<String> setting(Map<String, String> config, String name) {
    return Optional.ofNullable(config.getOrDefault(PREFIX + name, config.get(name)))
        .map(String::strip);
  }

  static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, message);
  }
}
